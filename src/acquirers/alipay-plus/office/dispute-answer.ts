import type { Config } from '../../../config/config.ts';
import { wireAmount } from '../../../ground/money/amount.ts';
import { isoWithOffset } from '../../../ground/time.ts';
import type { OfficeWording } from '../../kind.ts';
import type { DisputeAnswerOrder, OfficeCall, OfficePaper } from '../../office.ts';
import { merchantOf } from '../../signed-wire/merchant.ts';
import { bytesOf } from '../../signed-wire/values.ts';

/** What an answer needs beside itself. */
export interface DisputeAnswerParts {
  readonly terminal: Config['terminal'];
  readonly merchant: Config['merchant'];
  readonly words: Pick<OfficeWording, 'orderStatus' | 'documents'>;
}

/** Nothing is given: the answer says so and brings no papers. Source: office dossier section 3.3. */
const NOTHING = '0003';

/**
 * The answer to a dispute, as the exact bytes to sign and send.
 *
 * Why the merchant stands only with papers: an answer that says nothing says nothing of the shop either. There is never an
 * `endUserInformation` or a `proofOfDelivery`: over a counter there is none, and nothing is invented.
 * Source: office dossier sections 3.3 and 3.4.
 */
export function disputeAnswer(order: DisputeAnswerOrder, parts: DisputeAnswerParts): OfficeCall {
  return order.asks === 'papers' ? retrieval(order, parts) : escalation(order, parts);
}

function retrieval(order: DisputeAnswerOrder, parts: DisputeAnswerParts): OfficeCall {
  const { id: disputeRequestId, answer: responseCode } = order;
  const said =
    responseCode === NOTHING
      ? {}
      : {
          transactionReceipt: receiptOf(order, parts.words),
          merchantInformation: merchantOf(parts.merchant, parts.terminal, undefined),
          otherDocumentation: documentsOf(order.papers),
        };
  return { call: 'responseRetrieval', body: bytesOf({ disputeRequestId, responseCode, ...said }) };
}

function escalation(order: DisputeAnswerOrder, { terminal, words }: DisputeAnswerParts): OfficeCall {
  const { id: disputeRequestId, answer: refundType, amount, remarks, plannedRefundAtMs } = order;
  const isPart = refundType === 'ACCEPT_PARTIAL_REFUND';
  const documents = documentsOf(order.papers);
  return {
    call: 'responseEscalation',
    body: bytesOf({
      disputeRequestId,
      refundType,
      refundAmount: isPart && amount !== null ? wireAmount(amount) : undefined,
      plannedRefundTime:
        plannedRefundAtMs === null ? undefined : isoWithOffset(plannedRefundAtMs, terminal.timeZone),
      transactionReceipt: refundType === 'REFUSE_REFUND' ? receiptOf(order, words) : undefined,
      otherDocumentation: words.documents === 'one' ? documents?.[0] : documents,
      remarks: remarks ?? undefined,
    }),
  };
}

/** The words stand in the config: the acquirer's list was not seen. Source: office dossier section 3.3. */
function receiptOf({ receipt }: DisputeAnswerOrder, { orderStatus: words }: DisputeAnswerParts['words']) {
  if (receipt === null) return undefined;
  const { referenceOrderId, amount, refundedMinor } = receipt;
  const isPart = refundedMinor < amount.valueMinor;
  const orderStatus = refundedMinor === 0 ? words.paid : isPart ? words.partiallyRefunded : words.refunded;
  return { referenceOrderId, orderStatus, orderAmount: wireAmount(amount) };
}

/** Base64: nobody says otherwise. Source: office dossier section 10, row 5. */
function documentsOf(papers: readonly OfficePaper[]) {
  if (papers.length === 0) return undefined;
  return papers.map(({ type, name, contentType, bytes }) => ({
    attachmentType: type,
    attachmentName: name,
    contentType,
    content: Buffer.from(bytes).toString('base64'),
  }));
}
