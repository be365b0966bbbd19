import { describe, expect, it } from 'vitest';
import type { Minor } from '../../src/ground/money/amount.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { resumeEvents } from '../../src/payment/resume.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { adopted, refundApproved, refundChanged } from '../../src/payment/sale-refunds.ts';
import type { RefundEvent } from '../../src/payment/refund-state.ts';
import type { Sale } from '../../src/payment/state.ts';
import { UnkeptTallies } from '../../src/till/unkept-tallies.ts';
import { FORMER_TERMS, type RefundRepeat } from '../../src/payment/terms.ts';
import { givenCharge } from '../fakes/fake-gateway.ts';
import { RM45_50 } from '../fakes/given-till.ts';
import { MINUTE_MS, REFUNDED, SEEN } from '../fakes/refund-shop.ts';

const RM10 = { ...RM45_50, valueMinor: 1000 as Minor };
const LOOK_FIRST: RefundRepeat = { kind: 'lookFirst', afterMs: 10 * MINUTE_MS };

/** A payment with two approved refunds, the second of which waits for the first: what a back-up then holds of it. */
class BackedUp {
  readonly sent: string[] = [];
  nowMs = 0;
  #sale: Sale;

  constructor(repeat: RefundRepeat) {
    const base = { saleId: 'S1', paymentRequestId: 'PR-1', timing: TIMING_DEFAULTS, atMs: 0 };
    this.#sale = adopted({
      ...{ ...base, kind: 'saleAdopted', referenceOrderId: 'ORD-1', gateway: 'one', copies: [] },
      ...{ charge: givenCharge(RM45_50), terms: { ...FORMER_TERMS, refund: { partial: true, repeat } } },
    });
    for (const refundRequestId of ['R1', 'R2']) {
      const { sale } = refundApproved(this.#sale, {
        ...{ ...base, kind: 'refundApproved', refundRequestId, amount: RM10, reason: 'size', repeat },
        ...{ approverId: 'm1', idempotencyKey: null, isRetried: true },
      });
      this.#sale = sale;
    }
  }

  restarted(): this {
    for (const event of resumeEvents(this.#sale, this.nowMs, new Set(['PR-1'])))
      if (event.kind === 'refundChanged') this.hears(event.refundRequestId, event.change);
    return this;
  }

  hears(refundRequestId: string, change: RefundEvent): this {
    const event = { kind: 'refundChanged', saleId: 'S1', refundRequestId, change, atMs: this.nowMs } as const;
    const { sale, effects } = refundChanged(this.#sale, event);
    this.#sale = sale;
    for (const each of effects)
      if (each.kind === 'refund') this.sent.push(`${each.refundRequestId} ${each.effect}`);
    return this;
  }

  /** The books are asked, as long as they may be, and show these refunds. */
  wokenTo(refundRequestId: string, ...ids: readonly string[]): this {
    this.nowMs += 10 * MINUTE_MS;
    const refunds = ids.map((id) => ({ refundRequestId: id, status: 'done', amount: RM10 }) as const);
    return this.hears(refundRequestId, { kind: 'woke' }).hears(refundRequestId, {
      kind: 'looked',
      look: { ...SEEN, refunds },
    });
  }

  /** The rows that keep what only counts tries, after another start. */
  keptAfterStart(): readonly TillEvent[] {
    const [tallies, before] = [new UnkeptTallies(), this.#sale];
    for (const event of resumeEvents(before, this.nowMs, new Set(['PR-1']))) {
      const was = this.#sale;
      if (event.kind === 'refundChanged') this.hears(event.refundRequestId, event.change);
      tallies.isOnlyTally(was, this.#sale, event);
    }
    return tallies.take(this.#sale, this.nowMs);
  }

  get states(): readonly string[] {
    return this.#sale.refunds.map(({ state }) => state.kind);
  }
}

describe('A refund that waited for an earlier one when a back-up was made (interface section 7, rule 5)', () => {
  it('is looked for before it is sent, once the books are sure to show it: it may have been made since', () => {
    const till = new BackedUp(LOOK_FIRST).restarted().wokenTo('R1', 'R1', 'R2');
    const soon = [...till.sent];

    till.wokenTo('R2', 'R1', 'R2');

    expect(soon).toEqual(['R1 lookUp']);
    expect(till.sent).toEqual(['R1 lookUp', 'R2 lookUp']);
    expect(till.states).toEqual(['refunded', 'refunded']);
  });

  it('is sent once where the books do not hold it', () => {
    const till = new BackedUp(LOOK_FIRST).restarted().wokenTo('R1', 'R1').wokenTo('R2', 'R1');

    expect(till.sent).toEqual(['R1 lookUp', 'R2 lookUp', 'R2 sendRefund']);
  });

  it('is looked for all the same after one more start, and a press of a person does not hurry it', () => {
    const till = new BackedUp(LOOK_FIRST).restarted().wokenTo('R1', 'R1', 'R2').restarted();

    till.hears('R2', { kind: 'hurried' });
    const soon = [...till.sent];
    till.wokenTo('R2', 'R1', 'R2');

    expect(soon).toEqual(['R1 lookUp']);
    expect(till.states).toEqual(['refunded', 'refunded']);
  });

  it('was not tried yet, so that two starts keep no tries of it', () => {
    const kept = new BackedUp(LOOK_FIRST).restarted().keptAfterStart();

    expect(kept.filter((event) => event.kind === 'refundChanged' && event.refundRequestId === 'R2')).toEqual(
      [],
    );
  });

  it('is sent at once where the same id is one refund for the acquirer, and without a start', () => {
    const same = new BackedUp({ kind: 'sameIdIsSafe' }).restarted();
    const running = new BackedUp(LOOK_FIRST);

    for (const till of [same, running]) till.hears('R1', { kind: 'refundAnswered', answer: REFUNDED });

    expect(same.sent).toEqual(['R1 sendRefund', 'R2 sendRefund']);
    expect(running.sent).toEqual(['R2 sendRefund']);
  });
});
