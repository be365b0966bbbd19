import { isoOrEpochMs } from '../../../src/acquirers/signed-wire/times.ts';
import { gatewayTime, resultOf, type ChargeFacts, type WireAnswer, type WireResult } from '../answers.ts';
import type { BookEntry } from '../books.ts';
import type { Dialect } from '../dialect.ts';
import type { Api, SandboxRequest } from '../requests.ts';
import { parseAntomRequest } from './requests.ts';

/** Antom's names of the ledger's calls. Source: dossier section 3. */
const CALLS: Readonly<Record<string, Api>> = {
  pay: 'pay',
  inquiryPayment: 'inquiryPayment',
  cancel: 'cancelPayment',
  refund: 'refund',
  inquiryRefund: 'inquiryRefund',
};

const PATH = /^\/ams\/(?:sandbox\/)?api\/v1\/payments\/([A-Za-z]+)$/;

/** What a code needs: the text that a wallet scans, for a payment. */
export interface OrderCodes {
  readonly textOf: (paymentRequestId: string) => string;
  readonly nowMs: () => number;
}

/** Antom in a shop: the ledger's answers in its words. Source: dossier sections 3.2 to 3.8. */
export function antomInstoreDialect(codes: OrderCodes): Dialect {
  return {
    apiOf: (uri) => CALLS[PATH.exec(uri)?.[1] ?? ''] ?? null,
    isTime: (text) => isoOrEpochMs(text) !== null,
    parse: parseAntomRequest,
    said: (request, answer, entry) => said(request, answer, entry, codes),
    told: ({ paymentResult, paymentRequestId, ...charge }, { amount, paymentId }) => ({
      notifyType: 'PAYMENT_RESULT',
      result: paymentResult,
      ...{ paymentRequestId, paymentId, paymentAmount: amount },
      ...chargeOf(charge),
    }),
  };
}

function said(
  request: SandboxRequest,
  answer: WireAnswer,
  entry: BookEntry | undefined,
  codes: OrderCodes,
): object {
  const { result } = answer;
  switch (request.api) {
    case 'pay': {
      const { isOrderCode, paymentRequestId, paymentExpiryTime } = request.body;
      const isMade = result.resultCode === 'SUCCESS' || result.resultCode === 'PAYMENT_IN_PROCESS';
      if (!isMade || entry === undefined) return { result };
      const { paymentId } = entry;
      const ids = { paymentRequestId, paymentId, paymentCreateTime: gatewayTime(codes.nowMs()) };
      if (isOrderCode !== true) return { result, ...ids, ...chargeOf(answer) };
      const spoilt = 'paymentAmount' in answer ? answer.paymentAmount : undefined;
      return {
        // A code was made: nobody has paid.
        result: resultOf('SUCCESS'),
        ...ids,
        paymentAmount: spoilt ?? entry.amount,
        orderCodeForm: {
          expireTime: paymentExpiryTime,
          codeDetails: [
            { codeValueType: 'QRCODE', displayType: 'TEXT', codeValue: codes.textOf(paymentRequestId) },
            {
              codeValueType: 'QRCODE',
              displayType: 'BIGIMAGE',
              codeValue: 'https://order-code.example/x.png',
            },
          ],
        },
      };
    }
    case 'inquiryPayment':
      return inquiry(answer, entry);
    case 'cancelPayment': {
      if (result.resultCode !== 'SUCCESS' || entry === undefined) return { result };
      const { paymentRequestId, paymentId } = entry;
      return { result, paymentRequestId, paymentId, cancelTime: gatewayTime(codes.nowMs()) };
    }
    case 'refund': {
      if (result.resultCode !== 'SUCCESS' || !('refundId' in answer)) return { result };
      const { refundId, refundTime, refundAmount } = answer;
      const { refundRequestId, paymentId } = request.body;
      return { result, refundRequestId, refundId, paymentId, refundAmount, refundTime };
    }
    case 'inquiryRefund':
      return answer;
  }
}

/** `paymentStatus` is the payment's; CANCELLED only where it was cancelled. Source: dossier section 3.4. */
function inquiry(answer: WireAnswer, entry: BookEntry | undefined): object {
  if (!('paymentResult' in answer)) return { result: answer.result };
  const { result, paymentResult, paymentRequestId, transactions } = answer;
  return {
    result,
    paymentStatus: statusOf(paymentResult, entry),
    paymentResultCode: paymentResult.resultCode,
    paymentResultMessage: paymentResult.resultMessage,
    paymentRequestId,
    paymentId: entry?.paymentId,
    paymentAmount: entry?.amount,
    ...chargeOf(answer),
    ...(transactions === undefined ? {} : { transactions }),
  };
}

function statusOf({ resultStatus }: WireResult, entry: BookEntry | undefined): string {
  if (entry?.state === 'closed') return 'CANCELLED';
  if (resultStatus === 'S') return 'SUCCESS';
  return resultStatus === 'F' ? 'FAIL' : 'PROCESSING';
}

/** Only what was charged is told of, under the names that Antom has for it. */
function chargeOf(answer: Partial<ChargeFacts> | WireAnswer): object {
  const { paymentAmount, paymentId, paymentTime, walletBrandName } = answer as ChargeFacts;
  if (paymentAmount === undefined) return {};
  return {
    ...{ paymentId, paymentAmount, paymentTime },
    pspCustomerInfo: { pspName: walletBrandName, displayCustomerId: 'exa***@mail.example' },
  };
}
