import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import { parseCsv } from '../../src/ground/csv.ts';
import { salesReport } from '../../src/till/manager/sales-report.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';

const ends: (() => void)[] = [];
afterEach(() =>
  ends
    .splice(0)
    .reverse()
    .forEach((end) => end()),
);
afterEach(endAgents);

const SPAN = 'from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';
/** Names that a spreadsheet would run. Source: OWASP, CSV Injection. */
const FORMULAS = ['=HYPERLINK("http://x","y")', '@SUM(1)', '+1+1', '-2+3', '＝1+1'];

async function sells(agent: AgentProcess, code: string, referenceOrderId: string): Promise<void> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(referenceOrderId)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
  await agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
}

describe('GET /v1/reports/sales of the agent (interface section 3)', () => {
  it('has every payment of the span, one a row, and no name from outside is a formula of its CSV', async () => {
    const { agent, sandbox } = await givenAgent();
    for (const id of FORMULAS) await sells(agent, sandbox.freshCode(), id);

    const json = await agent.call('GET', `/v1/reports/sales?${SPAN}`);
    const csv = await agent.call('GET', `/v1/reports/sales?${SPAN}&format=csv`);

    const table = parseCsv(csv.text.replace(/^\uFEFF/, ''));
    const cells = table.ok ? table.value.map((row) => row.cells) : [];
    const [head = [], ...rows] = cells;
    const rowsOfJson = json.json as { referenceOrderId: string; decimal: string; amount: object }[];
    expect([json, csv].map(({ headers }) => headers.get('Content-Type'))).toEqual([
      'application/json; charset=utf-8',
      'text/csv; charset=utf-8',
    ]);
    expect(rowsOfJson.map(({ referenceOrderId }) => referenceOrderId)).toEqual(FORMULAS);
    expect(rowsOfJson[0]).toMatchObject({ decimal: '45.50', amount: { currency: 'MYR', value: '4550' } });
    expect(rows.map((row) => row[head.indexOf('referenceOrderId')])).toEqual(FORMULAS.map((id) => `'${id}`));
    expect(cells.flat().filter((cell) => /^[=+\-@＝＋－＠\t]/.test(cell))).toEqual([]);
  });

  it.each([
    ['a span that ends before it begins', 'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['a span of nothing', 'from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z'],
    ['no end', 'from=2026-01-01T00:00:00Z'],
    ['a day without its zone', 'from=2026-01-01T00:00:00&to=2026-01-02T00:00:00'],
    ['another format', `${SPAN}&format=pdf`],
  ])('%s is 400', async (_, query) => {
    const { agent } = await givenAgent();

    expect((await agent.call('GET', `/v1/reports/sales?${query}`)).status).toBe(400);
  });

  it('a span without a movement is an empty list, and the heads of the columns', async () => {
    const { agent } = await givenAgent();

    const json = await agent.call('GET', `/v1/reports/sales?${SPAN}`);
    const csv = await agent.call('GET', `/v1/reports/sales?${SPAN}&format=csv`);

    expect([json.json, csv.text.trimEnd().split('\r\n').length]).toEqual([[], 1]);
  });
});

const SALES = 35_000;
/** What a run may hold beside what it held at its beginning: some pieces, and what the machine makes of its code. */
const HELD_BYTES_MAX = 2 * 1024 * 1024;

/** A journal with so many paid sales, written by the code that ships. */
function givenJournal(sales: number): { readonly journal: OpenJournal; readonly rows: number } {
  const folder = mkdtempSync(join(tmpdir(), 'till-report-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const opened = openJournal(join(folder, 'journal.sqlite'), TILL);
  if (!opened.ok) throw new Error(opened.error.say);
  const journal = opened.value;
  ends.push(() => journal.close());
  const writer = new JournalWriter(journal);
  let rows = 0;
  journal.together(() => {
    for (let number = 0; number < sales; number += 1) {
      const sale = new GivenSale(number, { atMs: Date.UTC(2026, 0, 5, 4) + number * 1000, valueMinor: 4550 });
      for (const row of sale.paid().rows) {
        writer.write(row);
        rows += 1;
      }
    }
  });
  return { journal, rows };
}

/** Bytes that are in use, once what nobody holds is gone. */
function givenHeap(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
}

// It takes half a minute, and finds a list that is kept whole somewhere on its way: only a long journal shows that.
describe('A report of a journal of 100,000 rows and more', () => {
  it('is made in pieces, as JSON and as CSV, and no more of it is held at once', () => {
    const { journal, rows } = givenJournal(SALES);
    const heapBytes = givenHeap();
    const span = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const run = (format: 'json' | 'csv') => {
      const said = { pieces: 0, longest: 0, characters: 0, heldBytes: 0 };
      let atFirst: number | null = null;
      for (const piece of salesReport(journal, { ...span, format }, 'Asia/Kuala_Lumpur')) {
        said.pieces += 1;
        said.longest = Math.max(said.longest, piece.length);
        said.characters += piece.length;
        if (said.pieces % 100 !== 1) continue;
        atFirst ??= heapBytes();
        said.heldBytes = Math.max(said.heldBytes, heapBytes() - atFirst);
      }
      return said;
    };

    const runs = [run('json'), run('csv')];

    expect(rows).toBeGreaterThan(100_000);
    for (const { pieces, longest, characters, heldBytes } of runs) {
      expect(characters).toBeGreaterThan(2 * HELD_BYTES_MAX);
      expect(pieces).toBeGreaterThan(SALES / 200);
      expect(longest).toBeLessThan(64 * 1024);
      expect(heldBytes).toBeLessThan(HELD_BYTES_MAX);
    }
  }, 240_000);
});
