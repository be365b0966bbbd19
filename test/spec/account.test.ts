import { describe, expect, it } from 'vitest';
import { accountAt } from '../../src/acquirers/account.ts';
import { CHARGED, CONFIRMED, NOT_FOUND, SILENT } from '../fakes/answers.ts';
import { givenConfig, GivenTill } from '../fakes/given-till.ts';
import { pinOf } from '../fakes/plain-pins.ts';

// Unknown is never failed: an account that a payment was not made at knows nothing of it.

const { alipayPlus } = givenConfig({}).gateways;
const OTHER = { gateways: { alipayPlus: { ...alipayPlus, clientId: 'OTHER' } } };
const HOUR_MS = 3_600_000;

/** A till whose acquirer said nothing to a pay, and then was given another account. */
async function givenMovedTill(): Promise<{ till: GivenTill; saleId: string }> {
  const before = new GivenTill({ pay: [SILENT], inquire: [SILENT] });
  const saleId = await before.sell();
  return { till: before.restarted({ inquire: [NOT_FOUND] }, OTHER), saleId };
}

describe('A payment that was made at another account than the config names now', () => {
  it('is asked about nowhere, and is not called failed by an account that does not know it', async () => {
    const { till, saleId } = await givenMovedTill();
    const askedBefore = till.gateway.asked.length;

    await till.clock.advance(HOUR_MS);

    expect(till.gateway.asked.slice(askedBefore)).toEqual([]);
    expect(till.sale(saleId).state).toBe('cancelling');
    expect(till.screen.view().notice?.say).toContain(
      'at another account than this payment went to: put it back',
    );
  });

  it('is settled once the account is put back', async () => {
    const { till, saleId } = await givenMovedTill();
    await till.clock.advance(HOUR_MS);

    const back = till.restarted({ inquire: [CHARGED, NOT_FOUND], cancel: [CONFIRMED] });
    await back.clock.advance(HOUR_MS);

    expect(back.gateway.asked.some((call) => call.startsWith('cancel'))).toBe(true);
    expect(back.sale(saleId).state).toBe('cancelled');
  });

  it('is refunded nowhere else: what a manager approves waits', async () => {
    const before = new GivenTill({ pay: [CHARGED] });
    const saleId = await before.sell();
    const { paymentRequestId } = before.terminal.book.sale(saleId)!.payments[0]!.facts;
    const till = before.restarted({ lookUp: [NOT_FOUND] }, OTHER);
    const [manager] = till.config.managers;

    const refund = await till.manager.requestRefund({
      params: {},
      query: {},
      idempotencyKey: 'k1',
      body: {
        ...{ paymentRequestId, amount: { currency: 'MYR', value: '4550' }, reason: 'Sent back' },
        approver: { id: manager!.id, pin: pinOf(manager!.pin) },
      },
    });
    await till.clock.advance(HOUR_MS);

    expect(refund).toMatchObject({ ok: true, value: { state: 'pending' } });
    expect(till.gateway.asked.filter((call) => /^(refund|lookUp)/.test(call))).toEqual([]);
  });

  it('is the same account with new keys or another address', () => {
    const moved = { ...alipayPlus!, baseUrl: 'https://other.example', keyVersion: 2 };

    expect(accountAt(moved)).toEqual(accountAt(alipayPlus));
    expect(accountAt({ ...alipayPlus!, stage: 'test' })).not.toEqual(accountAt(alipayPlus));
  });
});
