import type { OfficePaper } from '../../acquirers/office.ts';
import type { AnswerOf, InputOf } from '../../contract/contract.ts';
import { refuse, refuseAmount, type Refused } from '../../contract/problems.ts';
import { parsePayableAmount, sameAmount, type Amount } from '../../ground/money/amount.ts';
import { ok, type Result } from '../../ground/result.ts';
import { GIVING_BACK, mayAnswer, type Dispute } from '../../office/dispute.ts';
import type { Sale } from '../../payment/state.ts';
import type { Approver } from '../manager/approver.ts';
import { sizeText } from './paper-size.ts';
import { typeOfPaper, type DisputePapers } from './dispute-papers.ts';
import { backMinor, papersOfAnswer } from './dispute-view.ts';
import { noMoney } from './no-money.ts';
import type { Office } from './office.ts';

export interface DisputeAnswersParts {
  readonly office: Office;
  readonly approver: Approver;
  readonly papers: DisputePapers;
  readonly saleOf: (paymentRequestId: string) => Sale | undefined;
}

type Input = InputOf<'answerDispute'>;
type Problem = Extract<AnswerOf<'answerDispute'>, { ok: false }>['error'];

/** What was asked for, after the checks that need no person. */
interface Wish {
  readonly answer: string;
  /** What goes back; null where nothing does. */
  readonly amount: Amount | null;
  readonly remarks: string | null;
  readonly papers: readonly string[];
  readonly key: string | null;
}

/** How long after the approval the money is promised to be back. Ours: a manager gives it back on the same day. */
const PLANNED_AFTER_MS = 24 * 60 * 60_000;

/** Answers to disputes: checked, approved, kept, and then sent until they are final. */
export class DisputeAnswers {
  readonly #parts: DisputeAnswersParts;

  constructor(parts: DisputeAnswersParts) {
    this.#parts = parts;
  }

  /** `now` reads the dispute again, after the PIN was checked. */
  async answer(
    dispute: Dispute,
    { body, idempotencyKey }: Input,
    now: () => Dispute,
  ): Promise<Result<null, Problem>> {
    if (!this.#parts.office.parts.offices.has(dispute.gateway)) return NO_OFFICE;
    const wish = this.#wish(dispute, body, idempotencyKey ?? null);
    if (!wish.ok) return wish;
    const before = repeated(dispute, wish.value);
    if (before !== null) return before;
    const unsure = this.#asksTwice(wish.value) && body.confirm !== true;
    if (unsure) return CONFIRM;
    if (body.approver === undefined) return APPROVER_REQUIRED;
    const { approver, office } = this.#parts;
    const amount = wish.value.amount ?? noMoney(office.parts.config.terminal.currency);
    const request = { approver: body.approver, paymentRequestId: dispute.payment, amount };
    const manager = await approver.identify(request);
    if (!manager.ok) return manager;
    // From here on nothing is awaited: of two managers the second one meets the first one's answer.
    const again = repeated(now(), wish.value);
    if (again !== null) return again;
    const refused = approver.refusalOf(manager.value, request);
    if (refused !== null) return refused;
    return this.#approve(now(), wish.value, manager.value.manager.id);
  }

  #wish(dispute: Dispute, body: Input['body'], key: string | null): Result<Wish, Problem> {
    const isPapers = dispute.asks === 'papers';
    const answer = isPapers ? body.responseCode : body.refundType;
    const other = isPapers ? body.refundType : body.responseCode;
    const field = isPapers ? 'responseCode' : 'refundType';
    if (answer === undefined || other !== undefined) {
      const detail = isPapers
        ? 'A request for papers is answered with responseCode.'
        : 'A dispute about money is answered with refundType.';
      return refuse({ slug: 'invalid-request', detail, field });
    }
    const unknown = body.papers.find(
      (name) => !this.#parts.papers.list(dispute).some((paper) => paper.name === name),
    );
    if (unknown !== undefined)
      return refuse({
        slug: 'paper-refused',
        detail: 'One of the papers is none of this dispute: read its papers.',
        why: 'unknown',
      });
    const { documents } = this.#parts.office.parts.config.disputes;
    if (!isPapers && documents === 'one' && body.papers.length > 1)
      return refuse({
        slug: 'paper-refused',
        detail: 'The acquirer takes one paper with this answer. Choose the one that says most.',
        why: 'onlyOne',
      });
    const amount = amountOf(dispute, answer, body.refundAmount);
    if (!amount.ok) return amount;
    return ok({ answer, amount: amount.value, remarks: body.remarks ?? null, papers: body.papers, key });
  }

  /** Nothing is given, or all is refused without a paper. Source: office dossier section 3.6. */
  #asksTwice({ answer, papers }: Wish): boolean {
    return answer === '0003' || (answer === 'REFUSE_REFUND' && papers.length === 0);
  }

  #approve(dispute: Dispute, wish: Wish, approverId: string): Result<null, Problem> {
    const { office, saleOf } = this.#parts;
    const { clock, offices } = office.parts;
    const papers = this.#filesOf(dispute, wish);
    if (!papers.ok) return papers;
    const sale = dispute.paymentRequestId === null ? undefined : saleOf(dispute.paymentRequestId);
    const nowMs = clock.nowMs();
    const { id, gateway, asks } = dispute;
    const call = offices.get(gateway)?.disputeAnswer({
      ...{ id, asks, answer: wish.answer, amount: wish.amount, remarks: wish.remarks, papers: papers.value },
      plannedRefundAtMs: GIVING_BACK.includes(wish.answer) ? nowMs + PLANNED_AFTER_MS : null,
      receipt:
        sale === undefined
          ? null
          : {
              referenceOrderId: sale.referenceOrderId,
              amount: sale.amount,
              refundedMinor: backMinor(sale, dispute.paymentRequestId, () => true),
            },
    });
    if (call === undefined || call === null) return NO_OFFICE;
    const approved = office.approve({
      ...{ about: 'dispute', id, gateway, call, amount: wish.amount, approverId },
      facts: {
        answer: wish.answer,
        ...(wish.remarks === null ? {} : { remarks: wish.remarks }),
        papers: wish.papers.join('\n'),
      },
      idempotencyKey: wish.key,
    });
    return approved.ok
      ? approved
      : refuse({ slug: 'paper-refused', detail: `${approved.error}.`, why: 'notKept' });
  }

  #filesOf(dispute: Dispute, { papers }: Wish): Result<readonly OfficePaper[], Problem> {
    const files: OfficePaper[] = [];
    let bytes = 0;
    for (const name of papers) {
      const file = this.#parts.papers.file(dispute, name);
      if (file === null || !file.ok)
        return refuse({
          slug: 'paper-refused',
          detail: file === null ? 'One of the papers is not there any more.' : file.error.say,
          why: 'unknown',
        });
      bytes += file.value.bytes.length;
      files.push({ type: typeOfPaper(name), name: fileName(name, file.value.contentType), ...file.value });
    }
    const { allBytesMax } = this.#parts.office.parts.config.disputes.papers;
    if (bytes <= allBytesMax) return ok(files);
    const detail = `The papers of one answer may have ${sizeText(allBytesMax)} together. Leave one out.`;
    return refuse({ slug: 'paper-refused', detail, why: 'tooLarge' });
  }
}

/** What goes back by an answer: never more than is asked. Source: office dossier section 3.4. */
function amountOf(
  { amount: asked }: Dispute,
  answer: string,
  given: Input['body']['refundAmount'],
): Result<Amount | null, Problem> {
  const field = 'refundAmount';
  const isGiven = given !== undefined;
  if (!GIVING_BACK.includes(answer))
    return isGiven
      ? refuse({ slug: 'invalid-request', detail: 'Nothing goes back by this answer.', field })
      : ok(null);
  if (!isGiven) {
    if (answer === 'ACCEPT_REFUND' && asked !== null) return ok(asked);
    return refuse({ slug: 'invalid-request', detail: 'Say how much goes back.', field });
  }
  const amount = parsePayableAmount(given);
  if (!amount.ok) return refuseAmount(amount.error);
  const { value } = amount;
  if (asked === null) return ok(value);
  if (answer === 'ACCEPT_REFUND' && !sameAmount(value, asked))
    return refuse({ slug: 'invalid-request', detail: 'All that is asked goes back by this answer.', field });
  return value.currency === asked.currency && value.valueMinor <= asked.valueMinor
    ? ok(value)
    : refuse({ slug: 'invalid-request', detail: 'It is more than is asked, or another currency.', field });
}

/**
 * What a wish meets that was answered before: the same is the same answer again, anything else is refused; null where
 * nothing was.
 */
function repeated(dispute: Dispute, wish: Wish): Result<null, Problem> | null {
  const { answer } = dispute;
  if (answer !== null && wish.key !== null && answer.idempotencyKey === wish.key)
    return isSame(answer, wish)
      ? ok(null)
      : refuse({ slug: 'idempotency-mismatch', detail: 'This Idempotency-Key was used for another answer.' });
  if (mayAnswer(dispute)) return null;
  return dispute.state === 'closed' ? CLOSED : FINAL;
}

function isSame(
  { facts, amount }: NonNullable<Dispute['answer']>,
  { answer, amount: wanted, remarks, papers }: Wish,
): boolean {
  return (
    facts['answer'] === answer &&
    (facts['remarks'] ?? null) === remarks &&
    papersOfAnswer(facts).join('\n') === papers.join('\n') &&
    (amount === null || wanted === null ? amount === wanted : sameAmount(amount, wanted))
  );
}

function fileName(name: string, contentType: string): string {
  return contentType === 'application/pdf' && !name.endsWith('.pdf') ? `${name}.pdf` : name;
}

const CONFIRM: Refused<Problem> = refuse({
  slug: 'confirm-needed',
  detail: 'This answer gives the acquirer nothing to go by. Say it again with `confirm`.',
});
const APPROVER_REQUIRED: Refused<Problem> = refuse({
  slug: 'approver-required',
  detail: 'A manager approves an answer to a dispute.',
});
const FINAL: Refused<Problem> = refuse({
  slug: 'dispute-answered',
  detail: 'This dispute has an answer already, and an answer is final.',
});
const CLOSED: Refused<Problem> = refuse({ slug: 'dispute-answered', detail: 'This dispute is closed.' });
const NO_OFFICE: Refused<Problem> = refuse({
  slug: 'not-available',
  detail: 'The acquirer of this payment takes no answers here. Answer it there, then close it.',
  why: 'noOffice',
});
