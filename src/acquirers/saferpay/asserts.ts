import type { Clock, Log } from '../../ground/ports.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type { InquiryAnswer } from '../../payment/answers.ts';
import { refOf } from '../../payment/ids.ts';
import type { InquiryName } from '../port.ts';
import { tag } from './books.ts';
import { callJson, unknownOf, type Called, type CallParts } from './calls.ts';
import { assertRequest, type Answer } from './messages.ts';
import { assertAnswer, EXPIRES_FACT, isAlipay, type AskWaits } from './outcome.ts';
import { settleHold } from './stray-hold.ts';
import { EXPIRATION_GRACE_MS, NOT_STARTED_ASK_MS, PENDING_ASK_MS } from './terms.ts';

export interface AssertsParts extends CallParts {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** So often one payment is asked about by Assert; then Inquire and the list of the day decide. Source: dossier section 6. */
const ASSERTS_MAX = 8;
/** Tokens whose calls are counted at most; the oldest is forgotten first. Ours: far more than a till has open. */
const KEPT_MAX = 500;
/** The token was used up or is too old. Source: dossier section 4. */
const SPENT: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID'];

/**
 * Asserts: what became of a payment on the page, by its token.
 *
 * Why they are counted, whoever asks for them: an account that polls may be blocked. A start forgets the count, and is
 * an occasion of its own.
 */
export class Asserts {
  readonly #parts: AssertsParts;
  readonly #counts = new Map<string, number>();

  constructor(parts: AssertsParts) {
    this.#parts = parts;
  }

  /** What Assert says; null where it tells nothing any more, and the books must. */
  async ask(attempt: InquiryName, token: string, isOver: boolean): Promise<InquiryAnswer | null> {
    if (!this.#mayAsk(token)) return null;
    const { paymentRequestId } = attempt;
    const orderId = refOf(paymentRequestId);
    const called = await callJson(this.#parts, {
      endpoint: 'assert',
      requestId: `${orderId}-${tag()}`,
      timeoutMs: this.#parts.config.timing.inquiryTimeoutMs,
      body: (head) => assertRequest(head, token),
    });
    const answer = await this.#answerOf(called, orderId, this.#waits(attempt, isOver));
    if (answer.kind === 'unknown' && SPENT.includes(answer.code ?? '')) return null;
    if (answer.kind === 'charged' && called.kind === 'read' && !isAlipay(called.answer))
      this.#parts.log.warn('another brand was paid with: the terminal lacks Alipay+', { paymentRequestId });
    return answer;
  }

  async #answerOf(called: Called, orderId: string, waits: AskWaits): Promise<InquiryAnswer> {
    if (called.kind !== 'read') return unknownOf(called);
    if (isHold(called.answer)) return settleHold(this.#parts, called.answer, orderId, waits);
    return assertAnswer(called.answer, orderId, waits);
  }

  #mayAsk(token: string): boolean {
    const count = this.#counts.get(token) ?? 0;
    if (count >= ASSERTS_MAX) return false;
    this.#counts.delete(token);
    this.#counts.set(token, count + 1);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > KEPT_MAX && oldest !== undefined) this.#counts.delete(oldest);
    return true;
  }

  /** When one more question is allowed: a moment after a success was told of; and at the end of the link. */
  #waits({ facts, isToldPaid = false }: InquiryName, isOver: boolean): AskWaits {
    const { clock, config } = this.#parts;
    const {
      expirationGraceMs = EXPIRATION_GRACE_MS,
      notStartedAskMs = NOT_STARTED_ASK_MS,
      pendingAskMs = PENDING_ASK_MS,
    } = config.timing;
    const expiresAtMs = timeIn(facts[EXPIRES_FACT]);
    const toEndMs = expiresAtMs === null ? 0 : expiresAtMs + expirationGraceMs - clock.nowMs();
    const atEndMs = toEndMs > 0 ? toEndMs : null;
    return { pendingAskMs, notStartedAskMs: isToldPaid ? notStartedAskMs : atEndMs, isOver };
  }
}

/** Money is held and not collected: only another brand's can be. Source: dossier section 4. */
function isHold({ Transaction: told }: Answer): boolean {
  return told?.Type === 'PAYMENT' && told.Status === 'AUTHORIZED';
}

function timeIn(fact: string | undefined): Ms | null {
  return fact === undefined ? null : parseIso(fact);
}
