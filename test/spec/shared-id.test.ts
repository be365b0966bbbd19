import { describe, expect, it } from 'vitest';
import { PAID_ELSEWHERE } from '../../src/acquirers/twins.ts';
import {
  CHARGED,
  chargedAt,
  CLOSED,
  CONFIRMED,
  CONFIRMING,
  NOT_FOUND,
  REFUNDED,
  refused,
  SILENT,
  THROTTLED,
  UNDECIDED,
} from '../fakes/answers.ts';
import type { Script } from '../fakes/fake-gateway.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { MINUTE_MS } from '../fakes/refund-shop.ts';

// The id of an attempt follows from its order: another till that charges the same order by mistake shares it.

const FORGED = { kind: 'unknown', why: 'wrong signature', alarm: true } as const;
const INCONSISTENT = {
  kind: 'unknown',
  why: 'known with other details',
  code: 'REPEAT_REQ_INCONSISTENT',
  contradicted: true,
} as const;
/** The clock of these tests starts at 17:00 at UTC+8, and a code lives for a minute. */
const HOUR_BEFORE = '2026-01-05T16:00:00+08:00';

/** A till with one sale whose pay got no answer, by an acquirer's clock that agrees. */
async function givenSale(script: Script, clockOffsetMs: number | null = 0) {
  const till = new GivenTill();
  till.gateway.clockOffsetMs = clockOffsetMs ?? undefined;
  till.gateway.answers({ pay: [SILENT], cancel: [CONFIRMED], refund: [REFUNDED], ...script });
  const saleId = await till.sell();
  const cancels = () => till.gateway.verbs.filter((verb) => verb === 'cancel').length;
  return { till, saleId, cancels, id: till.sale(saleId).paymentRequestId ?? '' };
}

describe('A cancel of a payment in doubt follows only an answered inquiry (dossier 6.2)', () => {
  describe.each([
    ['silence', SILENT],
    ['an answer that cannot be believed', FORGED],
    ['a request for patience', THROTTLED],
  ] as const)('%s', (_, answer) => {
    it('at the end of the window cancels nothing, until an inquiry is answered', async () => {
      const { till, saleId, cancels } = await givenSale({ inquire: [answer] });
      await till.clock.advance(60 * MINUTE_MS);
      const before = [till.sale(saleId).state, cancels()];
      till.gateway.answers({ inquire: [UNDECIDED], cancel: [CONFIRMED] });
      await till.clock.advance(MINUTE_MS);

      expect(before).toEqual(['cancelling', 0]);
      expect([till.sale(saleId).state, cancels()]).toEqual(['cancelled', 1]);
    });

    it('cancels nothing for a cashier who gives up', async () => {
      const { till, saleId, cancels } = await givenSale({ inquire: [answer] });
      await till.cancel(saleId);
      await till.clock.advance(60 * MINUTE_MS);

      expect([till.sale(saleId).state, cancels()]).toEqual(['cancelling', 0]);
    });

    it('lets no owed cancel be tried again, after a restart neither', async () => {
      const { till, saleId, cancels } = await givenSale({ inquire: [UNDECIDED], cancel: [SILENT] });
      await till.cancel(saleId);
      await till.clock.advance(0);
      till.gateway.answers({ inquire: [answer], cancel: [CONFIRMED] });
      await till.clock.advance(60 * MINUTE_MS);
      const next = till.restarted();
      await next.clock.advance(60 * MINUTE_MS);

      expect([next.sale(saleId).state, cancels()]).toEqual(['cancelling', 1]);
    });
  });

  it.each([
    ['it does not know', UNDECIDED],
    ['the wallet asks its user', CONFIRMING],
    ['there is no such payment', NOT_FOUND],
  ] as const)('the answer that %s is one', async (_, answer) => {
    const { till, saleId, cancels } = await givenSale({ inquire: [answer] });
    await till.cancel(saleId);
    await till.clock.advance(0);

    expect([till.sale(saleId).state, cancels()]).toEqual(['cancelled', 1]);
  });

  it('each further try of the cancel asks first, and cancels nothing that is found to be not charged', async () => {
    const { till, saleId, cancels } = await givenSale({ inquire: [UNDECIDED], cancel: [SILENT] });
    await till.cancel(saleId);
    await till.clock.advance(2000);
    const verbs = till.gateway.verbs.slice(-4);
    till.gateway.answers({ inquire: [CLOSED] });
    await till.clock.advance(MINUTE_MS);

    expect(verbs).toEqual(['inquire', 'cancel', 'inquire', 'cancel']);
    expect([till.sale(saleId).state, cancels()]).toEqual(['cancelled', 2]);
  });
});

describe('REPEAT_REQ_INCONSISTENT to pay: the id holds what another till sent (dossier 5.2)', () => {
  it('cancels nothing, however often it is answered that nothing is known', async () => {
    const { till, saleId, cancels } = await givenSale({ pay: [INCONSISTENT], inquire: [UNDECIDED] });
    await till.clock.advance(60 * MINUTE_MS);

    expect([till.sale(saleId).state, cancels()]).toEqual(['cancelling', 0]);
  });

  it('a charge that is found needs a manager, in the window and after it', async () => {
    const early = await givenSale({ pay: [INCONSISTENT], inquire: [CHARGED] });
    const late = await givenSale({ pay: [INCONSISTENT], inquire: [UNDECIDED] });
    await late.till.clock.advance(2 * MINUTE_MS);
    late.till.gateway.answers({ inquire: [CHARGED], cancel: [CONFIRMED] });
    await late.till.clock.advance(MINUTE_MS);

    for (const { till, saleId, cancels } of [early, late]) {
      expect(till.sale(saleId)).toMatchObject({
        state: 'attention',
        reason: 'FOREIGN_CHARGE',
        may: ['accept', 'cancel'],
      });
      expect(cancels()).toBe(0);
    }
  });

  it('a payment that is found to be not charged ends, and nothing is cancelled', async () => {
    const { till, saleId, cancels } = await givenSale({ pay: [INCONSISTENT], inquire: [CLOSED] });

    expect([till.sale(saleId).state, cancels()]).toEqual(['failed', 0]);
  });
});

describe('A charge that is dated when this attempt could not be charged (dossier 4.2)', () => {
  const HOURS_MS = 3_600_000;

  it.each([
    ['more than 5 minutes before the attempt', '2026-01-05T16:54:59+08:00', 0, 'attention'],
    ['5 minutes before the attempt', '2026-01-05T16:55:00+08:00', 0, 'paid'],
    ['5 minutes after the death of the code', '2026-01-05T17:06:00+08:00', 0, 'paid'],
    ['more than 5 minutes after the death of the code', '2026-01-05T17:06:01+08:00', 0, 'attention'],
    ['in time by the acquirer’s clock alone', '2026-01-05T20:00:30+08:00', 3 * HOURS_MS, 'paid'],
    ['in time by the till’s own clock alone', '2026-01-05T17:00:30+08:00', 3 * HOURS_MS, 'paid'],
    ['between the two clocks', '2026-01-05T18:30:00+08:00', 3 * HOURS_MS, 'attention'],
    ['at a time that cannot be read', 'yesterday', 0, 'paid'],
    ['out of time, where no clock was learnt', HOUR_BEFORE, null, 'paid'],
  ] as const)('%s', async (_, paymentTime, clockOffsetMs, state) => {
    const { till, saleId } = await givenSale({ pay: [chargedAt(paymentTime)] }, clockOffsetMs);

    expect(till.sale(saleId).state).toBe(state);
  });

  it('without a time it is taken for ours', async () => {
    const { till, saleId } = await givenSale({ pay: [CHARGED] });

    expect(till.sale(saleId).state).toBe('paid');
  });

  it('is not given back by itself where an owed cancel finds it', async () => {
    const { till, saleId, cancels } = await givenSale({ inquire: [SILENT] });
    await till.cancel(saleId);
    await till.clock.advance(0);
    till.gateway.answers({ inquire: [chargedAt(HOUR_BEFORE)], cancel: [CONFIRMED], refund: [REFUNDED] });
    await till.clock.advance(60 * MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'attention', reason: 'FOREIGN_CHARGE' });
    expect([cancels(), till.gateway.verbs.includes('refund')]).toEqual([0, false]);
  });

  it('is not given back by itself after a final refusal', async () => {
    const { till, saleId, id, cancels } = await givenSale({
      pay: [refused('USER_BALANCE_NOT_ENOUGH', 'user')],
      inquire: [chargedAt(HOUR_BEFORE)],
    });
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, { kind: 'hint' });
    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'attention', reason: 'FOREIGN_CHARGE' });
    expect(cancels()).toBe(0);
  });
});

describe('A charge that nothing of this till can have made (dossier 5.2)', () => {
  it('found after a pay of which no byte left needs a manager', async () => {
    const { till, saleId, id, cancels } = await givenSale({
      pay: [{ kind: 'notSent', why: 'no route' }],
      inquire: [CHARGED],
    });
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId: id }, { kind: 'hint' });
    await till.clock.advance(MINUTE_MS);

    expect(till.sale(saleId)).toMatchObject({ state: 'attention', reason: 'FOREIGN_CHARGE' });
    expect(cancels()).toBe(0);
  });

  it.each([
    ['dated after the death of the code needs a manager', '2026-01-05T17:01:11+08:00', 'attention', 0],
    ['dated in the life of the code is given back', '2026-01-05T17:01:10+08:00', 'cancelled', 1],
  ] as const)('found after a cancel was answered "not found", %s', async (_, paymentTime, state, refunds) => {
    const { till, saleId } = await givenSale({ inquire: [UNDECIDED], cancel: [NOT_FOUND] });
    await till.clock.advance(2 * MINUTE_MS);
    const gone = till.sale(saleId).state;
    till.gateway.answers({ inquire: [chargedAt(paymentTime)], refund: [REFUNDED] });
    const next = till.restarted();
    await next.clock.advance(MINUTE_MS);

    expect(gone).toBe('cancelled');
    expect(next.sale(saleId).state).toBe(state);
    expect(next.gateway.verbs.filter((verb) => verb === 'refund')).toHaveLength(refunds);
  });
});

describe('An order that is being paid at another till', () => {
  it('is begun here no more, under no other sale either', async () => {
    const pay = [{ kind: 'refused', reason: PAID_ELSEWHERE }] as const;
    const { till, saleId } = await givenSale({ pay: [...pay] });
    await till.clock.advance(0);

    const retried = await till.retry(saleId);
    await till.cancel(saleId);
    const opened = await till.open('ORD-1');

    expect([retried, opened].map((each) => (each.ok ? 'ok' : each.error.slug))).toEqual([
      'retry-refused',
      'order-unresolved',
    ]);
    expect((await till.open('ORD-2')).ok).toBe(true);
  });
});
