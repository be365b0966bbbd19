import { describe, expect, it } from 'vitest';
import { customerView } from '../../src/contract/customer-view.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { CONFIRMED, refused, SILENT } from '../fakes/answers.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';
import { ManualClock } from '../fakes/manual-clock.ts';

const MINUTE_MS = 60_000;
const RM55_50 = { ...RM45_50, valueMinor: 5550 as Minor };
const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
const CHARGED_OTHER = { kind: 'charged', charge: givenCharge(RM55_50) } as const;
const HELD_OTHER = { kind: 'authorised', hold: givenCharge(RM55_50), heldForMs: 600_000 } as const;
const FOREIGN = {
  kind: 'charged',
  charge: givenCharge(RM45_50, { paymentId: 'P-F', paymentTime: '2020-01-01T08:00:00+08:00' }),
} as const;
const NOT_CHARGED = {
  kind: 'notCharged',
  reason: { code: 'PROCESS_FAIL', class: 'general', say: 'no' },
} as const;

/** What both screens show of the newest sale: the state on the cashier's, the scene on the customer's. */
function screensOf(till: GivenTill) {
  const view = till.screen.view();
  return [view.sale?.state ?? null, customerView(view).scene.kind];
}

function rowsOf(till: GivenTill, kind: TillEvent['kind']): number {
  return till.journal.rows.filter((row) => row.includes(`"kind":"${kind}"`)).length;
}

describe('What was dismissed is dismissed for good (interface §3)', () => {
  it('a paid sale that somebody went on from is on neither screen any more, nor after a restart', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    const saleId = await till.sell();
    expect(screensOf(till)).toEqual(['paid', 'paid']);

    expect(await till.dismiss(saleId)).toMatchObject({ ok: true, value: { saleId, state: 'paid' } });

    expect(screensOf(till)).toEqual([null, 'idle']);
    expect(screensOf(till.restarted())).toEqual([null, 'idle']);
    expect(till.sale(saleId).state).toBe('paid');
  });

  it('to go on twice is to go on once: the second time has no row', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    const saleId = await till.sell();

    const answers = [await till.dismiss(saleId), await till.dismiss(saleId)];

    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(rowsOf(till, 'saleDismissed')).toBe(1);
  });

  it('a sale that waits for a code, or whose outcome is not known, cannot be gone on from', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [SILENT] });
    const opened = await till.open();
    const saleId = opened.ok ? opened.value.saleId : '';
    const early = await till.dismiss(saleId);
    await till.code(saleId);
    await till.clock.advance(9000);

    const late = await till.dismiss(saleId);

    expect([early, late]).toMatchObject([
      { ok: false, error: { slug: 'till-busy', why: 'sale', saleId } },
      { ok: false, error: { slug: 'till-busy', why: 'sale', saleId } },
    ]);
    expect([till.screen.view().sale?.state, rowsOf(till, 'saleDismissed')]).toEqual(['checking', 0]);
  });

  it.each([
    ['failed', { pay: [refused('PROCESS_FAIL')] }],
    ['attention', { pay: [CHARGED_OTHER], cancel: [SILENT] }],
    ['cancelled', { pay: [CHARGED_OTHER], cancel: [CONFIRMED] }],
  ] as const)('to go on from a sale that is %s changes nothing of its money', async (state, script) => {
    const till = new GivenTill(script);
    const saleId = await till.sell();
    const before = till.terminal.book.sale(saleId)?.payments;
    expect(till.sale(saleId).state).toBe(state);

    await till.dismiss(saleId);

    expect(till.sale(saleId).state).toBe(state);
    expect(till.terminal.book.sale(saleId)?.payments).toEqual(before);
    expect(screensOf(till)).toEqual([null, 'idle']);
  });

  it('a failed sale that is tried again stands on the stage again', async () => {
    const till = new GivenTill({ pay: [refused('PROCESS_FAIL')] });
    const saleId = await till.sell();
    await till.dismiss(saleId);

    await till.retry(saleId);

    expect(screensOf(till)).toEqual(['awaitingCode', 'refreshCode']);
  });

  it('a sale that needs a person since comes back, until it is gone on from once more', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    const saleId = await till.sell();
    await till.dismiss(saleId);
    till.gateway.answers({
      cancel: [{ kind: 'tooLate' }],
      inquire: [CHARGED],
      refund: [refused('PROCESS_FAIL')],
    });
    await till.cancel(saleId);
    await till.clock.advance(MINUTE_MS);
    expect(screensOf(till)).toEqual(['attention', 'wait']);

    await till.dismiss(saleId);

    expect(screensOf(till.restarted())).toEqual([null, 'idle']);
  });

  it('a sale that was gone on from stays away over a second restart, and a clock that was set back between', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    const saleId = await till.sell();
    await till.dismiss(saleId);

    till.terminal.stop();
    const { journal, gateway } = till;
    const clock = new ManualClock(till.clock.nowMs() - 60 * MINUTE_MS);
    const again = new GivenTill({}, { clock, journal, gateway });

    expect(screensOf(again)).toEqual([null, 'idle']);
    expect(screensOf(again.restarted())).toEqual([null, 'idle']);
  });

  it('a sale before the newest one does not come back when the newest is gone on from', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    await till.sell('ORD-1');
    const newest = await till.open('ORD-2');
    const saleId = newest.ok ? newest.value.saleId : '';
    await till.cancel(saleId);

    await till.dismiss(saleId);

    expect(screensOf(till.restarted())).toEqual([null, 'idle']);
  });
});

describe('What a start shows of earlier (interface §3)', () => {
  it('says that a sale was paid before the start, and tells the customer nothing of it', async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    await till.sell();
    expect(till.screen.view().isEarlier).toBe(false);

    const next = till.restarted();

    expect(next.screen.view()).toMatchObject({ isEarlier: true, sale: { state: 'paid' } });
    expect(screensOf(next)).toEqual(['paid', 'idle']);
  });

  it.each([
    ['failed', { pay: [refused('PROCESS_FAIL')] }],
    ['attention', { pay: [CHARGED_OTHER], cancel: [SILENT] }],
    ['cancelled', { pay: [CHARGED_OTHER], cancel: [CONFIRMED] }],
  ] as const)('nor of one that was %s: whoever stands there now paid nothing yet', async (state, script) => {
    const till = new GivenTill(script);
    await till.sell();

    const next = till.restarted({ inquire: [SILENT], cancel: [SILENT] });

    expect(next.screen.view()).toMatchObject({ isEarlier: true, sale: { state } });
    expect(screensOf(next)).toEqual([state, 'idle']);
  });

  it('a declined sale of before the start that is tried again is shown to the customer again', async () => {
    const till = new GivenTill({ pay: [refused('PROCESS_FAIL')] });
    const saleId = await till.sell();
    const next = till.restarted();

    await next.retry(saleId);

    expect(screensOf(next)).toEqual(['awaitingCode', 'refreshCode']);
  });

  it('a sale that turns out to be paid after the start is news', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [SILENT] });
    await till.sell();

    const next = till.restarted({ inquire: [CHARGED] });
    await next.clock.advance(MINUTE_MS);

    expect(next.screen.view()).toMatchObject({ isEarlier: false, sale: { state: 'paid' } });
    expect(screensOf(next)).toEqual(['paid', 'paid']);
  });
});

describe('A charge of another amount is told until a person has seen it (interface §3)', () => {
  it('with what was asked and what was charged, over the next sale, a dismissal and a restart', async () => {
    const till = new GivenTill({ pay: [CHARGED_OTHER], cancel: [CONFIRMED], inquire: [NOT_CHARGED] });
    const saleId = await till.sell();
    const told = [
      {
        saleId,
        at: expect.any(String) as string,
        asked: { currency: 'MYR', value: '4550' },
        charged: { currency: 'MYR', value: '5550' },
      },
    ];
    expect(till.screen.view().otherCharges).toMatchObject(told);
    await till.dismiss(saleId);
    const newest = await till.open('ORD-2');
    await till.cancel(newest.ok ? newest.value.saleId : '');
    await till.clock.advance(10 * MINUTE_MS);

    const next = till.restarted().restarted();
    expect(next.screen.view().otherCharges).toMatchObject(told);
    const seen = [await next.see(saleId), await next.see(saleId)];

    expect(seen).toMatchObject([{ ok: true }, { ok: true }]);
    expect(next.screen.view().otherCharges).toEqual([]);
    expect(next.restarted().screen.view().otherCharges).toEqual([]);
    expect(rowsOf(next, 'noticeSeen')).toBe(1);
  });

  it.each([
    ['the same digits in another currency', 'USD', 4550],
    ['a sen less', 'MYR', 4549],
    ['the least there is', 'MYR', 1],
    ['a currency without decimals', 'JPY', 45],
  ])('%s is another amount too, in an answer, in a notice and at a second try', async (_, code, minor) => {
    const amount = { currency: code as Currency, valueMinor: minor as Minor };
    const charged = { kind: 'charged', charge: givenCharge(amount) } as const;
    const tills = [
      new GivenTill({ pay: [charged], cancel: [CONFIRMED] }),
      new GivenTill({ pay: [SILENT], inquire: [SILENT, NOT_CHARGED], cancel: [CONFIRMED] }),
      new GivenTill({ pay: [refused('PROCESS_FAIL'), charged], cancel: [CONFIRMED] }),
    ] as const;
    const [answered, notified, retried] = tills;
    const ids = [await answered.sell(), await notified.sell(), await retried.sell()];
    const { paymentRequestId = '' } = notified.sale(ids[1]!);
    notified.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, charged);
    await retried.retry(ids[2]!);
    await retried.code(ids[2]!);
    await Promise.all(tills.map((till) => till.clock.advance(0)));

    for (const [at, till] of tills.entries()) {
      expect(till.sale(ids[at]!)).toMatchObject({ state: 'cancelled', reason: 'AMOUNT_MISMATCH', may: [] });
      expect(till.screen.view().otherCharges).toMatchObject([
        { asked: { currency: 'MYR', value: '4550' }, charged: { currency: code, value: String(minor) } },
      ]);
    }
  });

  it('a hold of another amount is let go of and told in the same words', async () => {
    const till = new GivenTill({ pay: [HELD_OTHER], cancel: [CONFIRMED], inquire: [NOT_CHARGED] });
    const saleId = await till.sell();

    expect(till.sale(saleId)).toMatchObject({
      state: 'cancelled',
      reason: 'AMOUNT_MISMATCH',
      charged: { currency: 'MYR', value: '5550' },
    });
    expect(till.gateway.verbs).not.toContain('capture');
    expect(till.restarted().screen.view().otherCharges).toMatchObject([{ saleId }]);
  });

  it("nothing is told of a sale that was charged as asked, nor of one that may be another till's", async () => {
    const till = new GivenTill({ pay: [CHARGED] });
    await till.sell('ORD-1');
    till.gateway.clockOffsetMs = 0;
    till.gateway.answers({ pay: [FOREIGN] });
    await till.sell('ORD-2');

    expect(till.screen.view()).toMatchObject({ otherCharges: [], sale: { state: 'attention' } });
  });
});

describe('A notice ends with what it was about (interface §3)', () => {
  const SCAN = { kind: 'frame', text: '281012345678901234567890' } as const;

  it('that no sale waits for a code is over once a declined sale is tried again', async () => {
    const till = new GivenTill({ pay: [refused('PROCESS_FAIL')] });
    const saleId = await till.sell();
    till.desk.scanned(SCAN);
    const before = till.screen.view().notice?.kind;

    await till.retry(saleId);

    expect([before, till.screen.view().notice]).toEqual(['scan-not-wanted', null]);
  });

  it('and stays while the sale stands as it stood', async () => {
    const till = new GivenTill({ pay: [refused('PROCESS_FAIL')] });
    await till.sell();
    till.desk.scanned(SCAN);

    await till.clock.advance(MINUTE_MS);

    expect(till.screen.view().notice?.kind).toBe('scan-not-wanted');
  });
});
