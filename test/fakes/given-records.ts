import type { Amount, Minor } from '../../src/ground/money/amount.ts';
import type { Currency } from '../../src/ground/money/currencies.ts';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { FORMER_TERMS } from '../../src/payment/terms.ts';
import type { PaymentEvent, TillEvent } from '../../src/payment/events.ts';
import { maskCode } from '../../src/ground/payment-code.ts';

/** What tells one sale of a history from another. */
export interface SaleChange {
  readonly atMs?: number;
  readonly valueMinor?: number;
  readonly wallet?: string;
  readonly referenceOrderId?: string;
  readonly attempt?: number;
}

const START_MS = Date.UTC(2026, 0, 5, 4);
const CODE = maskCode('281001020123456789012345');

/** The rows of one sale, as the till writes them; `number` tells its ids from those of all others. */
export class GivenSale {
  readonly saleId: string;
  readonly referenceOrderId: string;
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly rows: TillEvent[] = [];
  readonly #amount: Amount;
  readonly #wallet: string;
  readonly #attempt: number;
  #atMs: number;

  constructor(number: number, change: SaleChange = {}) {
    this.saleId = `S${String(number).padStart(9, '0')}`;
    this.referenceOrderId = change.referenceOrderId ?? `ORD-${number}`;
    this.#attempt = change.attempt ?? 1;
    this.paymentRequestId = paymentRequestIdOf('M-1', this.referenceOrderId, this.#attempt);
    this.paymentId = `2026${String(number).padStart(28, '0')}`;
    this.#amount = { currency: 'MYR' as Currency, valueMinor: (change.valueMinor ?? 4550) as Minor };
    this.#wallet = change.wallet ?? 'TNG eWallet';
    this.#atMs = change.atMs ?? START_MS + number * 1000;
  }

  opened(): this {
    const { referenceOrderId } = this;
    const facts = { referenceOrderId, orderDescription: 'Two coffees', amount: this.#amount, copies: [] };
    return this.#row({ kind: 'saleOpened', ...facts });
  }

  started(): this {
    return this.#row({
      kind: 'paymentStarted',
      paymentRequestId: this.paymentRequestId,
      number: this.#attempt,
      gateway: 'alipayPlus',
      family: 'ALIPAY_PLUS',
      code: CODE,
      codeMark: null,
      clockOffsetMs: null,
      timing: TIMING_DEFAULTS,
      toleranceMs: null,
      asksAgain: true,
      terms: FORMER_TERMS,
    });
  }

  changed(change: PaymentEvent): this {
    return this.#row({ kind: 'paymentChanged', paymentRequestId: this.paymentRequestId, change });
  }

  charged(amount: Amount = this.#amount): this {
    const charge = { amount, paymentId: this.paymentId, walletBrandName: this.#wallet };
    return this.changed({ kind: 'payAnswered', answer: { kind: 'charged', charge }, clockOffsetMs: 0 });
  }

  paid(): this {
    return this.opened().started().charged();
  }

  voided(): this {
    const { paymentRequestId } = this;
    const by = { amount: this.#amount, approverId: 'm1', reason: 'Wrong amount' };
    const approved = this.#row({ kind: 'giveBackApproved', paymentRequestId, ...by });
    return approved.changed({ kind: 'cancelAnswered', answer: { kind: 'confirmed' } });
  }

  closed(): this {
    return this.#row({ kind: 'saleClosed' });
  }

  #row(what: DistributiveOmit<TillEvent, 'saleId' | 'atMs'>): this {
    this.#atMs += 100;
    this.rows.push({ saleId: this.saleId, atMs: this.#atMs, ...what });
    return this;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
