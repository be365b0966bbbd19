import { isOpen } from '../../src/payment/sale.ts';
import { refundWakeAtOf } from '../../src/payment/refund.ts';
import { resumeEvents } from '../../src/payment/resume.ts';
import { guardRelease, guardStep, guardVoid } from '../../src/payment/guards.ts';
import { isBusy, leadingPayment, saleStateOf, saleTransition } from '../../src/payment/sale.ts';
import type { SaleStep } from '../../src/payment/step.ts';
import type { Payment, Sale } from '../../src/payment/state.ts';
import type { PaymentEvent, TillEvent } from '../../src/payment/events.ts';
import type { RefundEvent } from '../../src/payment/refund-state.ts';
import { isOnlyTally } from '../../src/payment/tally.ts';
import { isBeingRechecked, isQuestioned, isUnresolved, wakeAtOf } from '../../src/payment/transition.ts';
import { accountOf, chargeOf, type Account, type Books } from './acquirer.ts';
import { Memo } from './memo.ts';
import type { Occasion } from './occasions.ts';
import { isSpending, toldAfter, wronglySent, type Told } from './sent.ts';
import { requestOf } from './till-requests.ts';
import type { Answer, Request } from './world.ts';

// With the other files `till-….ts` all that knows how the program's machine is asked: what `src` changes is
// followed here.

/** The machine that is walked over: the program's own, or one with a bug planted in it. */
export interface Machine {
  readonly transition: (sale: Sale | null, event: TillEvent) => SaleStep;
}

/** The machine with the last stops of the rules about money before it, as the loop has them: what they stop is thrown. */
export const GUARDED: Machine = {
  transition: (before, event) => {
    const step = saleTransition(before, event);
    guardStep(before, step.sale, event);
    guardVoid(before, event);
    guardRelease(before, event);
    return step;
  },
};

/** One till: the sales of one order, oldest first, and the payments whose code this run of it still holds. */
export interface Till extends Told {
  /** The sales as its journal has them: without the tries that were worth no row. */
  readonly rows: readonly Sale[];
  /** One letter, by which its sales are named. */
  readonly name: 'A' | 'B';
  readonly sales: readonly Sale[];
  readonly codes: readonly string[];
  /** What it may ask where no timer may: kept up by `network.ts`, as the books have a say in it. */
  readonly occasions: readonly Occasion[];
  /** The payments of which it has sent a reverse or a refund of its own, where a cancel is a reverse. */
  readonly sentBack: readonly string[];
  /** The payments of which it was told that a reverse of them was made. */
  readonly reversed: readonly string[];
}

/** A till after an event, with what it then asks of the acquirer. */
export interface TillStep {
  readonly till: Till;
  readonly requests: readonly Request[];
  readonly broken: string | null;
}

/** What the order costs, in minor units. */
export const PRICE_MINOR = 200;

/** The number of attempts of the order so far. */
export function attemptsOf(till: Till): number {
  return till.sales.reduce((sum, sale) => sum + sale.payments.length, 0);
}

/** Every attempt with its sale. */
export function paymentsOf({ sales }: Pick<Till, 'sales'>): readonly PaymentOfSale[] {
  return PAYMENTS.of(sales, () =>
    sales.flatMap((sale) => sale.payments.map((payment) => ({ sale, payment }))),
  );
}

/** One attempt with its sale. */
export function attemptIn(till: Till, paymentRequestId: string): PaymentOfSale | undefined {
  return paymentsOf(till).find(({ payment }) => payment.facts.paymentRequestId === paymentRequestId);
}

interface PaymentOfSale {
  readonly sale: Sale;
  readonly payment: Payment;
}

const PAYMENTS = new Memo<readonly Sale[], readonly PaymentOfSale[]>();

/**
 * Takes one event as the loop of the terminal does: next state, then the effects.
 *
 * `isKept`: a start may still come, so that it matters what the journal gets a row of.
 */
export function told(machine: Machine, till: Till, event: TillEvent, isKept: boolean): TillStep {
  const before = till.sales.find(({ saleId }) => saleId === event.saleId) ?? null;
  const { sale, effects } = machine.transition(before, event);
  if (sale === before && effects.length === 0) return { till, requests: [], broken: null };
  const sales = withSale(till.sales, sale);
  const codes = event.kind === 'paymentStarted' ? [...till.codes, event.paymentRequestId] : till.codes;
  const requests = effects.flatMap((effect) => requestOf(sale, effect, event.atMs) ?? []);
  const { asked, denied, uncollectable } = toldAfter(till, event);
  const isWorthNoRow = isKept && before !== null && isTry(before, sale, event);
  const next: Till = {
    name: till.name,
    occasions: till.occasions,
    sentBack: till.sentBack,
    reversed: till.reversed,
    sales,
    rows: isWorthNoRow ? till.rows : withSale(till.rows, sale),
    codes: sendable(sales, codes),
    asked: asked.filter((id) => !requests.some((request) => isSpending(sale, request, id))),
    denied,
    uncollectable,
  };
  return {
    till: next,
    requests,
    broken: wronglySent({
      codes,
      asked,
      uncollectable: till.uncollectable,
      before,
      after: sale,
      event,
      requests,
    }),
  };
}

function withSale(sales: readonly Sale[], sale: Sale): readonly Sale[] {
  const index = sales.findIndex(({ saleId }) => saleId === sale.saleId);
  return index === -1 ? [...sales, sale] : sales.with(index, sale);
}

/** Whether the journal gets no row of a step. What changes how a payment stands always gets one, so it is not asked for. */
function isTry(before: Sale, after: Sale, event: TillEvent): boolean {
  if (event.kind !== 'paymentChanged' && event.kind !== 'refundChanged') return false;
  const kinds = ({ payments, refunds }: Sale): string[] =>
    [...payments, ...refunds].map(({ state }) => state.kind);
  const was = kinds(before);
  if (kinds(after).some((kind, index) => kind !== was[index])) return false;
  const id = event.kind === 'paymentChanged' ? event.paymentRequestId : event.refundRequestId;
  return isOnlyTally(before, after, id);
}

/** The codes that may still have to be sent: the terminal forgets the others. */
function sendable(sales: readonly Sale[], codes: readonly string[]): readonly string[] {
  const payments = sales.flatMap((sale) => sale.payments);
  const kept = codes.filter((id) => {
    const state = payments.find(({ facts }) => facts.paymentRequestId === id)?.state;
    return state !== undefined && 'sends' in state && (state.payInFlight || state.sends === 1);
  });
  return kept.length === codes.length ? codes : kept;
}

/** The event that brings an answer to the till. */
export function answerEvent(till: Till, request: Request, told: Answer, atMs: number): TillEvent {
  const { paymentRequestId, refundRequestId } = request;
  switch (told.call) {
    case 'open':
      return paymentEvent(till, paymentRequestId, { kind: 'pageOpened', answer: told.answer }, atMs);
    case 'capture':
      return paymentEvent(till, paymentRequestId, { kind: 'captureAnswered', answer: told.answer }, atMs);
    case 'pay':
      return paymentEvent(till, paymentRequestId, { kind: 'payAnswered', answer: told.answer }, atMs);
    case 'inquire':
      return paymentEvent(
        till,
        paymentRequestId,
        { kind: 'inquiryAnswered', answer: told.answer, ofQuestion: request.ofQuestion },
        atMs,
      );
    case 'cancel':
      return paymentEvent(till, paymentRequestId, { kind: 'cancelAnswered', answer: told.answer }, atMs);
    case 'giveBack':
      return paymentEvent(till, paymentRequestId, { kind: 'giveBackAnswered', answer: told.answer }, atMs);
    case 'refund':
      return refundEvent(till, refundRequestId ?? '', { kind: 'refundAnswered', answer: told.answer }, atMs);
    case 'lookUp':
      return refundEvent(till, refundRequestId ?? '', { kind: 'looked', look: told.answer }, atMs);
  }
}

export function paymentEvent(
  till: Till,
  paymentRequestId: string,
  change: PaymentEvent,
  atMs: number,
): TillEvent {
  const found = attemptIn(till, paymentRequestId);
  return { kind: 'paymentChanged', saleId: found?.sale.saleId ?? '', paymentRequestId, change, atMs };
}

export function refundEvent(
  till: Till,
  refundRequestId: string,
  change: RefundEvent,
  atMs: number,
): TillEvent {
  const sale = till.sales.find(({ refunds }) =>
    refunds.some(({ facts }) => facts.refundRequestId === refundRequestId),
  );
  return { kind: 'refundChanged', saleId: sale?.saleId ?? '', refundRequestId, change, atMs };
}

/** The events of a start, for all that the journal holds open. */
export function resumeOf(till: Till, atMs: number): TillEvent[] {
  const open = till.sales.filter(isOpen);
  const replayed = new Set(
    open.flatMap(({ payments }) => payments.map(({ facts }) => facts.paymentRequestId)),
  );
  return open.flatMap((sale) => resumeEvents(sale, atMs, replayed));
}

/** Something that waits for a time, with the event that the time brings. */
export interface Wake {
  readonly who: string;
  readonly atMs: number;
  readonly event: (atMs: number) => TillEvent;
}

const WAKES = new Memo<readonly Sale[], readonly Wake[]>();

export function wakesOf(till: Till): readonly Wake[] {
  return WAKES.of(till.sales, () => wakesIn(till));
}

function wakesIn(till: Till): Wake[] {
  const ofPayments = paymentsOf(till).flatMap(({ payment }): Wake[] => {
    const atMs = wakeAtOf(payment);
    const { paymentRequestId, number } = payment.facts;
    const event = (nowMs: number): TillEvent => paymentEvent(till, paymentRequestId, { kind: 'woke' }, nowMs);
    return atMs === null ? [] : [{ who: `attempt ${number}`, atMs, event }];
  });
  const ofRefunds = till.sales.flatMap(({ refunds }) =>
    refunds.flatMap(({ facts, state }): Wake[] => {
      const atMs = refundWakeAtOf(state);
      const id = facts.refundRequestId;
      const event = (nowMs: number): TillEvent => refundEvent(till, id, { kind: 'woke' }, nowMs);
      return atMs === null ? [] : [{ who: `refund ${id}`, atMs, event }];
    }),
  );
  return [...ofPayments, ...ofRefunds];
}

/** Whether somebody may have the link of a page: it was shown, or the button of its landing page was pressed. */
export function isGivenAway(till: Till, paymentRequestId: string): boolean {
  const state = attemptIn(till, paymentRequestId)?.payment.state;
  return state?.kind === 'customerConfirming' && !state.isUntapped;
}

/** Whether a payment waits for the button of its landing page. */
export function isUntapped({ state }: Payment): boolean {
  return state.kind === 'customerConfirming' && state.isUntapped;
}

/** Whether a paid payment shows exactly the charge that an account holds. */
export function showsCharge(sale: Sale, { state }: Payment, account: Account): boolean {
  if (state.kind !== 'paid' || account.state !== 'charged') return false;
  const isWhole = state.charge.amount.valueMinor === account.amountMinor;
  return (
    isWhole &&
    account.amountMinor === sale.amount.valueMinor &&
    state.charge.paymentId === chargeOf(account).paymentId
  );
}

/**
 * Whether till and acquirer both hold a payment for refused: it is never charged, and nothing is heard of it any more.
 *
 * A question about it is still answered, so it is not settled before.
 */
export function isSettled({ state, facts }: Payment, books: Books): boolean {
  if (state.kind !== 'failed' || state.question !== null) return false;
  const account = accountOf(books, facts.paymentRequestId);
  return account?.state === 'failed' && account.lateUntilAtMs === null;
}

/** Whether it still decides something when a payment began. */
export function countsFromStart({ state }: Payment): boolean {
  return state.kind !== 'cancelling' && state.kind !== 'cancelled';
}

export { isBeingRechecked, isBusy, isQuestioned, isUnresolved, leadingPayment, saleStateOf };

/** How a payment stands, in words for a story. */
export function wordsOfState({ state }: Payment): string {
  switch (state.kind) {
    case 'cancelling':
      return `cancelling (${state.stuck === null ? state.phase : 'stuck'})`;
    case 'failed':
    case 'attention':
      return `${state.kind} (${state.reason.code})`;
    default:
      return state.kind;
  }
}
