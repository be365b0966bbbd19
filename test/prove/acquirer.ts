import { Buffer } from 'node:buffer';
import type { Exchange, HttpCall } from '../../src/acquirers/port.ts';
import {
  resultOf,
  type WireAnswer,
  type WireNotification,
  type WireResult,
} from '../../drivers/sandbox/answers.ts';
import { Ledger } from '../../drivers/sandbox/ledger.ts';
import { refundLook, type BackOutcome, type PayOutcome } from '../../drivers/sandbox/order.ts';
import type { Api, PayRequest, RefundRequest, SandboxRequest } from '../../drivers/sandbox/requests.ts';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { Choices } from './choices.ts';
import { bodyOf, codeLines, lineNameOf, type CodeLine, type Said } from './code-lines.ts';
import { worded, type Habits } from './habits.ts';
import { payOutcome, type Mood } from './wallet-moods.ts';
import type { Hosted } from './hosted.ts';
import { pathOf } from './hosted-wire.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';
import type { Violation } from './rules.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

export type Endpoint = Api;

/** A request as it travels: which call, for which payment, and its exact bytes. */
export interface Request {
  readonly line: CodeLine;
  readonly uri: string;
  readonly endpoint: Endpoint;
  /** Our id; `''` where the call names none that is known. */
  readonly paymentRequestId: string;
  readonly body: PayRequest & RefundRequest;
  /** The number of the till that sends it. */
  readonly from: number;
  /** Whether that till may take a charge away with it that another till was paid. */
  readonly excused: boolean;
}

/** Who took a charge away: a till by its number, or somebody elsewhere; and whether that was in order. */
export interface Taken {
  readonly by: number | null;
  readonly excused: boolean;
}

/** An answer that was truly given once, to be played again where it does not belong. */
interface Given {
  readonly line: CodeLine;
  readonly endpoint: Endpoint;
  readonly paymentRequestId: string;
  readonly paymentId: string;
  readonly answer: Said;
}

/** When Antom has given back by itself what was charged after a confirmed cancel. Source: in-store dossier section 3.5. */
const RETURNED_MS = [5000, 4 * 60_000, 20 * 60_000] as const;

/** Refusals for good are of requests that were read: a door that does not let in keeps no list of ids. */
const BACK_REFUSALS = ['PROCESS_FAIL', 'USER_NOT_EXIST', 'RISK_REJECT'] as const;
/** The same at Antom, in its own words. Source: in-store dossier sections 3.5 and 4. */
const ANTOM_BACK_REFUSALS = ['PROCESS_FAIL', 'ORDER_STATUS_INVALID', 'MERCHANT_BALANCE_NOT_ENOUGH'] as const;
const ONCE_REFUSALS = ['ACCESS_DENIED', 'PARAM_ILLEGAL', 'PROCESS_FAIL'] as const;

/** The gateway of the simulation: the sandbox's ledger, wallets that decide by chance, and what only the judge may know. */
export class Acquirer {
  readonly ledger = new Ledger();
  /** Payments that a cancel was truly confirmed for. */
  readonly cancelled = new Set<string>();
  /** The tills whose cancel was taken, by payment. */
  readonly #cancellers = new Map<string, Set<number>>();
  /** Payments that a till with this one's ids by mistake has made, and is never seen again. */
  readonly foreign = new Set<string>();
  /** The till whose pay has made each payment, by its number. */
  readonly makers = new Map<string, number>();
  /** Ids of refunds that tills asked for, by payment; each with the amounts it was asked with. */
  readonly refunds = new Map<string, Map<string, Set<string>>>();
  /** Payments that were refused, and are charged all the same some time later; true once a till was told. */
  readonly broken = new Map<string, boolean>();
  /** The acquirers that are paid on a page; null where the schedule plays none. */
  hosted: Hosted | null = null;
  /** Charges that were taken away whole, and by whom first. */
  readonly taken = new Map<string, Taken>();
  /** What a till did that it may not, with the rule. */
  fault: Violation | null = null;
  readonly lines: Readonly<Record<CodeLine['name'], CodeLine>>;
  /** The acquirer that each payment was sent to. */
  readonly #lineOf = new Map<string, CodeLine>();
  /** The payment of each refund that was sent. */
  readonly #refundOf = new Map<string, string>();
  /** Payments that are charged so long after their cancel, where the acquirer gives back by itself. */
  readonly #returns = new Map<string, number>();
  /** How often each refund was sent. */
  readonly #sends = new Map<string, number>();
  /** What was refused once, by call and id; and the very requests, so that a copy made by the network is refused too. */
  readonly #refusedOnce = new Set<string>();
  readonly #refusals = new Map<Request, string>();
  readonly #tooLate = new Map<string, boolean>();
  readonly #given: Given[] = [];
  readonly #choices: Choices;
  readonly #timeline: Timeline;
  readonly #story: Story;
  readonly #habits: Habits;
  readonly #broke: (paymentRequestId: string) => void;
  mood: Mood;

  constructor(parts: {
    choices: Choices;
    timeline: Timeline;
    story: Story;
    mood: Mood;
    habits: Habits;
    /** Whether Antom's times are milliseconds since 1970. */
    isEpoch?: () => boolean;
    /** A payment was refused that will be charged all the same. */
    broke: (paymentRequestId: string) => void;
  }) {
    this.#choices = parts.choices;
    this.#timeline = parts.timeline;
    this.#story = parts.story;
    this.mood = parts.mood;
    this.#habits = parts.habits;
    this.#broke = parts.broke;
    const { isEpoch = () => false, timeline } = parts;
    this.lines = codeLines({ nowMs: () => timeline.nowMs, isEpoch });
  }

  /** Whether a call is about a payment by a customer's code: Antom's order codes go over the same line. */
  isOfCode(call: HttpCall): boolean {
    const sent = bodyOf(call);
    if (sent.paymentFactor !== undefined) return sent.paymentFactor.inStorePaymentScenario !== 'OrderCode';
    return this.#lineOf.has(this.#paymentOf(sent));
  }

  /** Reads what a till has sent. */
  read(call: HttpCall, from: number): Request {
    const line = this.lines[lineNameOf(call.url)];
    const uri = pathOf(call.url);
    const endpoint = line.apiOf(uri);
    if (endpoint === null) throw new Error(`the till calls ${uri}, which the gateway does not have`);
    const sent = bodyOf(call);
    const paymentRequestId = this.#paymentOf(sent);
    const comparesCode = line.name === 'antomInstore' ? { comparesCode: true } : {};
    const body = { ...sent, ...comparesCode, paymentRequestId } as PayRequest & RefundRequest;
    return { line, uri, endpoint, paymentRequestId, body, from, excused: true };
  }

  /** Our id of the payment that a call names: by that, by the acquirer's id, or by a refund of it. */
  #paymentOf({ paymentRequestId, paymentId, refundRequestId }: ReturnType<typeof bodyOf>): string {
    if (paymentRequestId !== undefined) return paymentRequestId;
    if (paymentId === undefined) return this.#refundOf.get(refundRequestId ?? '') ?? '';
    const entries = this.ledger.books(this.#timeline.nowMs);
    return entries.find((entry) => entry.paymentId === paymentId)?.paymentRequestId ?? '';
  }

  /** A request leaves a till. */
  sent({ endpoint, body, line, paymentRequestId }: Request): void {
    if (endpoint === 'pay' && !this.#lineOf.has(paymentRequestId)) this.#lineOf.set(paymentRequestId, line);
    if (endpoint !== 'refund') return;
    this.#refundOf.set(body.refundRequestId, paymentRequestId);
    this.#sends.set(body.refundRequestId, (this.#sends.get(body.refundRequestId) ?? 0) + 1);
  }

  /** The acquirer that a payment was sent to. */
  lineOf(paymentRequestId: string): CodeLine {
    return this.#lineOf.get(paymentRequestId) ?? this.lines.alipayPlus;
  }

  /** Whether this acquirer's books tell refunds without our id. */
  get anonymousRefunds(): boolean {
    return this.#habits.anonymousRefunds;
  }

  /** Everything that stands in the books of all acquirers. */
  entries(): readonly BookEntry[] {
    const codes = this.ledger.books(this.#timeline.nowMs);
    return this.hosted === null ? codes : [...codes, ...this.hosted.entries()];
  }

  /** How a payment stands in the books; undefined where it is not there. */
  entry(paymentRequestId: string): BookEntry | undefined {
    return this.entries().find((entry) => entry.paymentRequestId === paymentRequestId);
  }

  /** Whether a cancel of a payment was truly confirmed. */
  isCancelConfirmed(paymentRequestId: string): boolean {
    return this.cancelled.has(paymentRequestId) || this.hosted?.isCancelled(paymentRequestId) === true;
  }

  /** Whether a payment is charged although it had ended, as no till can prevent. */
  isLate(paymentRequestId: string): boolean {
    return this.broken.has(paymentRequestId) || this.hosted?.books.late.has(paymentRequestId) === true;
  }

  /** Whether a bank has taken the charge back for its customer: no till need do it. */
  isTakenByBank(paymentRequestId: string): boolean {
    return this.hosted?.books.takenByBank.has(paymentRequestId) === true;
  }

  /** Whether a till was told of such a charge. */
  isLateTold(paymentRequestId: string): boolean {
    return this.broken.get(paymentRequestId) ?? this.hosted?.books.late.get(paymentRequestId) ?? false;
  }

  /** What is told by itself of a payment; null while it is not final. */
  notice(paymentRequestId: string): WireNotification | null {
    const message = this.ledger.notification(paymentRequestId, this.#timeline.nowMs);
    return message === null ? null : worded(message, this.#habits);
  }

  /** Acts on a request that has arrived; the answer is the truth of this instant. */
  act(request: Request, foreign = false): Said {
    const answer = this.#said(request, this.#acted(request, foreign));
    this.#story.tell(() => `the gateway takes ${wordsOf(request)}: ${saidBy(answer)}`);
    if ('paymentId' in answer) {
      const { line, endpoint, paymentRequestId } = request;
      this.#given.push({ line, endpoint, paymentRequestId, paymentId: String(answer['paymentId']), answer });
    }
    return answer;
  }

  /** An answer in the words of its acquirer. */
  #said(request: Request, answer: WireAnswer): Said {
    const { line, endpoint: api, body, paymentRequestId } = request;
    const asked = { api, body } as SandboxRequest;
    return line.said(asked, worded(answer, this.#habits), this.entry(paymentRequestId));
  }

  /** What an inquiry of another payment would be told now; null where there is no other. */
  inquiryOfAnother(request: Request): Said | null {
    const paymentRequestId = [...this.makers.keys()].findLast(
      (id) => id !== request.paymentRequestId && this.lineOf(id) === request.line,
    );
    if (paymentRequestId === undefined) return null;
    const answer = this.ledger.inquiryPayment({ paymentRequestId }, this.#timeline.nowMs);
    return this.#said({ ...request, paymentRequestId }, answer);
  }

  /** An answer that was truly given to another payment's call, and whose paymentId the journal knows. */
  answerToAnother({ line, endpoint, paymentRequestId }: Request, rows: readonly string[]): Said | null {
    const isAnother = (given: Given): boolean =>
      given.line === line &&
      given.endpoint === endpoint &&
      given.paymentRequestId !== paymentRequestId &&
      rows.some((row) => row.includes(given.paymentId));
    return this.#given.findLast(isAnother)?.answer ?? null;
  }

  #acted(request: Request, foreign: boolean): WireAnswer {
    const { endpoint, paymentRequestId, body, line } = request;
    const nowMs = this.#timeline.nowMs;
    const isAntom = line.name === 'antomInstore';
    // Another acquirer has never heard of it.
    const isElsewhere = this.makers.has(paymentRequestId) && this.lineOf(paymentRequestId) !== line;
    if (isElsewhere && endpoint === 'pay')
      this.fault ??= { rule: '1', say: `${shortId(paymentRequestId)} is sent to two acquirers` };
    if (isElsewhere) return bare('ORDER_NOT_EXIST');
    switch (endpoint) {
      case 'pay': {
        if (this.makers.has(paymentRequestId)) return this.ledger.pay(body, nowMs);
        this.makers.set(paymentRequestId, request.from);
        if (foreign) this.foreign.add(paymentRequestId);
        const outcome = payOutcome(this.#choices, this.mood, isAntom);
        if (isAntom) this.#returnsLater(paymentRequestId, outcome);
        const isBroken = outcome.kind === 'refuse' && outcome.chargeAfterMs !== undefined;
        const answer = this.ledger.pay(body, nowMs, outcome);
        if (isBroken && answer.result.resultCode === outcome.code) {
          this.broken.set(paymentRequestId, false);
          this.#broke(paymentRequestId);
        }
        return answer;
      }
      case 'inquiryPayment':
        return this.ledger.inquiryPayment(body, nowMs);
      case 'cancelPayment': {
        const wasPaid = this.entry(paymentRequestId)?.state === 'paid';
        const refusal =
          this.#onceRefused(request) ?? (wasPaid && this.#isTooLate(paymentRequestId) ? TOO_LATE : null);
        if (refusal !== null) return bare(refusal);
        const answer = this.ledger.cancelPayment(body, nowMs, this.#back(isAntom));
        if (answer.result.resultStatus === 'S') this.#closed(request);
        if (answer.result.resultStatus === 'S' && wasPaid) this.#take(request);
        return answer;
      }
      case 'refund': {
        const ids = this.refunds.get(paymentRequestId) ?? new Map<string, Set<string>>();
        const amounts = ids.get(body.refundRequestId) ?? new Set<string>();
        this.refunds.set(
          paymentRequestId,
          ids.set(body.refundRequestId, amounts.add(body.refundAmount.value)),
        );
        // Source: in-store dossier section 6.3. Of the cancel of a till that shares the order by mistake no other can know.
        if (
          isGiveBack(body.refundRequestId) &&
          this.#returns.has(paymentRequestId) &&
          this.#cancellers.get(paymentRequestId)?.has(request.from) === true
        )
          this.fault ??= {
            rule: '5',
            say: `${shortId(paymentRequestId)} is refunded by the till, and the acquirer gives it back by itself`,
          };
        const refusal = this.#onceRefused(request);
        if (refusal !== null) return bare(refusal);
        const answer = this.ledger.refund(body, nowMs, this.#back(isAntom));
        if (answer.result.resultStatus === 'S' && isGiveBack(body.refundRequestId)) this.#take(request);
        return answer;
      }
      case 'inquiryRefund':
        return refundLook(this.ledger.refundOf(body));
    }
  }

  #returnsLater(paymentRequestId: string, outcome: PayOutcome): void {
    if (outcome.kind !== 'undecided' || outcome.until.on !== 'cancelled') return;
    this.#returns.set(paymentRequestId, outcome.until.afterMs);
  }

  /** A cancel is confirmed. What Antom charges after it, Antom gives back by itself. Source: in-store dossier section 3.5. */
  #closed(request: Request): void {
    const { paymentRequestId } = request;
    const afterMs = this.cancelled.has(paymentRequestId) ? undefined : this.#returns.get(paymentRequestId);
    this.cancelled.add(paymentRequestId);
    const cancellers = this.#cancellers.get(paymentRequestId) ?? new Set<number>();
    this.#cancellers.set(paymentRequestId, cancellers.add(request.from));
    if (afterMs === undefined) return;
    this.#timeline.after(afterMs + this.#choices.of(RETURNED_MS), () => {
      const { nowMs } = this.#timeline;
      const entry = this.entry(paymentRequestId);
      if (entry === undefined || entry.netMinor === 0) return;
      this.#story.tell(() => `the acquirer gives ${shortId(paymentRequestId)} back by itself`);
      // It follows on the cancel: another till that shares the order by mistake may have seen the charge meanwhile.
      this.#take(request);
      if (this.ledger.cancelPayment({ paymentRequestId }, nowMs).result.resultStatus === 'S') return;
      const refundAmount = { currency: entry.amount.currency, value: String(entry.netMinor) };
      this.ledger.refund(
        { paymentRequestId, refundRequestId: `A${shortId(paymentRequestId)}`, refundAmount },
        nowMs,
      );
    });
  }

  #take({ paymentRequestId, from, excused }: Request): void {
    if (!this.taken.has(paymentRequestId)) this.taken.set(paymentRequestId, { by: from, excused });
  }

  #isTooLate(paymentRequestId: string): boolean {
    const known = this.#tooLate.get(paymentRequestId);
    if (known !== undefined) return known;
    const isTooLate = this.#choices.chance(this.mood.tooLatePercent);
    this.#tooLate.set(paymentRequestId, isTooLate);
    return isTooLate;
  }

  /** The code with which a cancel or a refund is refused this time, without a trace; null where it is taken. */
  #onceRefused(request: Request): string | null {
    const { endpoint, paymentRequestId, body } = request;
    const before = this.#refusals.get(request);
    if (before !== undefined) return before;
    const key = `${endpoint} ${endpoint === 'refund' ? body.refundRequestId : paymentRequestId}`;
    if (this.#refusedOnce.has(key) || !this.#choices.chance(this.mood.oncePercent)) return null;
    this.#refusedOnce.add(key);
    // What may have been done already, or is still on its way, is never refused as if it had been read.
    const isFirst = endpoint === 'cancelPayment' || this.#sends.get(body.refundRequestId) === 1;
    const code = this.#choices.of(ONCE_REFUSALS);
    const said = isFirst ? code : 'ACCESS_DENIED';
    this.#refusals.set(request, said);
    return said;
  }

  #back(isAntom: boolean): BackOutcome {
    if (!this.#choices.chance(this.mood.refusePercent)) return { kind: 'accept' };
    return { kind: 'refuse', code: this.#choices.of(isAntom ? ANTOM_BACK_REFUSALS : BACK_REFUSALS) };
  }

  /** An answer as it leaves; `signer` null leaves the signature out. */
  sealed({ line, uri }: Request, clientId: string, answer: Said, signer: Signer | null): Exchange {
    const body = Buffer.from(JSON.stringify(answer), 'utf8');
    const time = line.timeOf(this.#timeline.nowMs);
    const message = { method: 'POST' as const, uri, clientId, time, body };
    const headers = {
      'Response-Time': time,
      ...(signer === null ? {} : { Signature: keyedSignature(signer, message) }),
    };
    return { kind: 'answered', status: 200, headers, body };
  }
}

const TOO_LATE = 'CANCEL_WINDOW_EXCEED';

/** Whether a refund is a give-back by a till itself, and not one that a manager approved. */
export function isGiveBack(refundRequestId: string): boolean {
  return refundRequestId.includes('-back');
}

/** A short name of a payment: its order's last digits and the number of the attempt. */
export function shortId(paymentRequestId: string): string {
  return `…${paymentRequestId.slice(-6, -2)}/${paymentRequestId.slice(-2)}`;
}

/** A request in words. */
export function wordsOf({ line, endpoint, paymentRequestId, body }: Request): string {
  const refund = endpoint === 'refund' ? ` (${body.refundRequestId.slice(-8)})` : '';
  const where = line.name === 'antomInstore' ? ' at Antom' : '';
  return `${endpoint} of ${shortId(paymentRequestId)}${refund}${where}`;
}

/** An answer in words. */
export function saidBy(answer: Said): string {
  const { resultStatus, resultCode } = answer.result;
  const back = 'transactions' in answer ? ', with transactions' : '';
  return `${resultStatus}/${resultCode}${innerOf(answer as Inner)}${back}`;
}

/** What an answer says of the payment or the refund itself. */
interface Inner {
  readonly paymentResult?: WireResult;
  readonly paymentStatus?: string;
  readonly refundStatus?: string;
}

function innerOf({ paymentResult, paymentStatus, refundStatus }: Inner): string {
  if (paymentResult !== undefined) return ` → ${paymentResult.resultStatus}/${paymentResult.resultCode}`;
  const status = paymentStatus ?? refundStatus;
  return status === undefined ? '' : ` → ${status}`;
}

/** An answer that says only a code. */
export function bare(code: string): Said {
  return { result: resultOf(code) };
}
