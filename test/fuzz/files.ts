import { createSecretKey } from 'node:crypto';
import { anchorIn, anchorTrouble, sealedSlot } from '../../src/journal/anchor.ts';
import { CHAIN_START, chainHash } from '../../src/journal/chain.ts';
import { decodeRow, encodeRecord, isOfSale } from '../../src/journal/records.ts';
import { verifyRows, type JournalRow } from '../../src/journal/verify.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { DAY } from '../fakes/given-day.ts';
import { GivenSale } from '../fakes/given-records.ts';
import { READING, lineOfOthers, reportFile } from '../fakes/given-reports.ts';
import { reportTextOf } from '../../src/reconcile/report-text.ts';
import { readSheet } from '../../src/reconcile/sheets.ts';
import { isEndMark, reportLines } from '../../src/reconcile/spreadsheet.ts';
import { TILL } from '../fakes/memory-journal.ts';
import type { Random } from '../torture/random.ts';
import { mutatedBytes, mutatedText } from './mutation.ts';
import { demand, type Surface } from './surface.ts';

const ROWS: readonly string[] = [0, 1]
  .flatMap((number) => new GivenSale(number).paid().rows)
  .map((row) => encodeRecord(row, TILL));

/** Most rows of a changed journal are as they were: they are read once. */
const EVENTS = new Map(ROWS.map((body) => [body, readEvent(body)]));

/** A row as a file has it: read as one that the till could write, or refused in words. */
const ROW: Surface = {
  name: 'rows of the journal',
  step: (random) => {
    const text = Buffer.from(mutatedText(random.pick(ROWS), random)).toString();
    const row = decodeRow(text);
    if (!row.ok) return demand(row.error.say !== '', 'a refused row says why');
    const again = decodeRow(encodeRecord(row.value.record, TILL));
    demand(again.ok, 'what was read can be written and read again');
  },
};

/**
 * Whole journals whose rows were changed and whose chain was made anew: the rules find it, or nothing is wrong with them.
 *
 * An anchor is held against them as well: it finds every one whose last row is another.
 */
const JOURNAL: Surface = {
  name: 'journals',
  step: (random) => {
    const bodies = [...ROWS];
    const at = random.below(bodies.length);
    const way = random.below(5);
    if (way === 0) bodies.splice(at, 1);
    else if (way === 1) bodies.splice(at, 0, bodies[random.below(bodies.length)] ?? '');
    else bodies[at] = Buffer.from(mutatedText(bodies[at] ?? '', random)).toString();
    const rows = chained(bodies);
    const events = rows.map(({ body }) => eventOf(body));
    const { counts, result } = verifyRows(
      rows,
      (saleId, seq) => events.slice(0, seq - 1).flatMap((event) => (event?.saleId === saleId ? [event] : [])),
      null,
    );
    demand(counts.rows <= rows.length, 'no more rows are good than there are');
    demand(
      result.ok || (result.error.wrong !== '' && result.error.means !== ''),
      'a fault says what it means',
    );
    anchorFinds(rows, bodies, random);
  },
};

const KEY = createSecretKey(Buffer.alloc(32, 7));

/** The journal as the till wrote it. */
const OWN = chained(ROWS);

function anchorFinds(rows: readonly JournalRow[], bodies: readonly string[], random: Random): void {
  const last = OWN.at(-1)!;
  const anchor = { epoch: 1, seq: last.seq, head: last.hash };
  const trouble = anchorTrouble(anchor, {
    seq: rows.length,
    hashAt: (seq) => rows[seq - 1]?.hash ?? null,
  });
  const isSame = ROWS.every((body, index) => bodies[index] === body);
  demand(
    (trouble === null) === isSame,
    `the anchor says ${String(trouble)} of a journal that is ${isSame ? 'the same' : 'another'}`,
  );
  const slot = sealedSlot(anchor, KEY);
  const read = anchorIn(mutatedBytes(slot, random), KEY);
  demand(read === null || read.seq === anchor.seq, 'no changed anchor is believed');
}

function chained(bodies: readonly string[]): JournalRow[] {
  let hash = CHAIN_START;
  return bodies.map((body, index) => {
    hash = chainHash(hash, index + 1, body);
    const event = eventOf(body);
    return { seq: index + 1, saleId: event?.saleId ?? null, atMs: Math.trunc(event?.atMs ?? 0), body, hash };
  });
}

function eventOf(body: string): TillEvent | null {
  const known = EVENTS.get(body);
  return known === undefined ? readEvent(body) : known;
}

function readEvent(body: string): TillEvent | null {
  const row = decodeRow(body);
  return row.ok && isOfSale(row.value.record) ? row.value.record : null;
}

const REPORT = reportFile(
  [1, 2, 3].map((number) => lineOfOthers(number, Date.parse(`${DAY}T04:00:00Z`) + number)),
);

/** A report: every line of it is read and every amount is whole, or the file is refused by its lines. */
const REPORTS: Surface = {
  name: 'reports',
  step: (random) => {
    const bytes = mutatedBytes(REPORT.bytes, random);
    const { content, faults } = readSheet({ ...REPORT, bytes }, READING);
    demand((content === null) === faults.length > 0, 'a report is read whole, or has faults');
    demand(
      faults.every(({ line, say }) => line >= 1 && say !== ''),
      'a fault has its line and its words',
    );
    const amounts = content?.rows.map(({ amount }) => amount.valueMinor) ?? [];
    demand(
      amounts.every((minor) => Number.isSafeInteger(minor)),
      'an amount is whole',
    );
    if (content === null) return;
    const lines = Math.max(0, linesIn(bytes) - HEAD_LINES);
    demand(content.rows.length + content.passedOver === lines, `of ${lines} lines some were lost`);
  },
};

/** The summary with its headers, and the headers of the lines. */
const HEAD_LINES = 3;

function linesIn(bytes: Uint8Array): number {
  const text = reportTextOf(bytes);
  return text.ok ? [...reportLines(text.value)].filter((line) => !isEndMark(line)).length : 0;
}

export const FILE_SURFACES: readonly Surface[] = [ROW, JOURNAL, REPORTS];
