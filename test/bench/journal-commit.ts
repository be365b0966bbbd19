import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import type { JournalRecord } from '../../src/journal/records.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { maskCode } from '../../src/ground/payment-code.ts';
import { givenAmount } from '../fakes/given-receipt.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { fileSystemOf } from './machine-facts.ts';
import { rowOf, type Row } from './row.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';

const COMMITS = 1000;
const WARM_UP_COMMITS = 100;

/** What the disk of a till costs each event: one commit, through the driver that ships. */
export function journalRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'till-bench-'));
  try {
    const name = 'journal commit (synchronous FULL)';
    const note = `one event appended, in the machine's temporary folder (${fileSystemOf(folder)})`;
    return [rowOf({ name, unit: 'ms', note }, commitsMs(join(folder, 'journal.sqlite')))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function commitsMs(file: string): number[] {
  const journal = openJournal(file, TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  const writer = new JournalWriter(journal.value);
  const samples: number[] = [];
  for (let count = -WARM_UP_COMMITS; count < COMMITS; count += 1) {
    const record = recordOf(count + WARM_UP_COMMITS);
    const startedAtMs = performance.now();
    writer.write(record);
    if (count >= 0) samples.push(performance.now() - startedAtMs);
  }
  const kept = [...journal.value.all()].length;
  journal.value.close();
  if (kept !== COMMITS + WARM_UP_COMMITS) throw new Error(`the journal kept ${kept} events`);
  return samples;
}

/** Sales as they are written: opened, then an attempt begun. */
function recordOf(count: number): JournalRecord {
  const sale = Math.floor(count / 2);
  const head = { saleId: `SALE-${sale}`, atMs: Date.UTC(2026, 10, 20) + count };
  if (count % 2 === 0) {
    const amount = givenAmount('MYR', '4550');
    const referenceOrderId = `ORD-20261120-${sale}`;
    return {
      ...head,
      kind: 'saleOpened',
      referenceOrderId,
      orderDescription: 'Two coffees',
      amount,
      copies: [],
    };
  }
  return {
    ...head,
    kind: 'paymentStarted',
    paymentRequestId: String(sale).padStart(26, '0'),
    number: 1,
    gateway: 'alipayPlus',
    family: 'ALIPAY_PLUS',
    code: maskCode('251001020123456789012345'),
    codeMark: null,
    clockOffsetMs: 0,
    timing: TIMING_DEFAULTS,
    toleranceMs: null,
    asksAgain: true,
    terms: FORMER_TERMS,
  };
}
