import { describe, expect, it } from 'vitest';
import {
  CHARGED,
  CLOSED,
  CONFIRMED,
  CONFIRMING,
  NOT_FOUND,
  refused,
  SILENT,
  UNDECIDED,
} from '../fakes/answers.ts';
import type { Script } from '../fakes/fake-gateway.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { MINUTE_MS, slugOf } from '../fakes/refund-shop.ts';

/** A sale whose payment was refused for good, and of which something was told afterwards. */
async function givenQuestion(script: Script = {}, cls: 'user' | 'rescan' = 'user') {
  const till = new GivenTill({
    pay: [refused('USER_BALANCE_NOT_ENOUGH', cls)],
    inquire: [UNDECIDED],
    cancel: [CONFIRMED],
    ...script,
  });
  const saleId = await till.sell();
  const id = till.sale(saleId).paymentRequestId ?? '';
  const notice = () => till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, CHARGED);
  const hint = () =>
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, { kind: 'hint' });
  const asked = () => till.gateway.verbs.filter((verb) => verb === 'inquire').length;
  return { till, saleId, id, notice, hint, asked };
}

const inquiries = (till: GivenTill) => till.screen.queue().filter(({ kind }) => kind === 'inquiry');

describe('A refused payment of which something is told by itself (interface section 4)', () => {
  it.each(['notice', 'hint'] as const)('a %s is a question: it is asked at once, and owed', async (told) => {
    const given = await givenQuestion({ inquire: [SILENT] });
    given[told]();
    await given.till.clock.advance(0);

    expect(given.till.gateway.verbs).toEqual(['pay', 'inquire']);
    expect(inquiries(given.till)).toMatchObject([
      { saleId: given.saleId, paymentRequestId: given.id, tries: 1, lastAnswer: SILENT.why },
    ]);
    expect(given.till.sale(given.saleId)).toMatchObject({ state: 'checking', may: ['cancel'] });
  });

  it('a charge that a notice tells of, and that the asked books do not deny, is cancelled', async () => {
    const { till, notice, saleId } = await givenQuestion({ inquire: [UNDECIDED] });
    notice();
    await till.clock.advance(0);

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'cancel']);
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('is asked for as long as it takes', async () => {
    const { till, hint, asked, saleId } = await givenQuestion({ inquire: [SILENT] });
    hint();
    await till.clock.advance(60 * MINUTE_MS);

    expect(asked()).toBeGreaterThan(100);
    expect(till.sale(saleId).state).toBe('checking');
  });

  it('many notices and hints are one question', async () => {
    const { till, notice, hint, asked } = await givenQuestion({ inquire: [SILENT] });
    for (let count = 0; count < 50; count += 1) {
      notice();
      hint();
      await till.clock.advance(10);
    }

    expect(asked()).toBe(1);
    expect(inquiries(till)).toHaveLength(1);
  });

  it('a notice soon after an answer waits, and is asked about all the same', async () => {
    const { till, hint, asked } = await givenQuestion({ inquire: [CLOSED] });
    hint();
    await till.clock.advance(0);
    hint();
    await till.clock.advance(2999);
    const early = asked();
    await till.clock.advance(1);

    expect([early, asked()]).toEqual([1, 2]);
  });

  it('the same refusal once more is no news', async () => {
    const { till, id, asked } = await givenQuestion();
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, CLOSED);
    await till.clock.advance(MINUTE_MS);

    expect(asked()).toBe(0);
  });
});

describe('While a question about a refused payment is open (interface sections 3 and 5)', () => {
  it('the sale is not tried again, takes no code, and keeps the till from another sale', async () => {
    const { till, saleId, hint } = await givenQuestion();
    hint();
    await till.clock.advance(0);

    expect(slugOf(await till.retry(saleId))).toBe('retry-refused');
    expect(slugOf(await till.code(saleId))).not.toBe('ok');
    expect(slugOf(await till.open('ORD-2'))).toBe('till-busy');
    expect(slugOf(await till.open('ORD-1'))).toBe('order-unresolved');
    expect(till.gateway.verbs.filter((verb) => verb === 'pay')).toHaveLength(1);
  });

  it('a sale that waited for a fresh code takes none', async () => {
    const { till, saleId, hint } = await givenQuestion({}, 'rescan');
    const before = till.sale(saleId).state;
    hint();
    await till.clock.advance(0);

    expect(before).toBe('awaitingCode');
    expect(slugOf(await till.code(saleId))).not.toBe('ok');
    expect(till.gateway.verbs.filter((verb) => verb === 'pay')).toHaveLength(1);
  });

  it('the cashier may give the sale up: the next one opens, and the order stays unresolved', async () => {
    const { till, saleId, hint } = await givenQuestion();
    hint();
    await till.clock.advance(0);

    const given = await till.cancel(saleId);
    const same = await till.open('ORD-1');
    const other = await till.open('ORD-2');

    expect(given).toMatchObject({ ok: true, value: { state: 'cancelling', may: [] } });
    expect([slugOf(same), slugOf(other)]).toEqual(['order-unresolved', 'ok']);
    expect(inquiries(till)).toHaveLength(1);
  });

  it('survives a restart, and is asked at once', async () => {
    const { till, saleId, hint } = await givenQuestion();
    hint();
    await till.clock.advance(MINUTE_MS);
    const count = till.gateway.asked.length;

    const next = till.restarted({ inquire: [UNDECIDED] });
    await next.clock.advance(0);

    expect(next.gateway.verbs.slice(count)).toEqual(['inquire']);
    expect(next.sale(saleId).state).toBe('checking');
    expect(inquiries(next)).toHaveLength(1);
  });

  it('survives a process that is killed before the first question was answered', async () => {
    const { till, saleId, hint } = await givenQuestion();
    till.gateway.hold();
    hint();

    const next = till.restarted({ inquire: [CLOSED] });
    const open = next.sale(saleId).state;
    next.gateway.letGo();
    await next.clock.advance(0);

    expect([open, next.sale(saleId).state]).toEqual(['checking', 'failed']);
  });
});

describe('The answer settles the question (interface section 4)', () => {
  it('not charged: the sale has failed as before, and may be tried again', async () => {
    const { till, saleId, hint } = await givenQuestion({ inquire: [UNDECIDED, CLOSED] });
    hint();
    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({
      state: 'failed',
      reason: 'USER_BALANCE_NOT_ENOUGH',
      may: ['retry', 'cancel'],
    });
    expect(inquiries(till)).toEqual([]);
    expect(slugOf(await till.retry(saleId))).toBe('ok');
  });

  it('charged: it is given back, and the sale is over', async () => {
    const { till, saleId, hint } = await givenQuestion({ inquire: [UNDECIDED, CHARGED, CLOSED] });
    hint();
    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'LATE_CHARGE', may: [] });
    expect(till.screen.view().notice?.kind).toBe('late-charge');
    expect(till.gateway.verbs).toContain('cancel');
  });

  it('no such payment settles it only once the code is dead, and told three times: the books may lag', async () => {
    const { till, saleId, hint, asked } = await givenQuestion({ inquire: [NOT_FOUND] });
    hint();
    await till.clock.advance(MINUTE_MS - 1);
    const before = asked();
    await till.clock.advance(MINUTE_MS);
    const early = till.sale(saleId).state;
    await till.clock.advance(MINUTE_MS);

    expect([early, till.sale(saleId).state]).toEqual(['checking', 'failed']);
    expect(asked() - before).toBe(3);
  });

  it('a charge that the books did not hold twice is found, and given back', async () => {
    const { till, saleId, hint } = await givenQuestion({ inquire: [SILENT] });
    hint();
    await till.clock.advance(MINUTE_MS);
    till.gateway.answers({ inquire: [NOT_FOUND, NOT_FOUND, CHARGED, CLOSED], cancel: [CONFIRMED] });
    await till.clock.advance(5 * MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'LATE_CHARGE' });
  });

  it.each([
    ['the wallet asks its user', CONFIRMING],
    ['nothing is known', UNDECIDED],
    ['nothing', SILENT],
  ] as const)('the answer that %s settles nothing', async (_, answer) => {
    const { till, saleId, hint } = await givenQuestion({ inquire: [answer] });
    hint();
    await till.clock.advance(10 * MINUTE_MS);

    expect(till.sale(saleId).state).toBe('checking');
  });

  it('after the cashier gave the sale up: not charged ends it, charged is given back', async () => {
    const ended = await givenQuestion();
    const charged = await givenQuestion();
    for (const [given, answer] of [
      [ended, CLOSED],
      [charged, CHARGED],
    ] as const) {
      given.hint();
      await given.till.clock.advance(0);
      await given.till.cancel(given.saleId);
      given.till.gateway.answers({ inquire: [answer], cancel: [CONFIRMED] });
      await given.till.clock.advance(10_000);
    }

    expect(ended.till.sale(ended.saleId)).toMatchObject({ state: 'cancelled', may: [] });
    expect(ended.till.gateway.verbs).not.toContain('cancel');
    expect(charged.till.sale(charged.saleId)).toMatchObject({ state: 'cancelled', reason: 'LATE_CHARGE' });
    expect(charged.till.gateway.verbs).toContain('cancel');
  });

  it('an earlier attempt is asked about although a later one waits, and speaks for the sale meanwhile', async () => {
    const { till, saleId, hint } = await givenQuestion();
    await till.retry(saleId);
    await till.code(saleId);
    await till.clock.advance(0);
    hint();
    await till.clock.advance(0);
    const open = till.sale(saleId).state;
    till.gateway.answers({ inquire: [CLOSED] });
    await till.clock.advance(MINUTE_MS);

    expect([open, till.sale(saleId).state]).toEqual(['checking', 'failed']);
  });
});
