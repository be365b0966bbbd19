import { describe, expect, it } from 'vitest';
import { RM45_50, GivenTill } from '../fakes/given-till.ts';
import type { Minor } from '../../src/ground/money/amount.ts';
import { chargedAt, CLOSED, CONFIRMED, SILENT } from '../fakes/answers.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { plainHash } from '../fakes/plain-pins.ts';
import { slugOf } from '../fakes/refund-shop.ts';

const MANAGERS = {
  managers: [
    { id: 'm1', name: 'Aisyah', pin: plainHash('471147') },
    { id: 'm2', name: 'Budi', pin: plainHash('471147'), limits: { perRefund: '2000' } },
  ],
};
const M1 = { id: 'm1', pin: '471147' };
const HOUR_BEFORE = '2026-01-05T16:00:00+08:00';
const NONE = { params: {}, query: {}, body: null } as const;

/** A till with one sale whose charge may be another till's. */
async function givenDoubted(charge = chargedAt(HOUR_BEFORE)) {
  const till = new GivenTill({}, undefined, MANAGERS);
  till.gateway.clockOffsetMs = 0;
  till.gateway.answers({ pay: [charge], inquire: [CLOSED], cancel: [CONFIRMED] });
  const saleId = await till.sell();
  const input = (approver: { id: string; pin: string }) => ({
    params: { saleId },
    query: {},
    body: { approver, reason: 'Sold here' },
  });
  const accept = (approver = M1) => till.manager.acceptSale(input(approver));
  const giveBack = async (approver = M1) => {
    const answer = await till.desk.handlers().cancelSale(input(approver));
    await till.clock.advance(0);
    return answer;
  };
  const moved = async () => {
    const report = await till.manager.readX(NONE);
    return report.ok ? report.value.totals.map(({ type, value }) => `${type} ${value}`) : [];
  };
  return { till, saleId, accept, giveBack, moved };
}

describe('A charge that may be another till’s (interface section 3)', () => {
  it('is neither taken nor given back by the cashier', async () => {
    const { till, saleId, moved } = await givenDoubted();

    const answer = await till.cancelAlone(saleId);
    await till.clock.advance(3_600_000);

    expect(slugOf(answer)).toBe('approver-required');
    expect(till.sale(saleId)).toMatchObject({ state: 'attention', may: ['accept', 'cancel'] });
    expect(till.gateway.verbs).toEqual(['pay']);
    expect(await moved()).toEqual([]);
  });

  it('is paid once a manager accepts it: receipts go to paper, and the day counts it', async () => {
    const charge = chargedAt(HOUR_BEFORE);
    const { till, saleId, accept, moved } = await givenDoubted(charge);
    // What was accepted is looked at once more.
    till.gateway.answers({ inquire: [charge] });

    const answer = await accept();

    expect(answer).toMatchObject({ ok: true, value: { state: 'paid', paymentId: 'P-1' } });
    expect(till.printed).toEqual([`${saleId} customer`, `${saleId} merchant`]);
    expect(await moved()).toEqual(['sale 4550']);
    expect(till.restarted(undefined, MANAGERS).sale(saleId).state).toBe('paid');
  });

  it('is given back once a manager says so, and never was a sale', async () => {
    const { till, saleId, giveBack, moved } = await givenDoubted();

    const answer = await giveBack();

    expect(answer.ok).toBe(true);
    expect(till.sale(saleId).state).toBe('cancelled');
    expect(till.gateway.verbs).toEqual(['pay', 'cancel']);
    expect(await moved()).toEqual([]);
  });

  it('the story says who decided, and why', async () => {
    const accepted = await givenDoubted();
    const back = await givenDoubted();
    await accepted.accept();
    await back.giveBack();

    const said = async ({ till, saleId }: typeof back) => {
      const story = await till.manager.readStory({ ...NONE, params: { saleId } });
      return story.ok ? story.value.map(({ say }) => say) : [];
    };
    expect(await said(accepted)).toContain('m1 took the charge for this sale: Sold here');
    expect(await said(back)).toContain('m1 approved giving it back: Sold here');
  });

  it.each([
    ['a wrong PIN', { id: 'm1', pin: '0000' }, 'pin'],
    ['a manager who may not approve as much', { id: 'm2', pin: '471147' }, 'limit'],
  ] as const)('%s decides nothing, and the refusal is kept', async (_, approver, why) => {
    const { till, saleId, accept, giveBack } = await givenDoubted();

    const answers = [await accept(approver), await giveBack(approver)];

    expect(answers).toMatchObject([
      { error: { slug: 'approver-refused', why } },
      { error: { slug: 'approver-refused', why } },
    ]);
    expect(till.sale(saleId).state).toBe('attention');
    expect(till.journal.rows.filter((row) => row.includes('"approvalRefused"'))).toHaveLength(2);
  });

  it('of another amount than the asked one can only be given back', async () => {
    const amount = { ...RM45_50, valueMinor: 4551 as Minor };
    const charge = givenCharge(amount, { paymentTime: HOUR_BEFORE });
    const { till, saleId, accept, giveBack } = await givenDoubted({ kind: 'charged', charge });

    const may = till.sale(saleId).may;
    const accepted = await accept();
    await giveBack();

    expect(may).toEqual(['cancel']);
    expect(slugOf(accepted)).toBe('accept-refused');
    expect(till.sale(saleId).state).toBe('cancelled');
  });

  it('that the books no longer hold is cancelled elsewhere, and there is nothing left to decide', async () => {
    const { till, saleId, accept, moved } = await givenDoubted();
    const id = till.sale(saleId).paymentRequestId ?? '';
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, { kind: 'hint' });
    await till.clock.advance(0);

    const answer = await accept();

    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'CHARGE_GONE' });
    expect(slugOf(answer)).toBe('accept-refused');
    expect(await moved()).toEqual([]);
  });

  it('that is accepted while it is asked about is asked about once more: the answer may be older', async () => {
    const charge = chargedAt(HOUR_BEFORE);
    const { till, saleId, accept } = await givenDoubted(charge);
    const id = till.sale(saleId).paymentRequestId ?? '';
    till.gateway.answers({ inquire: [charge, CLOSED] });
    till.gateway.hold();
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, { kind: 'hint' });

    const answer = await accept();
    till.gateway.letGo();
    await till.clock.advance(60_000);

    expect(slugOf(answer)).toBe('ok');
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire']);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'CHARGE_GONE' });
  });

  it('keeps its order from being charged again', async () => {
    const { till } = await givenDoubted();

    expect(slugOf(await till.open('ORD-1'))).toBe('order-unresolved');
    expect(slugOf(await till.open('ORD-2'))).toBe('ok');
  });
});

describe('Accepting', () => {
  it('is an approval: it tells of the wrong PINs before, after a restart too, and the next approval tells of none', async () => {
    const { till, accept } = await givenDoubted();
    await accept({ id: 'm1', pin: '000000' });
    await accept({ id: 'm1', pin: '000000' });

    const accepted = await accept();
    const before = till.terminal.approvals.wrongTriesBefore;
    const again = till.restarted({}, MANAGERS);

    expect(accepted).toMatchObject({ ok: true, value: { wrongTriesBefore: 2 } });
    expect([before, again.terminal.approvals.wrongTriesBefore]).toEqual([0, 0]);
  });

  it('gives nothing back, so it does not count for what its manager may give back in a day', async () => {
    const { till, accept } = await givenDoubted();

    await accept();

    expect(till.terminal.approvals.approvedMinor('m1', till.clock.nowMs())).toBe(0);
  });

  it('a sale that is not known, one without a doubt, and one that goes back for its amount are refused', async () => {
    const { till, accept } = await givenDoubted();
    await accept();
    const unknown = await till.manager.acceptSale({
      params: { saleId: 'S-9' },
      query: {},
      body: { approver: M1, reason: 'x' },
    });
    const again = await accept();
    const amount = { ...RM45_50, valueMinor: 4551 as Minor };
    const other = await givenDoubted({
      kind: 'charged',
      charge: givenCharge(amount, { paymentTime: '2026-01-05T17:00:01+08:00' }),
    });

    expect([slugOf(unknown), slugOf(again), slugOf(await other.accept())]).toEqual([
      'not-found',
      'accept-refused',
      'accept-refused',
    ]);
    expect(other.till.sale(other.saleId)).toMatchObject({ reason: 'AMOUNT_MISMATCH', may: [] });
  });

  it('a payment in the midst of its own pursuit is refused', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [SILENT] }, undefined, MANAGERS);
    const saleId = await till.sell();
    const body = { approver: M1, reason: 'x' };

    expect(slugOf(await till.manager.acceptSale({ params: { saleId }, query: {}, body }))).toBe(
      'accept-refused',
    );
  });
});
