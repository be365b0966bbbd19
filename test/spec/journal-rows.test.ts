import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeRow,
  encodeRecord,
  NewerJournal,
  readRow,
  RECORD_VERSION,
  type JournalRecord,
} from '../../src/journal/records.ts';
import { OFFICE_KINDS } from '../../src/journal/office-records.ts';
import { invariant } from '../../src/ground/result.ts';
import { DrawnRecords } from '../fakes/drawn-records.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { Choices } from '../prove/choices.ts';
import { playOpposite } from '../prove/opposite-schedule.ts';
import { playSchedule } from '../prove/schedule.ts';

/** Fields that a row may be without, after the kinds of things in it. All others are needed. */
const MAY_BE_ABSENT = [
  / change\.(clockOffsetMs|ofQuestion)$/,
  / operatorId$/,
  /(charge|hold)\.(paymentTime|acquirerId|pspId|walletBrandName|mppPaymentId|settlement)$/,
  /settlement\.(price|pair)$/,
  /unknown change\.(answer|look)\.(code|alarm|contradicted|unreadable)$/,
  / charged change\.answer\.(facts|leftMinor|settling)$/,
  / (authorised|captured) change\.answer\.facts$/,
  /notCharged change\.answer\.refunded$/,
  /refunded change\.answer\.(refundId|refundTime|settlement)$/,
  /refunds\.\d\.(refundRequestId|refundId|refundTime)$/,
  /change\.tally\.\w+$/,
  /^receiptRequested printer$/,
  /^saleOpened homeTerminalId$/,
  /^refundChanged resumed change\.looks$/,
  /^(paymentStarted|pageStarted)( \w+)* (leave|asksAtEnd|missesMin|stage|account)$/,
  /^saleAdopted( \w+)* (stage|account)$/,
  /^receiptStarted on$/,
  /^dayClosed stage$/,
  /^pageStarted \w+ \w+ (pace|landing)$/,
  /[ .]facts\./,
];

/** Fields in which a null says something, after the kinds of things in the row. */
const MAY_BE_NULL =
  /^(saleOpened copies|disputeArrived (paymentRequestId|amount|dueAtMs|body|approverId)|officeApproved amount|officeTold (parts\.\d\.why|dueAtMs)|officeClosed approverId|pageStarted \w+ \w+ (pace|landing)|giveBackApproved amount|receiptStarted on\.insteadOf|approvalRefused triesCounted|.* totals\.\d\.(gateway|operatorId)|.* (codeMark|toleranceMs|clockOffsetMs|idempotencyKey|fromMs|totals\.\d\.wallet|change\.tally\.(lookedAtMs|lastAnswer)))$/;

/** A value of the right type, and no value of the field. */
const NO_VALUE_OF: readonly [RegExp, unknown][] = [
  [/(^|\.)kind$/, 'else'],
  [/(^|\.)currency$/, 'XXX'],
  [/(^|\.)(valueMinor|leftMinor)$/, -1],
  [/(^|\.)(valueMinor|leftMinor|tries|number|count)$/, 1.5],
  [/(^|\.)amountMinor$/, '12a'],
  [/^code$/, '281001020000000000001234'],
  [/^codeMark$/, '12345'],
  [/^family$/, 'MASTERCARD'],
  [/^stage$/, 'trial'],
  [/^copy$/, 'shop'],
  [/(^|\.)copies\.0$/, 'shop'],
  [/reason\.class$/, 'bad'],
  [/refunds\.0\.status$/, 'lost'],
  [/tally\.phase$/, 'paid'],
  [/^why$/, 'mood'],
  [/^terms\.(ask|resend|undo\.0)$/, 'sometimes'],
  [/^totals\.0\.type$/, 'gift'],
  [/change\.ofQuestion$/, false],
];

type Row = Readonly<Record<string, unknown>>;
type Path = readonly string[];

/** Every kind of thing in a row, from the outside in: of the record, the change in it, the answer in that, and so on. */
function kindsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'kind' in value && typeof value.kind === 'string' ? [value.kind] : [];
  return [...own, ...Object.values(value).flatMap(kindsIn)];
}

/** A whole record for every mixture of kinds, by these kinds. */
function givenWhole(): ReadonlyMap<string, JournalRecord> {
  const drawn = new DrawnRecords(true);
  const { paymentChanged, refundChanged, ...others } = drawn.records();
  const some = <T>(of: fc.Arbitrary<T>): T[] => fc.sample(of, { numRuns: 100, seed: 7 });
  const payments = Object.values<fc.Arbitrary<unknown>>(drawn.paymentChanges()).flatMap(some);
  const refunds = Object.values<fc.Arbitrary<unknown>>(drawn.refundChanges()).flatMap(some);
  const records = [
    ...Object.values<fc.Arbitrary<JournalRecord>>(others).flatMap(some),
    ...payments.map((change) => ({ ...some(paymentChanged)[0], change })),
    ...refunds.map((change) => ({ ...some(refundChanged)[0], change })),
  ] as JournalRecord[];
  return new Map(records.map((record) => [kindsIn(record).join(' '), record]));
}

function pathsIn(value: unknown, to: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [to];
  const inside = Object.entries(value).flatMap(([name, part]) => pathsIn(part, [...to, name]));
  return to.length === 0 ? inside : [to, ...inside];
}

/** A copy of a row in which the value at a path is another, or gone. */
function changed(row: unknown, [name = '', ...rest]: Path, to: unknown): unknown {
  const value = rest.length > 0 ? changed((row as Row)[name], rest, to) : to;
  if (Array.isArray(row)) return row.with(Number(name), value);
  const others = Object.entries(row as Row).filter(([other]) => other !== name);
  return { ...Object.fromEntries(others), ...(value === undefined ? {} : { [name]: value }) };
}

function valueAt(row: unknown, path: Path): unknown {
  return path.reduce((value, name) => (value as Row)[name], row);
}

function ofOtherType(value: unknown): unknown {
  if (typeof value === 'string') return true;
  return Array.isArray(value) ? {} : 'seven';
}

function faultOf(row: unknown): string | null {
  const read = decodeRow(JSON.stringify(row));
  return read.ok ? null : read.error.say;
}

const WHOLE = givenWhole();

describe('Rows of the journal (interface §6) › each is what its version says', () => {
  it('there is a record of every kind, with every kind of change and answer', () => {
    expect([...WHOLE.keys()].sort()).toMatchInlineSnapshot(`
      [
        "approvalRefused",
        "dayClosed",
        "disputeArrived",
        "giveBackApproved",
        "noticeSeen",
        "officeAnswered",
        "officeApproved",
        "officeClosed",
        "officePaperAdded",
        "officeTold",
        "officeWarned",
        "orderOverridden",
        "pageStarted dayEnd lookFirst",
        "pageStarted dayEnd sameIdIsSafe",
        "pageStarted never lookFirst",
        "pageStarted never sameIdIsSafe",
        "paymentChanged accepted",
        "paymentChanged cancelAnswered confirmed",
        "paymentChanged cancelAnswered notFound",
        "paymentChanged cancelAnswered refused",
        "paymentChanged cancelAnswered throttled",
        "paymentChanged cancelAnswered tooLate",
        "paymentChanged cancelAnswered unknown",
        "paymentChanged cancelRequested",
        "paymentChanged captureAnswered captured",
        "paymentChanged captureAnswered refused",
        "paymentChanged captureAnswered throttled",
        "paymentChanged captureAnswered unknown",
        "paymentChanged freed",
        "paymentChanged giveBackAnswered refunded",
        "paymentChanged giveBackAnswered refused",
        "paymentChanged giveBackAnswered throttled",
        "paymentChanged giveBackAnswered unknown",
        "paymentChanged hinted",
        "paymentChanged hurried",
        "paymentChanged inquiryAnswered authorised",
        "paymentChanged inquiryAnswered charged",
        "paymentChanged inquiryAnswered confirming",
        "paymentChanged inquiryAnswered notCharged",
        "paymentChanged inquiryAnswered notFound",
        "paymentChanged inquiryAnswered throttled",
        "paymentChanged inquiryAnswered unknown",
        "paymentChanged notified charged",
        "paymentChanged notified notCharged",
        "paymentChanged pageOpened notSent",
        "paymentChanged pageOpened opened",
        "paymentChanged pageOpened refused",
        "paymentChanged pageOpened unknown",
        "paymentChanged payAnswered authorised",
        "paymentChanged payAnswered charged",
        "paymentChanged payAnswered confirming",
        "paymentChanged payAnswered notSent",
        "paymentChanged payAnswered refused",
        "paymentChanged payAnswered throttled",
        "paymentChanged payAnswered unknown",
        "paymentChanged questioned",
        "paymentChanged resumed",
        "paymentChanged tallied",
        "paymentChanged tapped",
        "paymentChanged woke",
        "paymentStarted dayEnd lookFirst",
        "paymentStarted dayEnd sameIdIsSafe",
        "paymentStarted never lookFirst",
        "paymentStarted never sameIdIsSafe",
        "receiptEnded notPrinted",
        "receiptEnded printed",
        "receiptEnded unknown",
        "receiptRequested",
        "receiptStarted",
        "refundApproved lookFirst",
        "refundApproved sameIdIsSafe",
        "refundChanged hurried",
        "refundChanged looked notCharged",
        "refundChanged looked notFound",
        "refundChanged looked seen",
        "refundChanged looked throttled",
        "refundChanged looked unknown",
        "refundChanged refundAnswered refunded",
        "refundChanged refundAnswered refused",
        "refundChanged refundAnswered throttled",
        "refundChanged refundAnswered unknown",
        "refundChanged resumed",
        "refundChanged tallied",
        "refundChanged woke",
        "retryRequested",
        "saleAdopted dayEnd lookFirst",
        "saleAdopted dayEnd sameIdIsSafe",
        "saleAdopted never lookFirst",
        "saleAdopted never sameIdIsSafe",
        "saleClosed",
        "saleDismissed",
        "saleOpened",
        "signInRefused",
        "signedIn",
        "signedOut",
        "triesLapsed",
      ]
    `);
  });

  it.each([...WHOLE])(
    '%s: a row without a field, or with another one in its place, is refused by its name',
    (kinds, record) => {
      const row = JSON.parse(encodeRecord(record, TILL)) as Row;
      const said: (string | null)[] = [];
      const wanted: (string | null)[] = [];

      for (const path of pathsIn(row)) {
        const name = path.join('.');
        const wrong = name === 'kind' ? 'is of no known kind' : `has a wrong ${name}`;
        const others = NO_VALUE_OF.flatMap(([field, value]) => (field.test(name) ? [value] : []));
        for (const other of [ofOtherType(valueAt(row, path)), ...others]) {
          said.push(faultOf(changed(row, path, other)));
          wanted.push(wrong);
        }
        said.push(faultOf(changed(row, path, null)));
        wanted.push(MAY_BE_NULL.test(`${kinds} ${name}`) ? null : wrong);
        // A row without a version is one of version 0, and is told by the fields of then.
        if (name === 'version' || /\.\d$/.test(name)) continue;
        said.push(faultOf(changed(row, path, undefined)));
        const isFree = MAY_BE_ABSENT.some((free) => free.test(`${kinds} ${name}`));
        wanted.push(isFree ? null : name === 'kind' ? 'is of no known kind' : `has no ${name}`);
      }

      expect(said).toEqual(wanted);
    },
  );

  it('a row that names no till, or is no row at all, is refused', () => {
    const row = { version: RECORD_VERSION, till: TILL, kind: 'saleClosed', saleId: 'S', atMs: 1 };

    const said = [{ ...row, till: '' }, { ...row, version: 0 }, { ...row, version: 1.5 }, 7, null].map(
      faultOf,
    );

    expect(said).toEqual([
      ...['has a wrong till', 'has a wrong version', 'has a wrong version'],
      ...['is not an object', 'is not an object'],
    ]);
    expect(faultOf(row)).toBeNull();
  });

  it('a row of a later version is refused as one that a newer till wrote', () => {
    const text = JSON.stringify({ version: RECORD_VERSION + 1, till: TILL, kind: 'somethingNew' });

    expect(decodeRow(text)).toEqual({
      ok: false,
      error: { kind: 'newer', say: 'is of version 3, which a newer version of the till wrote' },
    });
    expect(() => readRow(12, text)).toThrow(NewerJournal);
    expect(() => readRow(12, text)).toThrow(
      'row 12 is of version 3, which a newer version of the till wrote',
    );
  });
});

describe('Rows of the journal (interface §6) › what is written', () => {
  it('is read back as it was, with its till, for every kind of record', () => {
    fc.assert(
      fc.property(new DrawnRecords().any(), (record) => {
        const read = decodeRow(encodeRecord(record, TILL));

        expect(read).toStrictEqual({ ok: true, value: { till: TILL, version: RECORD_VERSION, record } });
      }),
      { numRuns: 2000 },
    );
  });

  it('is never what could not be read: neither a wrong record, nor one of no till', () => {
    const record = { kind: 'saleClosed', saleId: 'S', atMs: 1 } as const;
    const wrong = { ...record, atMs: Number.NaN };

    expect(() => encodeRecord(wrong, TILL)).toThrow('saleClosed has a wrong atMs');
    expect(() => encodeRecord(record, '')).toThrow('a row names its till');
  });

  it('holds nothing that its version does not describe', () => {
    const record = { kind: 'saleClosed', saleId: 'S', atMs: 1, note: 'a code, by mistake' } as const;

    expect(encodeRecord(record, TILL)).toBe(
      '{"version":2,"till":"T07","saleId":"S","atMs":1,"kind":"saleClosed"}',
    );
  });

  it('comes back whole from tills that lived through faults and crashes', async () => {
    const rows = await livedRows();

    const again = rows.map((row) => {
      const read = decodeRow(row);
      invariant(read.ok, 'the till reads back what it wrote');
      return JSON.parse(encodeRecord(read.value.record, TILL)) as unknown;
    });

    expect(again).toEqual(rows.map((row) => JSON.parse(row) as unknown));
    const kinds = new Set(again.map((row) => kindsIn(row)[0]));
    // The shops of the schedules have no printer, sell whatever they refund, and of the office only disputes of cards.
    expect(Object.keys(new DrawnRecords().records()).filter((kind) => !kinds.has(kind))).toEqual([
      ...['noticeSeen', 'orderOverridden', 'saleAdopted', 'receiptRequested', 'receiptStarted'],
      ...OFFICE_KINDS.filter((kind) => !OF_DISPUTES.includes(kind)),
    ]);
  });
});

const OF_DISPUTES: readonly string[] = ['disputeArrived', 'officeTold', 'officeClosed'];

/** The rows that some schedules leave on the disks. */
async function livedRows(): Promise<string[]> {
  const rows: string[] = [];
  const tell = (of: readonly string[]): void => void rows.push(...of);
  // The last one is of a till whose people guess at PINs.
  const seeds = [...Array(200).keys(), 362];
  for (const seed of seeds) await playSchedule(Choices.ofSeed(seed), false, new Set(), tell);
  for (let seed = 0; seed < 20; seed += 1) await playOpposite(seed, tell);
  return rows;
}
