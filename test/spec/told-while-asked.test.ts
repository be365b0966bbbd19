import { describe, expect, it } from 'vitest';
import { CHARGED, CLOSED, CONFIRMED, CONFIRMING, refused, SILENT, UNDECIDED } from '../fakes/answers.ts';
import type { Script } from '../fakes/fake-gateway.ts';
import { GivenTill } from '../fakes/given-till.ts';

describe('Something that is told while an inquiry is under way (dossier 6.2)', () => {
  const HINT = { kind: 'hint' } as const;

  /** A sale whose inquiry is on its way back, and a notice that came meanwhile. */
  async function givenTold(script: Script, ended?: (till: GivenTill, saleId: string) => Promise<void>) {
    const till = new GivenTill(script);
    const saleId = await till.sell();
    await ended?.(till, saleId);
    const { paymentRequestId = '' } = till.sale(saleId);
    till.gateway.hold();
    till.terminal.tell(paymentRequestId, { kind: 'hurried' });
    await till.clock.advance(1000);
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
    till.gateway.letGo();
    await till.clock.advance(0);
    return { till, saleId };
  }

  it('is asked about once more where the answer is a refusal: it may be older than what was told', async () => {
    const { till, saleId } = await givenTold({ pay: [SILENT], inquire: [UNDECIDED, CLOSED, CHARGED] });
    const after = till.sale(saleId).state;
    till.gateway.answers({ inquire: [CHARGED], cancel: [CONFIRMED] });

    await till.clock.advance(5000);

    expect(after).toBe('checking');
    expect(till.gateway.verbs.slice(-2)).toEqual(['inquire', 'cancel']);
  });

  it('is asked about once more where a payment was cancelled and looked at', async () => {
    const cancelled = async (till: GivenTill, saleId: string): Promise<void> => {
      await till.cancel(saleId);
      await till.clock.advance(10 * 60_000);
    };
    const script = { pay: [SILENT], inquire: [UNDECIDED, UNDECIDED, CLOSED], cancel: [CONFIRMED] };
    const { till } = await givenTold(script, cancelled);
    const looks = till.gateway.verbs.length;

    await till.clock.advance(5000);

    expect(till.gateway.verbs.slice(looks)).toEqual(['inquire']);
  });

  it.each([
    { told: 'a charge', pay: CHARGED, gone: CLOSED, after: 'cancelled' },
    { told: 'a refusal', pay: refused('PROCESS_FAIL'), gone: CHARGED, after: 'cancelling' },
  ])(
    'is asked about where the answer to the pay ends the attempt with $told: that may be older too',
    async ({ pay, gone, after }) => {
      const till = new GivenTill({ pay: [pay], inquire: [SILENT, gone], cancel: [CONFIRMED] });
      till.gateway.hold();
      const saleId = await till.sell();
      const { paymentRequestId = '' } = till.sale(saleId);
      till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
      till.gateway.letGo();

      await till.clock.advance(60_000);

      expect(till.gateway.verbs.slice(0, 3)).toEqual(['pay', 'inquire', 'inquire']);
      expect(till.sale(saleId).state).toBe(after);
    },
  );

  it('is asked about where a notice ends the attempt before that inquiry is answered: the notice may be older', async () => {
    const { till, saleId } = await givenTold({ pay: [SILENT], inquire: [UNDECIDED, CONFIRMING, CLOSED] });
    const { paymentRequestId = '' } = till.sale(saleId);
    till.gateway.hold();
    await till.clock.advance(5000);
    const underWay = [...till.gateway.open];
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, CHARGED);
    const told = till.sale(saleId).state;
    till.gateway.letGo();

    await till.clock.advance(5000);

    expect([underWay, told]).toEqual([[`inquire ${paymentRequestId}`], 'paid']);
    expect(till.sale(saleId)).toMatchObject({ state: 'cancelled', reason: 'CHARGE_GONE' });
  });

  it('is asked about once more where it was a question about a payment that had ended', async () => {
    const till = new GivenTill({ pay: [CHARGED], inquire: [CHARGED] });
    const { paymentRequestId = '' } = till.sale(await till.sell());
    till.gateway.hold();
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
    till.gateway.letGo();

    await till.clock.advance(60_000);

    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire']);
  });

  it('is asked about after that answer where the pay was answered meanwhile: one question is under way at a time', async () => {
    const till = new GivenTill({ pay: [CHARGED], inquire: [CHARGED] });
    till.gateway.hold();
    const saleId = await till.sell();
    await till.cancel(saleId);
    const { paymentRequestId = '' } = till.sale(saleId);
    till.gateway.letOneGo();
    await till.clock.advance(0);
    till.terminal.notified('alipayPlus', { by: 'id', paymentRequestId }, HINT);
    await till.clock.advance(0);
    const underWay = [...till.gateway.open];
    till.gateway.letGo();

    await till.clock.advance(60_000);

    expect(underWay).toEqual([`inquire ${paymentRequestId}`]);
    expect(till.gateway.verbs).toEqual(['pay', 'inquire', 'inquire']);
    expect(till.sale(saleId).state).toBe('paid');
  });
});
