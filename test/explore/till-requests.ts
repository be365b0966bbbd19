import type { Sale } from '../../src/payment/state.ts';
import type { TillEffect } from '../../src/payment/events.ts';
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
  const base = { paymentRequestId, number, sentAtMs, codeDeadAtMs: 0 };
  const whole = { ...base, refundRequestId: null, amountMinor: facts.amount.valueMinor };
  if (effect.kind === 'refund') {
    const { amount, refundRequestId } = refund ?? { amount: facts.amount, refundRequestId: '' };
    const call = effect.effect === 'sendRefund' ? 'refund' : 'lookUp';
    return { ...base, call, refundRequestId, amountMinor: amount.valueMinor };
  }
  switch (effect.effect.kind) {
    case 'openPage':
      throw new Error('this walk knows no pages');
    case 'submitPayment':
      return { ...whole, call: 'pay', codeDeadAtMs: facts.startedAtMs + facts.timing.codeLifeMs };
    case 'inquirePayment':
      return { ...whole, call: 'inquire', ...(effect.effect.ofQuestion ? { ofQuestion: true } : {}) };
    case 'capturePayment':
      throw new Error('this walk knows no money that is only held');
    case 'cancelPayment':
      return { ...whole, call: 'cancel' };
    case 'refundPayment': {
      const { amount, refundRequestId } = effect.effect;
      return { ...base, call: 'giveBack', refundRequestId, amountMinor: amount.valueMinor };
    }
  }
}
