import type { Reason } from './answers.ts';
import { UNQUESTIONED } from './question.ts';
import type { PaymentState } from './state.ts';

/** A refusal that is final: nothing is charged. */
export function failed(reason: Reason): Extract<PaymentState, { kind: 'failed' }> {
  return { kind: 'failed', reason, ...UNQUESTIONED };
}

export const GATEWAY_UNREACHABLE: Reason = {
  code: 'GATEWAY_UNREACHABLE',
  class: 'unreachable',
  say: 'No connection to the payment service, nothing was charged. Try again, or take another way to pay.',
};
