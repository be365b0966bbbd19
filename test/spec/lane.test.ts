import { describe, expect, it } from 'vitest';
import { OWED_CALLS_MAX } from '../../src/payment/policy.ts';
import { CLOSED, CONFIRMED, CONFIRMING, SILENT, UNDECIDED } from '../fakes/answers.ts';
import { GivenTill } from '../fakes/given-till.ts';
import { MINUTE_MS } from '../fakes/refund-shop.ts';

const OWED = 100;

/** A till that was without a line while a hundred cashiers gave up: each payment still has to be cancelled. */
async function givenHundredOwed(): Promise<GivenTill> {
  const till = new GivenTill({ pay: [SILENT], inquire: [SILENT], cancel: [CONFIRMED] });
  for (let order = 1; order <= OWED; order += 1) {
    const saleId = await till.sell(`ORD-${order}`);
    await till.cancel(saleId);
    await till.clock.advance(0);
  }
  return till;
}

/** The same till after a restart, at an acquirer that answers one call at a time when it is told to. */
async function restartedOn(till: GivenTill): Promise<GivenTill> {
  till.gateway.hold();
  const next = till.restarted({ inquire: [UNDECIDED], cancel: [CONFIRMED] });
  await next.clock.advance(0);
  return next;
}

describe('After an outage (interface section 6)', () => {
  it('only so many calls for what is owed are under way at one acquirer at a time', async () => {
    const till = await givenHundredOwed();
    // The last sale is at the counter: its calls go at once.
    const counter = till.sale(till.terminal.book.latest()?.saleId ?? '').paymentRequestId ?? '';
    const next = await restartedOn(till);
    const owed = (): number => next.gateway.open.filter((call) => !call.endsWith(counter)).length;

    const most: number[] = [];
    for (let count = 0; count < 30; count += 1) {
      most.push(owed());
      next.gateway.letOneGo();
      await next.clock.advance(0);
    }

    expect(new Set(most)).toEqual(new Set([OWED_CALLS_MAX]));
  });

  it('all of it is delivered in the end, and each once', async () => {
    const next = await restartedOn(await givenHundredOwed());

    next.gateway.letGo();
    await next.clock.advance(10 * MINUTE_MS);
    next.gateway.answers({ inquire: [CLOSED] });
    await next.clock.advance(10 * MINUTE_MS);

    const cancels = next.gateway.asked.filter((call) => call.startsWith('cancel'));
    expect(cancels).toHaveLength(OWED);
    expect(new Set(cancels).size).toBe(OWED);
    expect(next.screen.queue()).toEqual([]);
  });

  it('the sale at the counter asks at once, however much is owed', async () => {
    const next = await restartedOn(await givenHundredOwed());
    next.gateway.answers({ pay: [CONFIRMING], inquire: [CONFIRMING] });
    const before = next.gateway.open.length;

    const saleId = await next.sell('ORD-NEW');
    const id = next.sale(saleId).paymentRequestId ?? '';
    const paying = next.gateway.open.slice(before);
    next.gateway.letOneGo(`pay ${id}`);
    await next.clock.advance(0);

    expect(paying).toEqual([`pay ${id}`]);
    expect(next.gateway.open.slice(before)).toEqual([`inquire ${id}`]);
  });

  it('what is owed of a sale that has left the counter takes its turn', async () => {
    const next = await restartedOn(await givenHundredOwed());
    next.gateway.answers({ pay: [SILENT], inquire: [SILENT] });
    const saleId = await next.sell('ORD-NEW');
    const id = next.sale(saleId).paymentRequestId ?? '';
    next.gateway.letOneGo(`pay ${id}`);
    await next.clock.advance(0);
    await next.cancel(saleId);
    next.gateway.letOneGo(`inquire ${id}`);
    await next.clock.advance(0);
    next.gateway.letOneGo(`inquire ${id}`);
    await next.clock.advance(0);
    await next.open('ORD-NEXT');
    await next.clock.advance(10 * MINUTE_MS);

    expect(next.gateway.open.filter((call) => call.endsWith(id))).toEqual([]);
  });
});
