import type { Sale } from '../../src/payment/state.ts';
import type { TillEffect } from '../../src/payment/events.ts';
import { PAGE_LIFE_MS } from './tenders.ts';
import type { Request } from './world.ts';

/** What an effect of the machine asks of the acquirer; null where it asks nothing. */
export function requestOf(sale: Sale, effect: TillEffect, sentAtMs: number): Request | null {
  if (effect.kind === 'printReceipt') return null;
  const refund =
    effect.kind === 'refund'
      ? sale.refunds.find(({ facts }) => facts.refundRequestId === effect.refundRequestId)?.facts
      : undefined;
  const id = effect.kind === 'refund' ? refund?.paymentRequestId : effect.paymentRequestId;
  const facts = sale.payments.find((payment) => payment.facts.paymentRequestId === id)?.facts;
  if (facts === undefined) throw new Error('an effect for an unknown payment');
  const { paymentRequestId, number } = facts;
  const { repeat } = facts.terms.refund;
  // Books that a refund is looked for in show it by then: what is later than that is lost for good.
  const shownAtMs = repeat.kind === 'lookFirst' ? sentAtMs + repeat.afterMs : 0;
  const base = { paymentRequestId, number, sentAtMs, deadAtMs: shownAtMs };
  const whole = { ...base, refundRequestId: null, amountMinor: facts.amount.valueMinor };
  if (effect.kind === 'refund') {
    const { amount, refundRequestId } = refund ?? { amount: facts.amount, refundRequestId: '' };
    const call = effect.effect === 'sendRefund' ? 'refund' : 'lookUp';
    return { ...base, call, refundRequestId, amountMinor: amount.valueMinor };
  }
  switch (effect.effect.kind) {
    case 'openPage': {
      const endsAtMs = sentAtMs + PAGE_LIFE_MS;
      return { ...whole, call: 'open', page: { endsAtMs, payableForMs: endsAtMs - facts.startedAtMs } };
    }
    case 'submitPayment':
      return { ...whole, call: 'pay', deadAtMs: facts.startedAtMs + facts.timing.codeLifeMs };
    case 'inquirePayment':
      return { ...whole, call: 'inquire', ...(effect.effect.ofQuestion ? { ofQuestion: true } : {}) };
    case 'capturePayment':
      return { ...whole, call: 'capture' };
    case 'cancelPayment':
      return { ...whole, call: 'cancel' };
    case 'refundPayment': {
      const { amount, refundRequestId } = effect.effect;
      return { ...base, call: 'giveBack', refundRequestId, amountMinor: amount.valueMinor };
    }
  }
}
