import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { decodeRecord, isOfSale } from '../../src/journal/records.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { rowOf, type Row } from './row.ts';
import { TILL } from '../fakes/memory-journal.ts';

const ITEMS = 50;
/** One every 30 s, the background pace: a day and a night without an answer. */
const TRIES = 2880;
const DAY_MS = 24 * 3_600_000;
const STARTS = 10;

/** What a start costs when much is owed and was tried for a whole day, beside the start of an empty journal. */
export async function owedStartRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'till-bench-'));
  try {
    const file = join(folder, 'owed.sqlite');
    const rows = await fill(file);
    const sandbox = await givenAgentSandbox();
    const owing = givenAgentFolder(sandbox.url, { journal: { file } });
    const empty = givenAgentFolder(sandbox.url);
    // The first start of each makes what every later one finds, and brings the files into the system's memory.
    await startMs(owing);
    await startMs(empty);
    const ratios: number[] = [];
    while (ratios.length < STARTS) {
      const emptyMs = await startMs(empty);
      ratios.push((await startMs(owing)) / emptyMs);
    }
    return [
      rowOf(
        {
          name: `agent start, ${ITEMS} items owed and tried ${TRIES} times each`,
          unit: '×',
          note: `over the start of an empty journal, in ${STARTS} pairs; ${rows} rows in the journal`,
          goal: { percentile: 'p50', atMost: 1.2 },
        },
        ratios,
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sells, hears nothing any more, and tries for a day; answers how many rows that left. */
async function fill(file: string): Promise<number> {
  const said = { kind: 'unknown', why: 'no outcome yet', code: 'UNKNOWN_EXCEPTION' } as const;
  const till = new GivenTill({ pay: [said], inquire: [said], cancel: [said] });
  for (let number = 1; number <= ITEMS; number += 1) {
    const saleId = await till.sell(`ORD-${number}`);
    await till.cancel(saleId);
    await till.clock.advance(0);
  }
  await till.clock.advance(DAY_MS);
  till.terminal.stop();
  const tries = Math.min(...till.screen.queue().map((owed) => owed.tries));
  if (tries < TRIES) throw new Error(`an item was tried ${tries} times only`);
  const opened = openJournal(file, TILL);
  if (!opened.ok) throw new Error(opened.error.say);
  const journal = opened.value;
  const writer = new JournalWriter(journal);
  journal.together(() => {
    for (const row of till.journal.rows) {
      const record = decodeRecord(row);
      if (record.ok && isOfSale(record.value)) writer.write(record.value);
    }
  });
  journal.close();
  return till.journal.rows.length;
}

async function startMs(folder: AgentFolder): Promise<number> {
  const startedAtMs = performance.now();
  const agent = await startAgent(folder);
  const tookMs = performance.now() - startedAtMs;
  await agent.stop();
  return tookMs;
}
