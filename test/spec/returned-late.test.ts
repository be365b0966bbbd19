import { describe, expect, it } from 'vitest';
import { ANTOM_INSTORE_TERMS } from '../../src/acquirers/antom-instore/terms.ts';
import { FORMER_TERMS, type Terms } from '../../src/payment/terms.ts';
import {
  CHARGED,
  CLOSED,
  CONFIRMED,
  NOT_FOUND,
  REFUNDED,
  refused,
  SILENT,
  UNDECIDED,
} from '../fakes/answers.ts';
import { givenCharge, type Script } from '../fakes/fake-gateway.ts';
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

describe('A charge that is found after a cancel without an answer, by an acquirer that gives it back by itself', () => {
  const DENIED = refused('ACCESS_DENIED', 'technical');

  /** A sale that is given up; `cancel` is how its cancels are answered, and then the books show a charge. */
  async function givenUp(cancel: Script['cancel'] & object): Promise<GivenTill> {
    const till = new GivenTill({ pay: [UNDECIDED], inquire: [UNDECIDED], cancel });
    till.gateway.terms = ANTOM_INSTORE_TERMS;
    const saleId = await till.sell();
    await till.clock.advance(0);
    await till.cancel(saleId);
    await till.clock.advance(0);
    till.gateway.answers({ inquire: [CHARGED], cancel: [DENIED], refund: [REFUNDED] });
    return till;
  }

  it('is only looked at while it may come back: the lost cancel may have been taken', async () => {
    const till = await givenUp([SILENT]);
    await till.clock.advance(25 * MINUTE_MS);
    const verbs = [...till.gateway.verbs];
    till.gateway.answers({ inquire: [CLOSED] });
    await till.clock.advance(10 * MINUTE_MS);

    expect(verbs).not.toContain('refund');
    expect(till.screen.view().recent[0]).toMatchObject({ state: 'cancelled' });
    expect(till.gateway.verbs).not.toContain('refund');
  });

  it('is given back by the till, without a person, once that time is over: no cancel was confirmed', async () => {
    const till = await givenUp([SILENT]);
    await till.clock.advance(36 * MINUTE_MS);

    expect(till.gateway.verbs.filter((verb) => verb === 'refund')).toEqual(['refund']);
    expect(till.screen.view().recent[0]).toMatchObject({ state: 'cancelled' });
  });

  it('is only looked at too where the till was killed before the answer came', async () => {
    const till = new GivenTill({ pay: [UNDECIDED], inquire: [UNDECIDED], cancel: [CONFIRMED] });
    till.gateway.terms = ANTOM_INSTORE_TERMS;
    const saleId = await till.sell();
    await till.clock.advance(0);
    till.gateway.hold();
    await till.cancel(saleId);
    till.gateway.letOneGo();
    await till.clock.advance(0);
    const open = till.gateway.open.map((call) => call.split(' ')[0]);
    const next = till.restarted({ inquire: [CHARGED], cancel: [DENIED], refund: [REFUNDED] });
    next.gateway.letGo();
    await next.clock.advance(25 * MINUTE_MS);

    expect(open).toEqual(['cancel']);
    expect(next.gateway.verbs).not.toContain('refund');
  });

  it('is refunded at once where every cancel was refused: none was taken', async () => {
    const till = await givenUp([DENIED]);
    await till.clock.advance(MINUTE_MS);

    expect(till.gateway.verbs).toContain('refund');
  });
});

describe('A charge of which the acquirer had said that it has no such payment', () => {
  it('is refunded at once: no cancel was taken, so it comes not back by itself', async () => {
    const till = new GivenTill({ pay: [SILENT], inquire: [NOT_FOUND], cancel: [NOT_FOUND] });
    till.gateway.terms = ANTOM_INSTORE_TERMS;
    const saleId = await till.sell();
    await till.cancel(saleId);
    await till.clock.advance(3 * MINUTE_MS);
    const before = till.sale(saleId).state;
    const next = till.restarted({ inquire: [CHARGED], refund: [REFUNDED] });
    await next.clock.advance(0);

    expect(before).toBe('cancelled');
    expect(next.gateway.verbs.slice(-2)).toEqual(['inquire', 'refund']);
  });
});
