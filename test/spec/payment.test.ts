import { describe, expect, it } from 'vitest';
import { THROTTLED } from '../fakes/answers.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { codeMark } from '../../src/ground/code-mark.ts';
import { PaymentCode } from '../../src/ground/payment-code.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { takenIn } from '../../src/till/door.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { givenEntry } from '../fakes/journal-writer.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { DamagedJournal, type JournalRecord } from '../../src/journal/records.ts';
import type { Reason } from '../../src/payment/answers.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';

const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const CONFIRMING = { kind: 'confirming' } as const;
/** No answer came, or none that can be believed. */
const UNKNOWN = { kind: 'unknown', why: 'no answer' } as const;
/** The acquirer answered, signed, that it does not know. */
const UNDECIDED = { kind: 'unknown', why: 'not known yet', code: 'UNKNOWN_EXCEPTION' } as const;
const NOT_FOUND = { kind: 'notFound' } as const;
const CONFIRMED = { kind: 'confirmed' } as const;
const refused = (code: string, cls: Reason['class'] = 'user') =>
  ({ kind: 'refused', reason: { code, class: cls, say: 'no' } }) as const;
const notCharged = (code: string) =>
  ({ kind: 'notCharged', reason: { code, class: 'user', say: 'no' } }) as const;

describe('A pay that is answered (dossier 5.1)', () => {
  it('S is paid, and both copies go to paper', async () => {
    const till = new GivenTill({ pay: [CHARGED] });

    const saleId = await till.sell();

    expect(till.sale(saleId)).toMatchObject({
      state: 'paid',
      walletBrandName: 'TNG eWallet',
      may: ['void', 'refund'],
    });
    expect(till.printed).toEqual([`${saleId} customer`, `${saleId} merchant`]);
    expect(till.gateway.verbs).toEqual(['pay']);
  });

  it('F is failed with its reason, and may be tried again with a fresh code', async () => {
    const till = new GivenTill({ pay: [refused('USER_BALANCE_NOT_ENOUGH'), CHARGED] });

    const saleId = await till.sell();
    const failed = till.sale(saleId);
    await till.retry(saleId);
    await till.code(saleId);
    await till.clock.advance(0);

    expect(failed).toMatchObject({
      state: 'failed',
      reason: 'USER_BALANCE_NOT_ENOUGH',
      may: ['retry', 'cancel'],
    });
    expect(till.sale(saleId).state).toBe('paid');
    expect(new Set(till.gateway.asked).size).toBe(2);
  });

  it('F of the rescan class brings the sale back to awaitingCode with its reason', async () => {
    const till = new GivenTill({ pay: [refused('EXPIRED_CODE', 'rescan')] });

    const saleId = await till.sell();

    expect(till.sale(saleId)).toMatchObject({ state: 'awaitingCode', reason: 'EXPIRED_CODE' });
  });

  it('F of the risk class is not tried again', async () => {
    const till = new GivenTill({ pay: [refused('RISK_REJECT', 'risk')] });

    const saleId = await till.sell();
    const retried = await till.retry(saleId);

    expect(till.sale(saleId)).toMatchObject({ state: 'failed', may: ['cancel'] });
    expect(retried).toMatchObject({ ok: false, error: { slug: 'retry-refused' } });
  });

  it('no byte left is failed with GATEWAY_UNREACHABLE', async () => {
    const till = new GivenTill({ pay: [{ kind: 'notSent', why: 'refused' }] });

    const saleId = await till.sell();

    expect(till.sale(saleId)).toMatchObject({ state: 'failed', reason: 'GATEWAY_UNREACHABLE' });
    expect(till.gateway.verbs).toEqual(['pay']);
  });

  it.each([
    ['amount', { ...RM45_50, valueMinor: 4551 as Minor }],
    ['currency', { ...RM45_50, currency: 'SGD' as Currency }],
  ])('S of another %s goes back at once, and is never paid (interface 8, rule 8)', async (_, amount) => {
    const charge = givenCharge(amount);
    const till = new GivenTill({ pay: [{ kind: 'charged', charge }], cancel: [UNKNOWN, CONFIRMED] });

    const saleId = await till.sell();
    const seen = till.sale(saleId);
    const next = await till.open('ORD-2');
    await till.clock.advance(10_000);

    const charged = { currency: amount.currency, value: String(amount.valueMinor) };
    const wrong = { reason: 'AMOUNT_MISMATCH', amount: { currency: 'MYR', value: '4550' }, charged, may: [] };
    expect(seen).toMatchObject({ state: 'attention', ...wrong });
    expect(next.ok).toBe(true);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', ...wrong });
    expect(till.gateway.verbs).toEqual(['pay', 'cancel', 'cancel']);
    expect(till.printed).toEqual([]);
  });

  it('an inquiry that tells of another amount gives it back, too', async () => {
    const charge = givenCharge({ ...RM45_50, valueMinor: 1 as Minor });
    const till = new GivenTill({
      ...{ pay: [CONFIRMING], inquire: [{ kind: 'charged', charge }], cancel: [CONFIRMED] },
    });

    const saleId = await till.sell();
    await till.clock.advance(3000);

    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'AMOUNT_MISMATCH' });
    expect(till.gateway.verbs.slice(0, 3)).toEqual(['pay', 'inquire', 'cancel']);
  });
});

describe('Unknown outcome (dossier 6.2)', () => {
  it('U is inquired at once, then every 3 s, with the same id', async () => {
    const till = new GivenTill({ pay: [CONFIRMING], inquire: [CONFIRMING, CONFIRMING, CHARGED] });

    const saleId = await till.sell();
    const confirming = till.sale(saleId).state;
    await till.clock.advance(2999);
    const before = till.gateway.verbs.length;
    await till.clock.advance(3001);

    expect(confirming).toBe('customerConfirming');
    expect(before).toBe(2);
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire', 'inquire']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('silence after submit leads to inquiry, never to a second payment', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNKNOWN, UNKNOWN, CHARGED] });

    const saleId = await till.sell();
    const checking = till.sale(saleId).state;
    await till.clock.advance(6000);

    expect(checking).toBe('checking');
    expect(till.gateway.verbs.filter((verb) => verb === 'pay')).toHaveLength(1);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('at the end of the window it inquires once more; answered without an outcome, it cancels until that is confirmed', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [UNDECIDED],
      cancel: [UNKNOWN, UNKNOWN, CONFIRMED],
    });

    const saleId = await till.sell();
    await till.clock.advance(60_000);
    const cancelling = till.sale(saleId);
    const owed = till.screen.queue();
    await till.clock.advance(10_000);

    expect(cancelling).toMatchObject({ state: 'cancelling', reason: 'NO_ANSWER_IN_TIME' });
    expect(owed).toMatchObject([{ kind: 'inquiry', saleId, tries: 1 }]);
    expect(till.gateway.verbs.slice(-6)).toEqual([
      ...['inquire', 'cancel'],
      ...['inquire', 'cancel'],
      ...['inquire', 'cancel'],
    ]);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('at the end of the window without any answer it goes on asking, and cancels nothing', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNKNOWN], cancel: [CONFIRMED] });

    const saleId = await till.sell();
    await till.clock.advance(3_600_000);
    const silent = till.sale(saleId);
    const owed = till.screen.queue();
    till.gateway.answers({ inquire: [UNDECIDED], cancel: [CONFIRMED] });
    await till.clock.advance(30_000);

    expect(silent).toMatchObject({ state: 'cancelling', reason: 'NO_ANSWER_IN_TIME' });
    expect(owed).toMatchObject([{ kind: 'inquiry', saleId, lastAnswer: 'no answer' }]);
    expect(till.gateway.verbs.filter((verb) => verb === 'cancel')).toHaveLength(1);
    expect(till.gateway.verbs.slice(-2)).toEqual(['inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('ORDER_NOT_EXIST is never failure: pay is sent once more with the same id while the code lives', async () => {
    const till = new GivenTill({ pay: [UNKNOWN, CHARGED], inquire: [NOT_FOUND] });

    const saleId = await till.sell();

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'pay']);
    expect(new Set(till.gateway.asked.filter((call) => call.startsWith('pay'))).size).toBe(1);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('a refusal of the second send does not prove that the first one failed', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN, refused('INVALID_CODE', 'rescan')],
      inquire: [NOT_FOUND, CHARGED],
    });

    const saleId = await till.sell();

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'pay', 'inquire']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('a payment that the inquiry calls failed is failed', async () => {
    const till = new GivenTill({
      pay: [CONFIRMING],
      inquire: [notCharged('USER_PAYMENT_VERIFICATION_FAILED')],
    });

    const saleId = await till.sell();

    expect(till.sale(saleId)).toMatchObject({ state: 'failed', reason: 'USER_PAYMENT_VERIFICATION_FAILED' });
  });

  it('a throttled pay waits before anything is asked again', async () => {
    const till = new GivenTill({ pay: [THROTTLED, CHARGED], inquire: [NOT_FOUND] });

    const saleId = await till.sell();
    const atOnce = [...till.gateway.verbs];
    await till.clock.advance(2000);

    expect(atOnce).toEqual(['pay']);
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'pay']);
    expect(till.sale(saleId).state).toBe('paid');
  });
});

describe('The cashier gives up (dossier 6.2)', () => {
  it('asks once more only when the patience that the acquirer asks for is over (interface 2, `throttledMs`)', async () => {
    const till = new GivenTill({
      pay: [CONFIRMING],
      inquire: [CONFIRMING, THROTTLED, CONFIRMING],
      cancel: [CONFIRMED],
    });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(1999);
    const before = [...till.gateway.verbs];
    await till.clock.advance(1);

    expect(before).toEqual(['pay', 'inquire', 'inquire']);
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('inquires once; if paid, the sale is paid and says so', async () => {
    const till = new GivenTill({ pay: [CONFIRMING], inquire: [CONFIRMING, CHARGED] });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);

    expect(till.sale(saleId).state).toBe('paid');
    expect(till.gateway.verbs).not.toContain('cancel');
  });

  it('inquires once; otherwise it is cancelled', async () => {
    const till = new GivenTill({ pay: [CONFIRMING], inquire: [CONFIRMING], cancel: [CONFIRMED] });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);

    expect(till.sale(saleId).state).toBe('cancelled');
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire', 'cancel']);
  });

  it('a refusal that comes after that ends the sale without another scan', async () => {
    const till = new GivenTill({ pay: [CONFIRMING], inquire: [CONFIRMING, notCharged('ORDER_IS_CLOSED')] });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);

    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('a paid sale is voided in full, and no longer after 00:13 of the next day at UTC+8', async () => {
    const paymentTime = '2026-01-05T17:00:00+08:00';
    const charged = { kind: 'charged', charge: givenCharge(RM45_50, { paymentTime }) } as const;
    const early = new GivenTill({ pay: [charged], cancel: [CONFIRMED] });
    const late = new GivenTill({ pay: [charged] });

    const voided = await early.sell();
    await early.clock.advance((7 * 60 + 12) * 60_000);
    const taken = await early.cancel(voided);
    await early.clock.advance(0);
    const kept = await late.sell();
    await late.clock.advance((7 * 60 + 13) * 60_000);
    const refusal = await late.cancel(kept);

    expect(taken.ok).toBe(true);
    expect(early.sale(voided).state).toBe('cancelled');
    expect(refusal).toMatchObject({ ok: false, error: { slug: 'void-refused', why: 'tooLate' } });
    expect(late.sale(kept).state).toBe('paid');
  });

  it('a paid sale of an acquirer that has no void is refunded, and the refusal says why', async () => {
    const till = new GivenTill({ pay: [{ kind: 'charged', charge: givenCharge(RM45_50) }] });
    till.gateway.terms = { ...FORMER_TERMS, undo: ['refund'], voidUntil: { kind: 'never' } };
    const saleId = await till.sell();

    const refusal = await till.cancel(saleId);

    expect(refusal).toMatchObject({ ok: false, error: { slug: 'void-refused', why: 'noVoid' } });
    expect(till.sale(saleId).state).toBe('paid');
  });
});

describe('What is owed back is given back (dossier 6.2)', () => {
  it('CANCEL_WINDOW_EXCEED leads to an inquiry and, if charged, to one refund with one id', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [UNDECIDED],
      cancel: [{ kind: 'tooLate' }],
      refund: [UNKNOWN, { kind: 'refunded' }],
    });

    const saleId = await till.sell();
    await till.clock.advance(59_000);
    till.gateway.answers({
      inquire: [UNDECIDED, CHARGED],
      cancel: [{ kind: 'tooLate' }],
      refund: [UNKNOWN, { kind: 'refunded' }],
    });
    await till.clock.advance(1000);
    const pending = till.screen.queue();
    await till.clock.advance(60_000);

    expect(pending).toMatchObject([{ kind: 'refund' }]);
    expect(new Set(till.gateway.asked.filter((call) => call.startsWith('refund'))).size).toBe(1);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled' });
  });

  it('ORDER_NOT_EXIST confirms a cancel only after the life of the code', async () => {
    const till = new GivenTill({ pay: [CONFIRMING], inquire: [UNDECIDED], cancel: [NOT_FOUND] });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(50_000);
    const early = till.sale(saleId).state;
    await till.clock.advance(20_000);

    expect(early).toBe('cancelling');
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('ORDER_NOT_EXIST to an inquiry never confirms a cancel: the books that are asked may lag behind', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [NOT_FOUND],
      // The eighth cancel leaves when the code is dead.
      cancel: [...Array<typeof UNKNOWN>(7).fill(UNKNOWN), refused('ACCESS_DENIED', 'technical'), CONFIRMED],
    });
    const saleId = await till.sell();
    await till.cancel(saleId);

    await till.clock.advance(65_000);
    const looked = till.sale(saleId).state;
    await till.clock.advance(30_000);

    expect(looked).toBe('cancelling');
    expect(till.gateway.verbs.slice(-4)).toEqual(['cancel', 'inquire', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('a sale whose refused payment is charged after all does not wait for a code again', async () => {
    const till = new GivenTill({
      pay: [refused('PROCESS_FAIL', 'general'), refused('EXPIRED_CODE', 'rescan')],
      cancel: [CONFIRMED],
      inquire: [CHARGED, notCharged('ORDER_IS_CLOSED')],
    });
    const saleId = await till.sell();
    const first = till.sale(saleId).paymentRequestId ?? '';
    await till.retry(saleId);
    await till.code(saleId);
    await till.clock.advance(0);
    till.terminal.tell(first, { kind: 'notified', answer: CHARGED });
    await till.clock.advance(0);

    const next = await till.open('ORD-2');
    await till.clock.advance(0);

    expect(next.ok).toBe(true);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', may: [] });
  });

  it('a charge that the look after a confirmed cancel finds is refunded', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [UNDECIDED],
      cancel: [CONFIRMED],
      refund: [{ kind: 'refunded' }],
    });

    const saleId = await till.sell();
    await till.clock.advance(60_000);
    const cancelled = till.sale(saleId).state;
    till.gateway.answers({ inquire: [CHARGED], refund: [{ kind: 'refunded' }] });
    await till.clock.advance(30_000);

    expect(cancelled).toBe('cancelled');
    expect(till.gateway.verbs.slice(-2)).toEqual(['inquire', 'refund']);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', attempts: [{ reason: 'LATE_CHARGE' }] });
    expect(till.screen.view().notice?.kind).toBe('late-charge');
  });

  it('a paid payment that was refunded in full elsewhere is told of, and offers no void and no refund any more', async () => {
    const till = new GivenTill({
      pay: [CHARGED],
      inquire: [{ ...notCharged('ORDER_IS_CLOSED'), refunded: true }],
    });
    const saleId = await till.sell();
    const before = till.sale(saleId).may;

    till.terminal.tell(till.sale(saleId).paymentRequestId ?? '', { kind: 'questioned' });
    await till.clock.advance(0);

    expect(before).toEqual(['void', 'refund']);
    expect(till.sale(saleId)).toMatchObject({ state: 'paid', reason: 'CHARGE_GONE', may: [] });
    expect(till.screen.view().notice?.kind).toBe('charge-gone');
  });

  it('a refunded charge that the inquiry goes on telling of is not given back again', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [CHARGED],
      cancel: [{ kind: 'tooLate' }],
      refund: [{ kind: 'refunded' }],
    });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(3_600_000);
    const next = till.restarted({ inquire: [CHARGED], refund: [{ kind: 'refunded' }] });
    await next.clock.advance(3_600_000);

    expect(next.sale(saleId).state).toBe('cancelled');
    expect(next.gateway.verbs.filter((verb) => verb === 'refund')).toHaveLength(1);
    expect(next.screen.view().notice).toBeNull();
  });

  it('a refund that the acquirer refuses needs a person, and stays in the queue', async () => {
    const till = new GivenTill({
      pay: [UNKNOWN],
      inquire: [CHARGED],
      cancel: [refused('PROCESS_FAIL', 'general')],
      refund: [refused('REFUND_WINDOW_EXCEED', 'general')],
    });

    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);

    expect(till.sale(saleId)).toMatchObject({ state: 'attention', reason: 'REFUND_WINDOW_EXCEED' });
    expect(till.screen.queue().filter((owed) => owed.kind !== 'receipt')).toMatchObject([
      { kind: 'inquiry', saleId },
    ]);
  });
});

/** A sale whose first code was used and declined, and that waits for another one. */
async function givenUsedCode() {
  const till = new GivenTill({ pay: [refused('USER_BALANCE_NOT_ENOUGH')] });
  const code = till.freshCode();
  const opened = await till.open();
  const saleId = opened.ok ? opened.value.saleId : '';
  await till.code(saleId, code);
  await till.clock.advance(0);
  await till.retry(saleId);
  return { till, saleId, code };
}

describe('No second charge (interface 3 and 5)', () => {
  it('the same code within 60 s is refused', async () => {
    const till = new GivenTill({ pay: [refused('USER_BALANCE_NOT_ENOUGH')] });
    const code = till.freshCode();

    const opened = await till.open();
    const saleId = opened.ok ? opened.value.saleId : '';
    await till.code(saleId, code);
    await till.clock.advance(0);
    await till.retry(saleId);
    const again = await till.code(saleId, ` ${code}\r`);

    expect(again).toMatchObject({ ok: false, error: { slug: 'code-repeated' } });
    expect(till.gateway.verbs).toEqual(['pay']);
  });

  it('the same code is refused after a restart too, until 60 s have gone by', async () => {
    const { till, saleId, code } = await givenUsedCode();
    await till.clock.advance(59_999);

    const next = till.restarted({ pay: [CHARGED] });
    const again = await next.code(saleId, code);
    await next.clock.advance(1);
    const later = await next.code(saleId, code);

    expect(again).toMatchObject({ ok: false, error: { slug: 'code-repeated' } });
    expect(later.ok).toBe(true);
  });

  it('another code is taken after a restart', async () => {
    const { till, saleId } = await givenUsedCode();

    expect((await till.restarted({ pay: [CHARGED] }).code(saleId)).ok).toBe(true);
  });

  it('the same code is refused after a restart with a clock that was set back, for 60 s and no longer', async () => {
    const { till, saleId, code } = await givenUsedCode();
    till.terminal.stop();
    till.gateway.answers({ pay: [CHARGED] });
    const { journal, gateway } = till;
    const clock = new ManualClock(till.clock.nowMs() - 3_600_000);

    const next = new GivenTill({}, { clock, journal, gateway });
    const again = await next.code(saleId, code);
    await clock.advance(60_000);
    const later = await next.code(saleId, code);

    expect(again).toMatchObject({ ok: false, error: { slug: 'code-repeated' } });
    expect(later.ok).toBe(true);
  });

  it('the journal keeps no code: a mark of 4 digits, which thousands of codes share', async () => {
    const { till, code } = await givenUsedCode();
    const row = till.journal.rows.find((text) => text.includes('"paymentStarted"')) ?? '';
    const { codeMark: mark, paymentRequestId } = JSON.parse(row) as Record<string, string>;
    // Everything but the last six digits before the two that stand in the row.
    const others = Array.from({ length: 200_000 }, (_, middle) =>
      [code.slice(0, 16), String(middle).padStart(6, '0'), code.slice(-2)].join(''),
    );
    const sharing = others.filter(
      (other) => codeMark(paymentRequestId ?? '', new PaymentCode(other)) === mark,
    );

    expect(mark).toMatch(/^[0-9a-f]{4}$/);
    expect(till.journal.rows.some((text) => text.includes(code))).toBe(false);
    expect(
      till.journal.rows
        .join()
        .match(/\d{9,}/g)
        ?.filter((digits) => code.includes(digits)),
    ).toEqual([]);
    expect(sharing.length).toBeGreaterThan(1);
  });

  it('an order that is unresolved or paid is refused; another order may begin while a cancel is owed', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNKNOWN], cancel: [UNKNOWN] });

    await till.sell('ORD-1');
    const busy = await till.open('ORD-2');
    const same = await till.open('ORD-1');
    await till.clock.advance(61_000);
    const sameLater = await till.open('ORD-1');
    till.gateway.answers({ pay: [CHARGED] });
    const other = await till.sell('ORD-2');
    const paid = await till.open('ORD-2');

    expect(busy).toMatchObject({ error: { slug: 'till-busy' } });
    expect(same).toMatchObject({ error: { slug: 'order-unresolved' } });
    expect(sameLater).toMatchObject({ error: { slug: 'order-unresolved' } });
    expect(till.sale(other).state).toBe('paid');
    expect(paid).toMatchObject({ error: { slug: 'order-already-paid' } });
  });

  it('an order is refused while its cancelled payment is still to be looked at', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });

    await till.sell('ORD-1');
    await till.clock.advance(60_000);
    till.gateway.answers({ inquire: [notCharged('ORDER_IS_CLOSED')], pay: [CHARGED] });
    const early = await till.open('ORD-1');
    await till.clock.advance(30_000);
    const later = await till.sell('ORD-1');

    expect(early).toMatchObject({ error: { slug: 'order-unresolved' } });
    expect(till.sale(later).state).toBe('paid');
    expect(till.sale(later).paymentRequestId).toMatch(/02$/);
  });

  it('books that do not hold a payment whose cancel was confirmed lag behind, and are asked three times', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    await till.sell('ORD-1');
    await till.clock.advance(60_000);
    till.gateway.answers({ inquire: [NOT_FOUND] });
    await till.clock.advance(30_000);
    const asked = till.gateway.verbs.length;
    const early = await till.open('ORD-1');
    await till.clock.advance(3_600_000);
    const later = await till.open('ORD-1');

    expect(early).toMatchObject({ error: { slug: 'order-unresolved' } });
    expect(till.gateway.verbs.slice(asked)).toEqual(['inquire', 'inquire']);
    expect(later.ok).toBe(true);
  });

  it('an open sale of the order takes no code while the next start looks at the cancelled payment again', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    await till.sell('ORD-1');
    await till.clock.advance(60_000);
    till.gateway.answers({ inquire: [notCharged('ORDER_IS_CLOSED')] });
    await till.clock.advance(30_000);
    const opened = await till.open('ORD-1');
    const { saleId } = opened.ok ? opened.value : { saleId: '' };

    till.gateway.hold();
    const next = till.restarted({ inquire: [notCharged('ORDER_IS_CLOSED')], pay: [CHARGED] });
    const code = next.freshCode();
    const before = [next.gateway.verbs.length, next.journal.rows.length];
    const early = await next.code(saleId, code);
    const after = [next.gateway.verbs.length, next.journal.rows.length];
    next.gateway.letGo();
    await next.clock.advance(0);
    const later = await next.code(saleId, code);
    await next.clock.advance(0);

    expect(early).toMatchObject({ error: { slug: 'order-unresolved' } });
    expect(after).toEqual(before);
    expect(later.ok).toBe(true);
    expect(next.sale(saleId).state).toBe('paid');
  });

  it('what is owed for too long is told of in health', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNKNOWN], cancel: [UNKNOWN] });

    await till.sell();
    await till.clock.advance(14 * 60_000);
    const early = till.screen.health().queue.status;
    await till.clock.advance(3 * 60_000);

    expect(early).toBe('ok');
    expect(till.screen.health()).toMatchObject({ status: 'degraded', queue: { status: 'down' } });
  });

  it.each([
    ['an hour before, by both clocks', '2026-01-05T16:00:00+08:00', 0, 'attention'],
    ['before the start by the learnt clock alone', '2026-01-05T17:00:01+08:00', 36_000, 'paid'],
    [
      'before the start by a till that runs 3 h late',
      '2026-01-05T19:00:00+08:00',
      3 * 3_600_000,
      'attention',
    ],
    ['in time by a till that runs 3 h late', '2026-01-05T20:00:01+08:00', 3 * 3_600_000, 'paid'],
  ] as const)('a charge made %s', async (_, paymentTime, clockOffsetMs, state) => {
    const till = new GivenTill();
    till.gateway.clockOffsetMs = clockOffsetMs;
    till.gateway.answers({ pay: [{ kind: 'charged', charge: givenCharge(RM45_50, { paymentTime }) }] });

    const saleId = await till.sell();

    expect(till.sale(saleId).state).toBe(state);
  });

  it('an answer to look into is told of on the screen', async () => {
    const till = new GivenTill({
      pay: [{ kind: 'unknown', why: 'wrong signature', alarm: true }],
      inquire: [UNKNOWN],
    });

    await till.sell();

    expect(till.screen.view().notice?.kind).toBe('gateway-alarm');
  });

  it('opening the next sale cancels one that failed', async () => {
    const till = new GivenTill({ pay: [refused('USER_BALANCE_NOT_ENOUGH')] });

    const first = await till.sell('ORD-1');
    const second = await till.open('ORD-2');

    expect(second.ok).toBe(true);
    expect(till.sale(first).state).toBe('cancelled');
  });

  it('a charge whose paymentId belongs to another attempt is not believed', async () => {
    const till = new GivenTill({ pay: [CHARGED], inquire: [UNKNOWN] });

    await till.sell('ORD-1');
    const second = await till.sell('ORD-2');

    expect(till.sale(second).state).toBe('checking');
  });
});

describe('A paymentId that the journal knows (interface 4)', () => {
  it('belongs to its attempt although the charge came too late to change anything', async () => {
    const till = new GivenTill({ pay: [CHARGED], inquire: [NOT_FOUND, UNKNOWN], cancel: [CONFIRMED] });
    till.gateway.hold();
    const first = await till.sell('ORD-1');
    await till.cancel(first);
    till.terminal.tell(till.sale(first).paymentRequestId ?? '', {
      kind: 'inquiryAnswered',
      answer: NOT_FOUND,
    });
    till.terminal.tell(till.sale(first).paymentRequestId ?? '', {
      kind: 'cancelAnswered',
      answer: CONFIRMED,
    });
    till.gateway.letGo();
    await till.clock.advance(0);

    const second = await till.sell('ORD-2');

    expect(till.sale(first).state).toBe('cancelled');
    expect(till.sale(second).state).toBe('checking');
  });
});

describe('After a restart (interface 6)', () => {
  it('a payment that was on its way is inquired first and never paid again', async () => {
    const till = new GivenTill({});
    till.gateway.hold();
    const saleId = await till.sell();

    const next = till.restarted({ inquire: [CHARGED] });
    next.gateway.letGo();
    await next.clock.advance(0);

    expect(next.gateway.verbs).toEqual(['pay', 'inquire']);
    expect(next.sale(saleId).state).toBe('paid');
  });

  it.each([
    ['found charged', [CHARGED], ['inquire', 'cancel'], 'cancelled'],
    ['found not known', [UNDECIDED], ['inquire', 'cancel'], 'cancelled'],
    ['found not charged', [notCharged('ORDER_IS_CLOSED')], ['inquire'], 'cancelled'],
    ['without an answer it is not sent', [UNKNOWN], ['inquire'], 'cancelling'],
  ] as const)('an owed cancel first asks; %s', async (_, inquire, verbs, state) => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [UNKNOWN] });
    const saleId = await till.sell();
    await till.clock.advance(61_000);

    const asked = till.gateway.verbs.length;
    const next = till.restarted({ inquire, cancel: [CONFIRMED] });
    await next.clock.advance(0);

    expect(next.gateway.verbs.slice(asked)).toEqual(verbs);
    expect(next.sale(saleId).state).toBe(state);
  });

  it('an owed cancel goes on, over days', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [UNKNOWN] });
    const saleId = await till.sell();
    await till.clock.advance(61_000);
    till.terminal.stop();
    await till.clock.advance(3 * 24 * 3600_000);

    const next = till.restarted({ inquire: [UNDECIDED], cancel: [CONFIRMED] });
    await next.clock.advance(0);

    expect(next.sale(saleId).state).toBe('cancelled');
  });

  it('a confirmed cancel is looked at once more', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.clock.advance(60_000);

    const next = till.restarted({ inquire: [CHARGED], refund: [{ kind: 'refunded' }] });
    await next.clock.advance(0);

    expect(next.gateway.verbs.slice(-2)).toEqual(['inquire', 'refund']);
    expect(next.sale(saleId).state).toBe('cancelled');
  });
});

describe('A start that is not over yet', () => {
  it('a payment that was begun before the till has asked for the old ones is its own', async () => {
    const till = new GivenTill({ pay: [THROTTLED, CHARGED], inquire: [NOT_FOUND] });
    till.gateway.hold();
    const saleId = await till.sell();

    till.terminal.resume();
    till.gateway.letGo();
    await till.clock.advance(10_000);

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'pay']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('an early look after a confirmed cancel does not take the place of the due one', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.clock.advance(61_000);

    const next = till.restarted({
      inquire: [notCharged('ORDER_IS_CLOSED'), CHARGED],
      refund: [{ kind: 'refunded' }],
    });
    await next.clock.advance(0);
    const early = next.sale(saleId);
    await next.clock.advance(30_000);

    expect(early).toMatchObject({ state: 'cancelled', reason: 'NO_ANSWER_IN_TIME' });
    expect(next.gateway.verbs.slice(-2)).toEqual(['inquire', 'refund']);
  });
});

describe('A look after a confirmed cancel that a person asked for (dossier 6.2)', () => {
  it('does not take the place of the due one where it is not answered and is repeated', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.clock.advance(61_000);
    const { paymentRequestId = '' } = till.sale(saleId);
    till.gateway.answers({
      inquire: [{ kind: 'unknown', why: 'no answer' }, notCharged('ORDER_IS_CLOSED'), CHARGED],
      refund: [{ kind: 'refunded' }],
    });
    till.terminal.tell(paymentRequestId, { kind: 'hurried' });
    await till.clock.advance(10_000);
    const early = till.gateway.verbs.slice(-2);
    await till.clock.advance(20_000);

    expect(early).toEqual(['inquire', 'inquire']);
    expect(till.gateway.verbs.slice(-2)).toEqual(['inquire', 'refund']);
  });
});

describe("A till's clock that was set while it was off", () => {
  const HOUR_MS = 3_600_000;
  const START_MS = new ManualClock().nowMs();

  it.each([
    ['ahead', HOUR_MS],
    ['back', -9 * HOUR_MS],
  ])(
    '%s: ORDER_NOT_EXIST confirms a cancel a code life after the start, no sooner and no later',
    async (_, ms) => {
      const till = new GivenTill({});
      const saleId = await till.sell();
      till.terminal.stop();
      till.gateway.answers({ inquire: [NOT_FOUND], cancel: [NOT_FOUND] });

      const clock = new ManualClock(START_MS + ms);
      const next = new GivenTill({}, { clock, journal: till.journal, gateway: till.gateway });
      await clock.advance(1000);
      await next.cancel(saleId);
      await clock.advance(57_000);
      const before = next.sale(saleId).state;
      await clock.advance(40_000);

      expect([before, next.sale(saleId).state]).toEqual(['cancelling', 'cancelled']);
    },
  );

  it('the look after a confirmed cancel is not late', async () => {
    const till = new GivenTill({ pay: [UNKNOWN], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(0);
    till.terminal.stop();
    till.gateway.answers({ inquire: [notCharged('ORDER_IS_CLOSED')] });

    const clock = new ManualClock(START_MS - 9 * HOUR_MS);
    const next = new GivenTill({}, { clock, journal: till.journal, gateway: till.gateway });
    await clock.advance(61_000);

    expect((await next.open()).ok).toBe(true);
  });
});

describe('A look that was the last', () => {
  it('stays the last by a clock that was set back: being told once more leads to one more look', async () => {
    const till = new GivenTill({ pay: [CHARGED], cancel: [CONFIRMED], inquire: [notCharged('CLOSED')] });
    const saleId = await till.sell();
    const id = till.sale(saleId).paymentRequestId ?? '';
    await till.cancel(saleId);
    await till.clock.advance(100_000);
    // The start that looks once more, and one that has nothing left to do, an hour earlier by its clock.
    const second = till.restarted();
    await second.clock.advance(100_000);
    second.terminal.stop();
    const clock = new ManualClock(new ManualClock().nowMs() - 3_600_000);
    const third = new GivenTill({}, { clock, journal: till.journal, gateway: till.gateway });

    third.terminal.tell(id, { kind: 'notified', answer: CHARGED });
    await clock.advance(1000);

    expect((await third.open()).ok).toBe(true);
  });
});

describe('No payment code on disk (interface 6)', () => {
  it('the journal holds the code only masked to its first 6 and last 2 digits', async () => {
    const till = new GivenTill({ pay: [CHARGED] });

    await till.sell();

    const rows = till.journal.rows.join('\n');
    const code = till.gateway.codes[0] ?? '';
    expect(code).toMatch(/^\d{24}$/);
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.slice(6, 14));
    expect(rows).toContain(`${code.slice(0, 6)}${'*'.repeat(16)}${code.slice(-2)}`);
  });

  it('a code in the order id or its description is refused at the door, before anything is done with it', () => {
    const code = new GivenTill().freshCode();
    const asked = (referenceOrderId: string, orderDescription: string) =>
      takenIn('openSale', {
        params: {},
        body: { referenceOrderId, orderDescription, amount: { currency: 'MYR', value: '4550' } },
      });

    const answers = [asked(code, 'Coffee'), asked(`ORD ${code}`, 'Coffee'), asked('ORD-1', `Coffee ${code}`)];

    expect(answers).toMatchObject([
      { error: { slug: 'invalid-request', field: 'referenceOrderId' } },
      { error: { slug: 'invalid-request', field: 'referenceOrderId' } },
      { error: { slug: 'invalid-request', field: 'orderDescription' } },
    ]);
  });
});

describe('Rows that cannot have happened (interface 1)', () => {
  it.each([
    { kind: 'saleClosed', saleId: 'S-9', atMs: 1 },
    { kind: 'receiptStarted', saleId: 'S-9', atMs: 1, copy: 'customer' },
  ])('$kind of a sale that was never opened is a damaged journal', (row) => {
    const till = new GivenTill();
    till.journal.append(row as JournalRecord, givenEntry(row.saleId));

    expect(() => till.restarted()).toThrow(DamagedJournal);
  });
});
