import { ACQUIRER_ID, gatewayTime, resultOf } from '../../drivers/sandbox/answers.ts';
import type { Request } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { Said } from './code-lines.ts';
import { CURRENCY } from './shop.ts';

/** What somebody without the key would like the till to believe, in the words of both acquirers; it fits the call. */
export function forged(request: Request, choices: Choices, nowMs: number): Said {
  const success = !choices.chance(30);
  const result = resultOf(success ? 'SUCCESS' : 'PROCESS_FAIL');
  const { endpoint, paymentRequestId, body } = request;
  switch (endpoint) {
    case 'pay':
      return success ? { result, ...charge(body.paymentAmount, nowMs) } : { result };
    case 'inquiryPayment':
      return {
        result: resultOf('SUCCESS'),
        paymentResult: result,
        paymentStatus: success ? 'SUCCESS' : 'FAIL',
        paymentRequestId,
        ...(success ? charge({ currency: CURRENCY, value: '4550' }, nowMs) : {}),
      };
    case 'cancelPayment':
      return { result, acquirerId: ACQUIRER_ID };
    case 'refund':
      return success
        ? { result, acquirerId: ACQUIRER_ID, refundId: 'FORGED', refundAmount: body.refundAmount }
        : { result };
    case 'inquiryRefund':
      return { result: resultOf('SUCCESS'), refundStatus: success ? 'SUCCESS' : 'FAIL' };
  }
}

function charge(paymentAmount: { readonly currency: string; readonly value: string }, nowMs: number) {
  return {
    acquirerId: ACQUIRER_ID,
    paymentId: `FORGED${String(nowMs).slice(-9)}`,
    paymentTime: gatewayTime(nowMs),
    paymentAmount,
  };
}
