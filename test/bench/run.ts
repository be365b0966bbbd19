import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { progressOf } from '../../build/progress.mjs';
import { endAgents } from '../fakes/agent-process.ts';
import { agentStartRows } from './agent-start.ts';
import { benchPage } from './bench-page.ts';
import { bigJournalRows } from './big-journal.ts';
import { chainSaleRows, killRows, outageRows, wholeOutageRows } from './chain.ts';
import { ingestRows } from './chain-ingest.ts';
import { owedStartRows } from './owed-start.ts';
import { durableSaleRows } from './durable-sales.ts';
import { journalRows } from './journal-commit.ts';
import { killStartRows } from './kill-start.ts';
import { kioskRows } from './kiosk.ts';
import { manySalesRows } from './many-sales.ts';
import { machineFacts } from './machine-facts.ts';
import { officeLoadRows } from './office-load.ts';
import { pageRows } from './page-path.ts';
import { paperRows } from './paper-path.ts';
import { pureRows } from './pure-loops.ts';
import type { Row } from './row.ts';
import { salePathRows } from './sale-path.ts';
import { searchRows } from './searches.ts';
import { tableOf } from './table.ts';

// `npm run bench`: measures one thing after the other, prints a table and writes out/bench.json and out/bench.html. Nothing fails for
// being slow: a goal that was not reached is called missed.

const OUT = fileURLToPath(new URL('../../out/', import.meta.url));

const GROUPS: readonly {
  readonly what: string;
  readonly measure: () => Row[] | Promise<Row[]>;
  readonly onlyByName?: true;
}[] = [
  { what: 'sales over a serial line and over the API', measure: salePathRows },
  { what: 'paper after a payment', measure: paperRows },
  { what: 'commits of the journal', measure: journalRows },
  { what: 'durable sales', measure: durableSaleRows },
  { what: 'a journal of 1,000,000 sales', measure: bigJournalRows },
  { what: 'starts of the agent', measure: agentStartRows },
  { what: 'a kill with a sale on the screen', measure: killStartRows },
  { what: 'starts with much that is owed', measure: owedStartRows },
  { what: 'the kiosk and its screens', measure: kioskRows },
  { what: 'a payment on the customer’s phone', measure: pageRows },
  { what: 'sales beside a full office', measure: officeLoadRows },
  { what: 'a chain: rows that its centre takes', measure: ingestRows },
  { what: 'a chain: a scan beside its centre', measure: chainSaleRows },
  { what: 'a chain: a day of outage', measure: outageRows },
  { what: 'the whole day without a centre', measure: wholeOutageRows, onlyByName: true },
  { what: 'a chain: kills', measure: killRows },
  { what: 'pure functions', measure: pureRows },
  { what: 'the searches', measure: searchRows },
  { what: 'memory over many sales', measure: manySalesRows, onlyByName: true },
];

async function main(): Promise<void> {
  const machine = machineFacts();
  const rows: Row[] = [];
  // `npm run bench -- sales`: only the groups with that word.
  const [word = ''] = process.argv.slice(2);
  const groups = GROUPS.filter(({ what, onlyByName }) =>
    word === '' ? onlyByName !== true : what.includes(word),
  );
  if (groups.length === 0) {
    const names = GROUPS.map(({ what }) => `  ${what}`).join('\n');
    process.stderr.write(`bench: no group has "${word}" in its name. There are:\n${names}\n`);
    process.exit(2);
  }
  const progress = progressOf('bench');
  for (const [index, { what, measure }] of groups.entries()) {
    progress.step(`${what} (${index + 1} of ${groups.length})`);
    try {
      rows.push(...(await measure()));
    } catch (fault) {
      // The other groups' figures are worth keeping; the exit code tells that one is missing.
      process.stderr.write(`bench: not measured: ${what}: ${String(fault)}\n`);
      process.exitCode = 1;
    } finally {
      await endAgents();
    }
  }
  progress.end();
  mkdirSync(OUT, { recursive: true });
  writeFileSync(`${OUT}bench.json`, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  const { node, system, cpu, cores, memoryGiB, load } = machine;
  const facts = `Node ${node} · ${system} · ${cpu} · ${cores} cores · ${memoryGiB} GiB · load ${load}`;
  // The long ends of the rows are then as much the others' as the till's.
  const isBusy = load > cores / 2;
  writeFileSync(`${OUT}bench.html`, benchPage(machine, isBusy, rows));
  const busy = isBusy ? '\nOther programs were at work on this machine.' : '';
  process.stdout.write(
    `${facts}${busy}\n\n${tableOf(rows)}\n\nAlso in out/bench.json and, to look at, out/bench.html.\n`,
  );
}

await main();
