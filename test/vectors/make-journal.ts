import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { JOURNAL_VERSION } from '../../drivers/journal/migrations.ts';
import { openJournal, type OpenJournal } from '../../drivers/journal/sqlite.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { invariant } from '../../src/ground/result.ts';
import { reportOf } from '../../src/journal/day-closed.ts';
import { decodeRecord } from '../../src/journal/records.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import type { Charge } from '../../src/payment/answers.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import { Book } from '../../src/till/book.ts';
import { dayNow, viewOfReport } from '../../src/till/manager/day.ts';
import { CONFIRMED, CONFIRMING, NOT_FOUND, refused, SILENT, TOO_LATE } from '../fakes/answers.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { JournalWriter } from '../fakes/journal-writer.ts';
import { TILL } from '../fakes/memory-journal.ts';
import { OLD_ZONE, shownOf, type Shown } from '../fakes/old-journal.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { playOpposite } from '../prove/opposite-schedule.ts';

// `node test/vectors/make-journal.ts`: a journal of today's version with a row of every kind, and what this program
// shows of it, beside this file. It is made once for each version and kept; see README.md.

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
/** A schedule on pages: the first link is given up; what is held by the second is captured, and refunded. */
const PAGE_SEED = 651;
const PIN = '471147';
const MANAGERS = { managers: [{ id: 'm1', name: 'Aisyah', pin: plainHash(PIN) }] };

const NOT_CHARGED = {
  kind: 'notCharged',
  reason: { code: 'PROCESS_FAIL', class: 'general', say: 'no' },
} as const;

const refunded = (refundId: string) => ({ kind: 'refunded', refundId }) as const;

type Charged = { readonly kind: 'charged'; readonly charge: Charge };

/** A day at a till, sale after sale. */
class Story {
  till = new GivenTill({}, undefined, MANAGERS);
  /** What the acquirer says of the last sale's charge. */
  charged: Charged = { kind: 'charged', charge: givenCharge(RM45_50) };
  #charges = 0;

  async sell(order: string, scriptOf: (charged: Charged) => Script = () => ({})): Promise<string> {
    const charge = givenCharge(RM45_50, {
      paymentId: `2026${String((this.#charges += 1)).padStart(6, '0')}`,
    });
    const charged: Charged = { kind: 'charged', charge };
    const seen = { kind: 'seen', charge, reversed: false, refunds: [] } as const;
    this.charged = charged;
    this.till.gateway.clockOffsetMs = 0;
    this.till.gateway.answers({ pay: [charged], inquire: [charged], lookUp: [seen], ...scriptOf(charged) });
    return this.till.sell(order);
  }

  async refund(saleId: string, value: string, more: { id?: string; pin?: string; key?: string } = {}) {
    const paymentRequestId = this.till.sale(saleId).paymentRequestId ?? saleId;
    await this.till.manager.requestRefund({
      ...{ params: {}, query: {}, idempotencyKey: more.key },
      body: {
        ...{ paymentRequestId, amount: { currency: 'MYR', value }, reason: 'Wrong size' },
        approver: { id: 'm1', pin: more.pin ?? PIN },
      },
    });
    await this.wait(0);
  }

  paper(
    saleId: string,
    copy: PaperName,
    outcome: Extract<TillEvent, { kind: 'receiptEnded' }>['outcome'],
  ): void {
    const { terminal, clock } = this.till;
    terminal.dispatch({ kind: 'receiptStarted', saleId, copy, atMs: clock.nowMs() });
    terminal.dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: clock.nowMs() });
  }

  async wait(ms: number): Promise<void> {
    await this.till.clock.advance(ms);
  }

  async closeDay(key?: string): Promise<void> {
    await this.till.manager.closeDay({ params: {}, query: {}, body: null, idempotencyKey: key });
  }
}

async function history(): Promise<readonly string[]> {
  const story = new Story();
  const { terminal, clock } = story.till;
  const paid = await story.sell('PAID');
  story.paper(paid, 'customer', { kind: 'printed' });
  story.paper(paid, 'merchant', { kind: 'notPrinted', why: 'no paper', again: false });
  terminal.dispatch({ kind: 'receiptRequested', saleId: paid, copy: 'merchant', atMs: clock.nowMs() });
  story.paper(paid, 'merchant', { kind: 'unknown', why: 'the line was cut' });
  await story.till.dismiss(paid);
  await story.sell('CONFIRMED-LATER', (charged) => ({ pay: [CONFIRMING], inquire: [CONFIRMING, charged] }));
  await story.wait(10 * SECOND_MS);
  const again = await story.sell('SCANNED-AGAIN', (charged) => ({
    pay: [refused('EXPIRED_CODE', 'rescan'), charged],
  }));
  await story.till.code(again);
  await story.wait(SECOND_MS);
  const retried = await story.sell('RETRIED', (charged) => ({
    pay: [refused('USER_BALANCE_NOT_ENOUGH', 'user'), charged],
  }));
  await story.till.retry(retried);
  await story.till.code(retried);
  await story.wait(SECOND_MS);
  const voided = await story.sell('VOIDED', (charged) => ({
    cancel: [SILENT, CONFIRMED],
    inquire: [charged, charged, NOT_CHARGED],
  }));
  await story.till.cancel(voided);
  await story.wait(60 * SECOND_MS);
  const opened = await story.till.open('GIVEN-UP');
  if (opened.ok) await story.till.cancel(opened.value.saleId);
  await story.sell('WINDOW-OVER', () => ({
    pay: [SILENT],
    inquire: [NOT_FOUND],
    cancel: [NOT_FOUND, CONFIRMED],
  }));
  await story.wait(300 * SECOND_MS);
  await story.closeDay('z-1');
  const part = await story.sell('REFUNDED-IN-PART', () => ({ refund: [refunded('RF-1')] }));
  await story.refund(part, '1500', { key: 'key-part' });
  await story.refund(part, '1000', { pin: '0000' });
  const late = await story.sell('REFUND-AFTER-SILENCE', () => ({
    refund: [SILENT, SILENT, refunded('RF-2')],
  }));
  await story.refund(late, '4550');
  await story.wait(60 * SECOND_MS);
  const never = await story.sell('REFUND-REFUSED', () => ({ refund: [refused('REFUND_WINDOW_EXCEED')] }));
  await story.refund(never, '4550');
  const owed = await story.sell('TRIED-FOR-HOURS', () => ({
    ...{ inquire: [SILENT], cancel: [SILENT], lookUp: [SILENT] },
  }));
  await story.till.cancel(owed);
  await story.wait(2 * HOUR_MS);
  story.till.gateway.answers({ inquire: [story.charged], cancel: [TOO_LATE], refund: [refunded('RF-3')] });
  await story.wait(60 * SECOND_MS);
  await story.closeDay();
  // Another till's payment, refunded here.
  story.till.gateway.answers({
    lookUp: [
      {
        kind: 'seen',
        charge: givenCharge(RM45_50, { paymentId: 'P-ELSEWHERE' }),
        reversed: false,
        refunds: [],
      },
    ],
    refund: [refunded('RF-4')],
  });
  await story.till.manager.requestRefund({
    ...{ params: {}, query: {}, idempotencyKey: undefined },
    body: {
      ...{ paymentRequestId: '92000000000000000000000001', reason: 'Sold at the other till' },
      ...{ amount: { currency: 'MYR', value: '4550' }, approver: { id: 'm1', pin: PIN } },
    },
  });
  await story.wait(SECOND_MS);
  const foreign = await story.sell('FOREIGN-ACCEPTED', () => ({
    pay: [
      {
        kind: 'charged',
        charge: givenCharge(RM45_50, { paymentId: 'P-F', paymentTime: '2026-01-01T08:00:00+08:00' }),
      },
    ],
  }));
  await story.till.manager.acceptSale({
    ...{ params: { saleId: foreign }, query: {} },
    body: { approver: { id: 'm1', pin: PIN }, reason: 'No other till has it' },
  });
  const other = await story.sell('OTHER-AMOUNT', () => ({
    ...{ pay: [{ kind: 'charged', charge: givenCharge({ ...RM45_50, valueMinor: 5550 as Minor }) }] },
    ...{ cancel: [CONFIRMED], inquire: [NOT_CHARGED] },
  }));
  await story.till.see(other);
  const person = { atMs: story.till.clock.nowMs(), personId: 'c1', post: 'till' } as const;
  story.till.terminal.note({ kind: 'signInRefused', ...person });
  story.till.terminal.note({ kind: 'signedIn', ...person });
  await story.sell('SOLD-BY-A-PERSON');
  story.till.terminal.note({ kind: 'signedOut', ...person, why: 'asked' });
  const failed = await story.sell('ASKED-ABOUT-AGAIN', () => ({
    ...{ pay: [refused('PROCESS_FAIL')], inquire: [NOT_CHARGED] },
  }));
  terminal.notified(
    'alipayPlus',
    { by: 'id', paymentRequestId: story.till.sale(failed).paymentRequestId ?? '' },
    { kind: 'hint' },
  );
  await story.wait(5 * SECOND_MS);
  story.till.gateway.hold();
  await story.sell('CHECKING-KILLED');
  story.till.terminal.stop();
  const rows = [...story.till.journal.rows];
  const seen = await playOpposite(PAGE_SEED, (pages) => rows.push(...pages));
  invariant(seen === null, 'the schedule on pages keeps to the rules');
  return rows;
}

function shown(journal: OpenJournal, takenAtMs: number): Shown {
  const book = new Book(journal);
  book.replay();
  const days = [...journal.ofShop()]
    .reverse()
    .flatMap((record) => (record.kind === 'dayClosed' ? [record] : []));
  const { head, until, ...today } = viewOfReport('X', dayNow(journal, book, takenAtMs), OLD_ZONE);
  invariant(head !== '' && until !== '', 'they say when this was made, and nothing else');
  return {
    version: JOURNAL_VERSION,
    takenAtMs,
    sales: [...journal.find({ limit: 1000 })].reverse().map(({ saleId }) => shownOf(journal.ofSale(saleId))),
    days: days.map((day) => viewOfReport('Z', reportOf(day), OLD_ZONE)),
    today,
    approvals: [...journal.approvals()].reverse(),
  };
}

const vector = fileURLToPath(new URL(`journal-v${JOURNAL_VERSION}`, import.meta.url));
rmSync(`${vector}.sqlite`, { force: true });
const opened = openJournal(`${vector}.sqlite`, TILL);
invariant(opened.ok, 'the file opens');
const journal = opened.value;
const writer = new JournalWriter(journal);
let lastMs = 0;
for (const row of await history()) {
  const record = decodeRecord(row);
  invariant(record.ok, 'the till reads back what it wrote');
  writer.write(record.value);
  lastMs = Math.max(lastMs, record.value.atMs);
}
writeFileSync(`${vector}.json`, `${JSON.stringify(shown(journal, lastMs), null, 2)}\n`);
journal.close();
