import type { Problem } from '../../src/contract/problems.ts';
import type { Result } from '../../src/ground/result.ts';
import type { ReasonClass } from '../../src/ground/reason-classes.ts';
import type { RefundView } from '../../src/contract/sale-view.ts';
import { givenCharge, type Script } from './fake-gateway.ts';
import { GivenTill, RM45_50 } from './given-till.ts';
import { ManualClock } from './manual-clock.ts';
import { plainHash } from './plain-pins.ts';

export const PIN = '471147';
export const MINUTE_MS = 60_000;
export const CHARGED = { kind: 'charged', charge: givenCharge(RM45_50) } as const;
export const REFUNDED = {
  kind: 'refunded',
  refundId: 'RF-1',
  refundTime: '2026-01-05T17:00:01+08:00',
} as const;
export const UNKNOWN = { kind: 'unknown', why: 'no answer' } as const;
export const SEEN = { kind: 'seen', charge: givenCharge(RM45_50), reversed: false, refunds: [] } as const;
export const refused = (code: string, cls: ReasonClass = 'general') =>
  ({ kind: 'refused', reason: { code, class: cls, say: 'no' } }) as const;

const REFUSED_GIVE_BACK = {
  cancel: [refused('PROCESS_FAIL')],
  refund: [refused('PROCESS_FAIL')],
} as const;

const managers = {
  managers: [
    { id: 'm1', name: 'Aisyah', pin: plainHash(PIN) },
    { id: 'm2', name: 'Budi', pin: plainHash(PIN), limits: { perRefund: '2000', perDay: '3000' } },
  ],
};

/** What differs from a refund of 15.00 ringgit that m1 approves. */
interface Asked {
  readonly reason?: string;
  readonly value?: string;
  readonly pin?: string;
  readonly id?: string;
  readonly key?: string;
  readonly currency?: string;
  readonly paymentRequestId?: string;
}

/** A till with one paid sale, and the manager's requests to it. */
export class Shop {
  till: GivenTill;
  readonly saleId: string;

  private constructor(till: GivenTill, saleId: string) {
    this.till = till;
    this.saleId = saleId;
  }

  static async withPaidSale(script: Script = {}): Promise<Shop> {
    const till = new GivenTill(
      { pay: [CHARGED], lookUp: [SEEN], refund: [REFUNDED], ...script },
      undefined,
      managers,
    );
    return new Shop(till, await till.sell());
  }

  /** The sale was voided, and the acquirer refused both to cancel it and to give the money back. */
  static async withStuckSale(): Promise<Shop> {
    const shop = await Shop.withPaidSale({ ...REFUSED_GIVE_BACK, inquire: [CHARGED] });
    await shop.till.cancel(shop.saleId);
    await shop.till.clock.advance(MINUTE_MS);
    shop.till.gateway.answers({ lookUp: [SEEN], inquire: [CHARGED], refund: [REFUNDED] });
    return shop;
  }

  /** The first code was refused, and the sale is paid with the second one. */
  static async withTwoAttempts(): Promise<Shop> {
    const shop = await Shop.withPaidSale({ pay: [refused('EXPIRED_CODE', 'rescan'), CHARGED] });
    await shop.till.code(shop.saleId);
    await shop.till.clock.advance(0);
    return shop;
  }

  get sale() {
    return this.till.sale(this.saleId);
  }

  async refund(asked: Asked = {}): Promise<Result<RefundView, Problem>> {
    const { value = '1500', pin = PIN, id = 'm1', key, currency = 'MYR' } = asked;
    const answer = await this.till.manager.requestRefund({
      params: {},
      query: {},
      body: {
        paymentRequestId: asked.paymentRequestId ?? this.sale.paymentRequestId ?? '',
        amount: { currency, value },
        reason: asked.reason ?? 'Wrong size',
        approver: { id, pin },
      },
      idempotencyKey: key,
    });
    await this.till.clock.advance(0);
    return answer;
  }

  /** The same till with another sale, which is paid too. */
  async another(referenceOrderId: string): Promise<Shop> {
    const charge = givenCharge(RM45_50, { paymentId: `P-${referenceOrderId}` });
    this.till.gateway.answers({ pay: [{ kind: 'charged', charge }], lookUp: [SEEN], refund: [REFUNDED] });
    return new Shop(this.till, await this.till.sell(referenceOrderId));
  }

  restart(script?: Script, patch: object = managers): void {
    this.till = this.till.restarted(script, patch);
  }

  /** The till was killed, and starts again while the machine's clock says something else. */
  restartAt(atMs: number): void {
    const { journal, gateway } = this.till;
    this.till.terminal.stop();
    this.till = new GivenTill({}, { clock: new ManualClock(atMs), journal, gateway }, managers);
  }

  get refundsSent(): string[] {
    return this.till.gateway.asked.filter((call) => call.startsWith('refund '));
  }

  /** The rows of the journal that hold a word. */
  rowsOf(word: string): string[] {
    return this.till.journal.rows.filter((row) => row.includes(word));
  }

  get states(): string[] {
    return this.sale.refunds.map(({ state }) => state);
  }
}

export const slugOf = (answer: Result<unknown, Problem>): string => (answer.ok ? 'ok' : answer.error.slug);
