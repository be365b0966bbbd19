import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { Book } from '../../src/till/book.ts';
import { givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { fileSystemOf } from './machine-facts.ts';
import { rowOf, type Row } from './row.ts';
import { TILL } from '../fakes/memory-journal.ts';

const SALES = 1_000_000;
const FEW_SALES = 1000;
/** One a half a minute: a year of a till that never rests, with no day ever closed. */
const EVERY_MS = 30_000;
const FIRST_MS = Date.UTC(2026, 0, 5, 4);
const WALLETS = ['TNG eWallet', 'Kakao Pay', 'GCash', 'AlipayHK', 'TrueMoney', 'DANA'];
const BATCH_SALES = 20_000;
const SEARCHES = 2000;
const TOTALS = 200;
const COMMITS = 1000;
const STARTS = 10;

/** What a journal of a million sales costs: searches, running totals, commits and the start, beside a journal of a thousand. */
export async function bigJournalRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'till-bench-'));
  try {
    const [big, small] = [join(folder, 'big.sqlite'), join(folder, 'small.sqlite')];
    fill(big, SALES);
    fill(small, FEW_SALES);
    return [
      ...(await startRows(big, small)),
      ...readRows(big, fileSystemOf(folder)),
      ...commitRows(big, small),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes a history through the code that ships, many rows to a commit; every fiftieth sale was given up. */
function fill(file: string, sales: number): void {
  const journal = opened(file);
  for (let from = 0; from < sales; from += BATCH_SALES) {
    const writer = new JournalWriter(journal);
    journal.together(() => {
      for (let number = from; number < Math.min(sales, from + BATCH_SALES); number += 1) {
        for (const row of saleOf(number).rows) writer.write(row);
      }
    });
  }
  journal.close();
}

function saleOf(number: number): GivenSale {
  const wallet = WALLETS[number % WALLETS.length] ?? '';
  const sale = new GivenSale(number, {
    atMs: FIRST_MS + number * EVERY_MS,
    valueMinor: 100 + (number % 9973),
    wallet,
  });
  return number % 50 === 49 ? sale.opened().closed() : sale.paid();
}

function opened(file: string): OpenJournal {
  const journal = openJournal(file, TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  return journal.value;
}

function readRows(file: string, disk: string): Row[] {
  const journal = opened(file);
  const searches = timed(SEARCHES, (turn) => {
    // A book without anything in memory: every sale is found by its id, read and folded.
    const book = new Book(journal);
    const sale = saleOf((turn * 7919 * 50) % SALES);
    const ids = [sale.saleId, sale.referenceOrderId, sale.paymentRequestId, sale.paymentId];
    const [found] = journal.find({ id: ids[turn % ids.length], limit: 10 });
    if (book.sale(found?.saleId ?? '')?.payments[0]?.state.kind !== 'paid') throw new Error('not found');
  });
  const totals = timed(TOTALS, () => {
    if (journal.totals().totals.length === 0) throw new Error('no totals');
  });
  journal.close();
  return [
    rowOf(
      {
        name: 'search by any id, 1,000,000 sales',
        unit: 'ms',
        note: `sale, order, payment request and payment id in turn; found, read, held against its hashes and folded (${disk})`,
        goal: { percentile: 'p99', atMost: 5 },
      },
      searches,
    ),
    rowOf(
      {
        name: 'running totals, 1,000,000 sales',
        unit: 'ms',
        note: 'all sales in one day that was never closed: six wallets, every quarter of an hour',
        goal: { percentile: 'p99', atMost: 50 },
      },
      totals,
    ),
  ];
}

function commitRows(big: string, small: string): Row[] {
  const head = (sales: string) => ({
    name: `journal commit after ${sales} sales`,
    unit: 'ms' as const,
    note: 'rows of new sales, with all that the index takes note of, in turn with the other row',
  });
  const journals = [opened(big), opened(small)] as const;
  const writers = journals.map((journal) => new JournalWriter(journal));
  const samples: [number[], number[]] = [[], []];
  for (let number = SALES; samples[0].length < COMMITS; number += 1) {
    for (const row of new GivenSale(number, { atMs: FIRST_MS + number * EVERY_MS }).paid().rows) {
      for (const index of [0, 1] as const) {
        const startedAtMs = performance.now();
        writers[index]?.write(row);
        samples[index].push(performance.now() - startedAtMs);
      }
    }
  }
  for (const journal of journals) journal.close();
  return [rowOf(head('1,000'), samples[1]), rowOf(head('1,000,000'), samples[0])];
}

async function startRows(big: string, small: string): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const [bigShop, smallShop] = [big, small].map((file) =>
    givenAgentFolder(sandbox.url, { journal: { file } }),
  );
  if (bigShop === undefined || smallShop === undefined) return [];
  await startMs(bigShop);
  await startMs(smallShop);
  const pairs: { readonly bigMs: number; readonly smallMs: number }[] = [];
  while (pairs.length < STARTS)
    pairs.push({ smallMs: await startMs(smallShop), bigMs: await startMs(bigShop) });
  return [
    rowOf(
      {
        name: 'agent start, 1,000,000 sales over 1,000',
        unit: '×',
        note: 'process start to the ready line; the ratio of each of 10 pairs, in turn; files in memory',
        goal: { percentile: 'p50', atMost: 1.1 },
      },
      pairs.map(({ bigMs, smallMs }) => bigMs / smallMs),
    ),
    rowOf(
      { name: 'agent start, 1,000,000 sales', unit: 'ms', note: 'the second of each pair above' },
      pairs.map(({ bigMs }) => bigMs),
    ),
  ];
}

async function startMs(folder: AgentFolder): Promise<number> {
  const startedAtMs = performance.now();
  const agent = await startAgent(folder);
  const tookMs = performance.now() - startedAtMs;
  await agent.stop();
  return tookMs;
}

function timed(count: number, act: (turn: number) => void): number[] {
  return Array.from({ length: count }, (_, turn) => {
    const startedAtMs = performance.now();
    act(turn);
    return performance.now() - startedAtMs;
  });
}
