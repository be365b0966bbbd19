import { isOpen, queueOf, type Owed } from '../../src/payment/book.ts';
import { nextAttempt } from '../../src/payment/order.ts';
import { TIMING_DEFAULTS, type Timing } from '../../src/payment/policy.ts';
import { refundWakeAtOf } from '../../src/payment/refund.ts';
import { refundableMinor } from '../../src/payment/sale-refunds.ts';
import { resumeEvents } from '../../src/payment/resume.ts';
import { isBusy, leadingPayment, saleStateOf, type SaleStep } from '../../src/payment/sale.ts';
import type { PaymentLook } from '../../src/payment/answers.ts';
import type { Payment, PaymentEvent, Sale, TillEvent } from '../../src/payment/state.ts';
import type { RefundEvent } from '../../src/payment/refund-state.ts';
import { isBeingRechecked, isUnresolved, wakeAtOf } from '../../src/payment/transition.ts';
import { viewOfSale, type SaleView } from '../../src/payment/view.ts';
import { maskCode } from '../../src/scan/payment-code.ts';
import { accountOf, chargeOf, money, type Account, type Books } from './acquirer.ts';
import { bookOf, ORDER } from './till-book.ts';
import { requestOf } from './till-requests.ts';
import type { Answer, Request } from './world.ts';

// With `till-book.ts` and `till-requests.ts` all that knows how the program's machine is asked: what `src` changes is
// followed here.

/** The machine that is walked over: the program's own, or one with a bug planted in it. */
export interface Machine {
  readonly transition: (sale: Sale | null, event: TillEvent) => SaleStep;
}

/** One till: the sales of one order, oldest first, and the payments whose code this run of it still holds. */
export interface Till {
  readonly sales: readonly Sale[];
  readonly codes: readonly string[];
}

/** A till after an event, with what it then asks of the acquirer. */
export interface TillStep {
  readonly till: Till;
  readonly requests: readonly Request[];
  readonly broken: string | null;
}

/** What the order costs, in minor units. */
export const PRICE_MINOR = 200;

/**
 * The waits of the walk: all of one length or two, so that few instants differ. Retries wait the same time always, so
 * that nothing depends on how often something was tried. Only a pay may still be under way when time has gone by.
 */
export const WALK_TIMING: Timing = {
  ...TIMING_DEFAULTS,
  payTimeoutMs: 35_000,
  inquiryTimeoutMs: 5000,
  cancelTimeoutMs: 5000,
  refundTimeoutMs: 5000,
  inquiryEveryMs: 30_000,
  retryMs: [30_000],
  backgroundRetryMs: 30_000,
  throttledMs: 30_000,
};

const MERCHANT = 'M1';

/** The number of attempts of the order so far. */
export function attemptsOf(till: Till): number {
  return till.sales.reduce((sum, sale) => sum + sale.payments.length, 0);
}

/** Every attempt with its sale. */
export function paymentsOf(till: Till): { readonly sale: Sale; readonly payment: Payment }[] {
  return till.sales.flatMap((sale) => sale.payments.map((payment) => ({ sale, payment })));
}

/** Takes one event as the loop of the terminal does: next state, then the effects. */
export function told(machine: Machine, till: Till, event: TillEvent): TillStep {
  const index = till.sales.findIndex(({ saleId }) => saleId === event.saleId);
  const before = till.sales[index] ?? null;
  const { sale, effects } = machine.transition(before, event);
  if (sale === before && effects.length === 0) return { till, requests: [], broken: null };
  const sales = before === null ? [...till.sales, sale] : till.sales.with(index, sale);
  const codes = event.kind === 'paymentStarted' ? [...till.codes, event.paymentRequestId] : till.codes;
  const next = { sales, codes: sendable({ sales, codes }) };
  const requests = effects.flatMap((effect) => requestOf(sale, effect, event.atMs) ?? []);
  const again = requests.find(
    ({ call, paymentRequestId }) => call === 'pay' && !codes.includes(paymentRequestId),
  );
  const broken = again === undefined ? null : 'a pay is sent by a run that did not scan its code';
  return { till: next, requests, broken };
}

/** The codes that may still have to be sent: the terminal forgets the others. */
function sendable({ sales, codes }: Till): readonly string[] {
  const forgotten = codes.filter((id) => {
    const state = paymentsOf({ sales, codes }).find((p) => p.payment.facts.paymentRequestId === id)?.payment
      .state;
    if (state === undefined || !('sends' in state)) return true;
    return !state.payInFlight && state.sends !== 1;
  });
  return forgotten.length === 0 ? codes : codes.filter((id) => !forgotten.includes(id));
}

/** The event that brings an answer to the till. */
export function answerEvent(till: Till, request: Request, told: Answer, atMs: number): TillEvent {
  const { paymentRequestId, refundRequestId } = request;
  switch (told.call) {
    case 'pay':
      return paymentEvent(till, paymentRequestId, { kind: 'payAnswered', answer: told.answer }, atMs);
    case 'inquire':
      return paymentEvent(till, paymentRequestId, { kind: 'inquiryAnswered', answer: told.answer }, atMs);
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
  const found = paymentsOf(till).find(({ payment }) => payment.facts.paymentRequestId === paymentRequestId);
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

/** A sale for the order is opened. */
export function openingEvent(till: Till, atMs: number): TillEvent {
  return {
    kind: 'saleOpened',
    saleId: `S${till.sales.length + 1}`,
    atMs,
    referenceOrderId: ORDER,
    orderDescription: '',
    amount: money(PRICE_MINOR),
    copies: [],
  };
}

/** A code is scanned for a sale; null where the till refuses another attempt. */
export function scanEvent(till: Till, sale: Sale, atMs: number): TillEvent | null {
  const next = nextOf(till);
  if (next.refusal !== null) return null;
  return {
    kind: 'paymentStarted',
    saleId: sale.saleId,
    atMs,
    paymentRequestId: next.paymentRequestId,
    number: next.number,
    gateway: 'G',
    family: 'ALIPAY_PLUS',
    code: maskCode(''),
    clockOffsetMs: null,
    timing: WALK_TIMING,
  };
}

/** Whether the till lets a new sale of the order be opened. */
export function mayOpen(till: Till): boolean {
  const latest = till.sales.at(-1);
  return latest !== undefined && !isBusy(latest) && nextOf(till).refusal === null;
}

function nextOf(till: Till): ReturnType<typeof nextAttempt> {
  return nextAttempt(bookOf(till.sales), MERCHANT, ORDER);
}

/** A manager approves a refund; null where the refund desk refuses it, for what it sees in the acquirer's books. */
export function refundApproval(
  sale: Sale,
  payment: Payment,
  { amountMinor, look, atMs }: { amountMinor: number; look: PaymentLook; atMs: number },
): TillEvent | null {
  if (look.kind === 'seen' && look.reversed) return null;
  const own = new Set(sale.refunds.map(({ facts }) => facts.refundRequestId));
  const elsewhereMinor = (look.kind === 'seen' ? look.refunds : [])
    .filter(({ refundRequestId, status }) => status !== 'failed' && !own.has(refundRequestId ?? ''))
    .reduce((sum, { amount }) => sum + amount.valueMinor, 0);
  if (amountMinor <= 0 || amountMinor > refundableMinor(sale, payment) - elsewhereMinor) return null;
  return {
    kind: 'refundApproved',
    saleId: sale.saleId,
    atMs,
    refundRequestId: `R${sale.saleId.slice(1)}${sale.refunds.length + 1}`,
    paymentRequestId: payment.facts.paymentRequestId,
    amount: money(amountMinor),
    reason: '',
    approverId: 'm1',
    idempotencyKey: null,
    timing: WALK_TIMING,
  };
}

/** The events of a start, for all that the journal holds open. */
export function resumeOf(till: Till, atMs: number): TillEvent[] {
  const open = till.sales.filter(isOpen);
  const replayed = new Set(
    open.flatMap(({ payments }) => payments.map(({ facts }) => facts.paymentRequestId)),
  );
  return open.flatMap((sale) => resumeEvents(sale, atMs, replayed));
}

/** Whatever waits for a time, with the event that the time brings. */
export function wakesOf(
  till: Till,
): { readonly who: string; readonly atMs: number; readonly event: (atMs: number) => TillEvent }[] {
  const ofPayments = paymentsOf(till).flatMap(({ payment }) => {
    const atMs = wakeAtOf(payment);
    const { paymentRequestId, number } = payment.facts;
    const event = (nowMs: number): TillEvent => paymentEvent(till, paymentRequestId, { kind: 'woke' }, nowMs);
    return atMs === null ? [] : [{ who: `attempt ${number}`, atMs, event }];
  });
  const ofRefunds = till.sales.flatMap(({ refunds }) =>
    refunds.flatMap(({ facts, state }) => {
      const atMs = refundWakeAtOf(state);
      const id = facts.refundRequestId;
      const event = (nowMs: number): TillEvent => refundEvent(till, id, { kind: 'woke' }, nowMs);
      return atMs === null ? [] : [{ who: `refund ${id}`, atMs, event }];
    }),
  );
  return [...ofPayments, ...ofRefunds];
}

/** What the view of a sale offers to people. */
export function mayOf(sale: Sale, isDayOver: boolean): SaleView['may'] {
  return viewOfSale(sale, { iso: () => '', mayVoid: () => !isDayOver }).may;
}

/** The queue of what is owed. */
export function owedBy(till: Till): readonly Owed[] {
  return queueOf(bookOf(till.sales));
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

/** Whether till and acquirer both hold a payment for refused: it is never charged, and nothing is heard of it any more. */
export function isSettled(till: Till, books: Books, paymentRequestId: string): boolean {
  const found = paymentsOf(till).find(({ payment }) => payment.facts.paymentRequestId === paymentRequestId);
  return found?.payment.state.kind === 'failed' && accountOf(books, paymentRequestId)?.state === 'failed';
}

/** Whether it still decides something when a payment began. */
export function countsFromStart({ state }: Payment): boolean {
  return state.kind !== 'cancelling' && state.kind !== 'cancelled';
}

/** Whether nothing but a person moves a payment. */
export function waitsForPerson({ state }: Payment): boolean {
  return state.kind === 'attention';
}

export { isBeingRechecked, isBusy, isUnresolved, leadingPayment, saleStateOf };

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
