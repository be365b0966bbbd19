import { describe, expect, it } from 'vitest';
import { ANTOM_INSTORE_TERMS } from '../../src/acquirers/antom-instore/terms.ts';
import { FORMER_TERMS, type Terms } from '../../src/payment/terms.ts';
import { CHARGED, CLOSED, CONFIRMED, REFUNDED, UNDECIDED } from '../fakes/answers.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { GivenTill, RM45_50 } from '../fakes/given-till.ts';

const MINUTE_MS = 60_000;

/** A sale that is cancelled, of which a charge is told before the cancel is confirmed. */
async function given(terms: Terms): Promise<{ readonly till: GivenTill; readonly saleId: string }> {
  const till = new GivenTill({
    pay: [UNDECIDED],
    inquire: [UNDECIDED],
    cancel: [CONFIRMED],
    refund: [REFUNDED],
  });
  till.gateway.terms = terms;
  const saleId = await till.sell();
  await till.clock.advance(0);
  await till.cancel(saleId);
  await till.clock.advance(0);
  till.gateway.hold();
  await till.clock.advance(4000);
  const paymentRequestId = till.sale(saleId).paymentRequestId ?? '';
  till.terminal.notified(
    'alipayPlus',
    { by: 'id', paymentRequestId },
    {
      kind: 'charged',
      charge: givenCharge(RM45_50),
    },
  );
  till.gateway.answers({ inquire: [CHARGED], cancel: [CONFIRMED], refund: [REFUNDED] });
  till.gateway.letGo();
  await till.clock.advance(2 * MINUTE_MS);
  return { till, saleId };
}

describe('A charge that is told of while its cancel is on its way', () => {
  it('is refunded by the till, once the cancel was confirmed', async () => {
    const { till } = await given(FORMER_TERMS);

    expect(till.gateway.verbs).toContain('refund');
  });

  it('is only looked at where the acquirer gives it back by itself (antom-instore dossier 6.3)', async () => {
    const { till, saleId } = await given(ANTOM_INSTORE_TERMS);
    const verbs = [...till.gateway.verbs];
    till.gateway.answers({ inquire: [CLOSED] });
    await till.clock.advance(10 * MINUTE_MS);

    expect(verbs).not.toContain('refund');
    expect(till.sale(saleId).state).toBe('cancelled');
  });
});
