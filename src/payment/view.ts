import { SKIPPED } from './sale-receipts.ts';
import type { ReceiptView, RefundView, SaleView } from '../contract/sale-view.ts';
import { sameAmount, wireAmount } from '../ground/money/amount.ts';
import type { Ms } from '../ground/time.ts';
import { assertNever } from '../ground/result.ts';
import { mayHandOver } from './capture.ts';
import { mayBeFreed } from './freed.ts';
import { isForPerson, leadingPayment, mayRetry, saleStateOf } from './sale.ts';
import {
  isRefundable,
  offeredMinor,
  refundableCharge,
  refundableMinor,
  standingRefunds,
} from './sale-refunds.ts';
import type { Refund, RefundState } from './refund-state.ts';
import { isAcceptable } from './ended.ts';
import { goneOf, reasonOf, type SaidReason } from './reason-view.ts';
import type { SaleState } from '../ground/sale-states.ts';
import type { ReceiptJob } from './receipt-state.ts';
import type { Payment, Sale, Way } from './state.ts';

/** What the view of a sale needs beside the sale. */
export interface ViewSetting extends MaySetting {
  readonly iso: (atMs: Ms) => string;
}

/** What decides of what people may do, beside the sale. */
interface MaySetting {
  readonly mayVoid: (payment: Payment) => boolean;
  /** Whether a manager may have the order taken although another till may hold it; absent at a till of no chain. */
  readonly offersOverride?: ((sale: Sale) => boolean) | undefined;
  /** Whether the shop lets managers free orders. */
  readonly freeing: boolean;
}

/** The sale as everyone outside the terminal sees it. */
export function viewOfSale(sale: Sale, setting: ViewSetting): SaleView {
  const state = saleStateOf(sale);
  const payment = leadingPayment(sale);
  const reason: SaidReason | undefined =
    payment === undefined ? undefined : (goneOf(sale, payment) ?? reasonOf(payment));
  return {
    saleId: sale.saleId,
    referenceOrderId: sale.referenceOrderId,
    orderDescription: sale.orderDescription,
    amount: wireAmount(sale.amount),
    state,
    ...viewOfReason(reason),
    may: mayDo(sale, setting),
    openedAt: setting.iso(sale.openedAtMs),
    ...(payment === undefined ? {} : factsOfPayment(payment, setting)),
    ...(payment === undefined ? {} : chargedOf(sale, payment)),
    attempts: sale.payments.map((attempt) => viewOfAttempt(attempt, setting)),
    refunds: sale.refunds.map((refund) => viewOfRefund(refund, setting)),
    ...refundableOf(sale, payment),
    receipts: Object.fromEntries(
      Object.entries(sale.receipts).map(([copy, job]) => [copy, viewOfReceipt(job)]),
    ),
    ...(sale.operatorId === undefined ? {} : { operatorId: sale.operatorId }),
  };
}

/** What people may do about a sale now. */
export function mayDo(sale: Sale, setting: MaySetting): SaleView['may'] {
  const state = saleStateOf(sale);
  return [
    ...allowed(sale, state, setting),
    ...mayFree(leadingPayment(sale), setting),
    ...mayOverride(sale, state, setting),
  ];
}

function mayFree(payment: Payment | undefined, { freeing }: MaySetting): SaleView['may'] {
  return freeing && payment !== undefined && mayBeFreed(payment) ? ['free'] : [];
}

function mayOverride(sale: Sale, state: SaleState, { offersOverride }: MaySetting): SaleView['may'] {
  const mayBegin = state === 'awaitingCode' || (state === 'failed' && mayRetry(sale) === 'yes');
  return mayBegin && offersOverride?.(sale) === true ? ['override'] : [];
}

function allowed(sale: Sale, state: SaleState, setting: MaySetting): SaleView['may'] {
  const payment = leadingPayment(sale);
  switch (state) {
    case 'awaitingCode':
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return ['cancel'];
    case 'capturing':
      return payment !== undefined && mayHandOver(payment) ? ['void'] : ['cancel'];
    case 'failed':
      return mayRetry(sale) === 'yes' ? ['retry', 'cancel'] : ['cancel'];
    case 'paid':
      return payment === undefined ? [] : mayGiveBack(sale, payment, setting);
    case 'attention':
      return payment === undefined ? [] : waysOut(sale, payment);
    case 'cancelling':
    case 'cancelled':
      return [];
    default:
      return assertNever(state);
  }
}

/** What a person may do about money that the till doubts, or cannot give back by itself. */
function waysOut(sale: Sale, payment: Payment): SaleView['may'] {
  const { facts, state } = payment;
  if (state.kind === 'attention') return isAcceptable({ facts }, state) ? ['accept', 'cancel'] : ['cancel'];
  return isRefundable(payment) && offeredMinor(sale, payment) > 0 ? ['refund'] : [];
}

/** A void gives all back, so it is offered only while no refund has been approved. */
function mayGiveBack(sale: Sale, payment: Payment, setting: MaySetting): SaleView['may'] {
  const { paymentRequestId } = payment.facts;
  const isWhole = standingRefunds(sale, paymentRequestId).length === 0 && refundableMinor(sale, payment) > 0;
  const isVoidable = isWhole && setting.mayVoid(payment);
  return [
    ...(isVoidable ? (['void'] as const) : []),
    ...(refundableMinor(sale, payment) > 0 ? (['refund'] as const) : []),
  ];
}

/** What was charged or held, where it is not what was asked. */
function chargedOf({ otherCharge }: Sale, { facts, state }: Payment): Pick<SaleView, 'charged'> {
  const charged = 'charge' in state ? state.charge?.amount : undefined;
  if (charged !== undefined) return sameAmount(charged, facts.amount) ? {} : { charged: wireAmount(charged) };
  const isOfIt = otherCharge?.paymentRequestId === facts.paymentRequestId;
  return isOfIt ? { charged: wireAmount(otherCharge.amount) } : {};
}

function refundableOf(sale: Sale, payment: Payment | undefined): Partial<SaleView> {
  const charge = payment === undefined ? null : refundableCharge(payment);
  if (payment === undefined || charge === null) return {};
  const { currency } = charge;
  return { refundable: wireAmount({ currency, valueMinor: offeredMinor(sale, payment) }) };
}

/** The refund as everyone outside the terminal sees it: what is not surely given back is pending. */
export function viewOfRefund({ facts, state }: Refund, { iso }: Pick<ViewSetting, 'iso'>): RefundView {
  const why = state.kind === 'failed' ? state.reason : state.kind === 'pending' ? state.heldBy : null;
  return {
    refundRequestId: facts.refundRequestId,
    paymentRequestId: facts.paymentRequestId,
    amount: wireAmount(facts.amount),
    state: state.kind,
    ...(state.kind === 'refunded' ? withoutAbsent(pick(state)) : {}),
    reason: why?.code ?? facts.reason,
    ...(why === null ? {} : { say: why.say }),
    approver: facts.approverId,
    approvedAt: iso(facts.approvedAtMs),
    ...(facts.operatorId === undefined ? {} : { operatorId: facts.operatorId }),
  };
}

function pick({ refundId, refundTime }: Extract<RefundState, { kind: 'refunded' }>) {
  return { refundId, refundTime };
}

function factsOfPayment(payment: Payment, setting: ViewSetting): Partial<SaleView> {
  const charge = 'charge' in payment.state ? payment.state.charge : null;
  return {
    paymentRequestId: payment.facts.paymentRequestId,
    ...factsOfPursuit(payment, setting),
    ...(charge === null
      ? {}
      : {
          ...withoutAbsent({
            paymentId: charge.paymentId,
            pspId: charge.pspId,
            walletBrandName: charge.walletBrandName,
            paymentTime: charge.paymentTime,
          }),
        }),
  };
}

function factsOfPursuit({ facts, state }: Payment, { iso }: ViewSetting): Partial<SaleView> {
  if (state.kind === 'paid') return state.cancelWanted ? { cancelWanted: true } : {};
  if (state.kind === 'capturing')
    return {
      ...(state.cancelWanted ? { cancelWanted: true } : {}),
      ...(mayHandOver({ facts, state }) ? { handOver: true as const } : {}),
    };
  if (!('windowEndsAtMs' in state)) return {};
  return {
    ...(facts.way.kind === 'code' ? { codeDiesAt: iso(facts.startedAtMs + facts.timing.codeLifeMs) } : {}),
    asking: { nextAt: iso(state.askedAtMs ?? state.nextAskAtMs), until: iso(state.windowEndsAtMs) },
    ...(state.cancelWanted ? { cancelWanted: true } : {}),
  };
}

function withoutAbsent<T extends Record<string, string | undefined>>(
  facts: T,
): Partial<Record<keyof T, string>> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<
    Record<keyof T, string>
  >;
}

function viewOfAttempt(payment: Payment, setting: ViewSetting): SaleView['attempts'][number] {
  const reason = reasonOf(payment);
  return {
    paymentRequestId: payment.facts.paymentRequestId,
    state: stateOfAttempt(payment),
    ...viewOfWay(payment.facts.way),
    ...(payment.facts.way.kind === 'page' ? viewOfLink(payment, setting) : {}),
    gateway: payment.facts.gateway,
    startedAt: setting.iso(payment.facts.startedAtMs),
    ...viewOfReason(reason),
  };
}

function viewOfReason(reason: SaidReason | undefined): Pick<SaleView, 'reason' | 'reasonClass' | 'say'> {
  if (reason === undefined) return {};
  const { code, class: kind, say } = reason;
  return { reason: code, ...(kind === undefined ? {} : { reasonClass: kind }), say };
}

/** Whether the customer can pay by the link of an attempt, as far as the till knows. */
function viewOfLink(
  { facts, state }: Payment,
  { iso }: ViewSetting,
): Pick<SaleView['attempts'][number], 'linkState' | 'payableUntil'> {
  if (state.kind === 'customerConfirming' && state.isUntapped) return { linkState: 'shown' };
  const { way } = facts;
  const isOpened = way.kind === 'page' && way.landing !== null;
  if (facts.payableForMs === null) return { linkState: state.kind === 'submitting' ? 'none' : 'closed' };
  const payableUntil = iso(facts.startedAtMs + facts.payableForMs);
  switch (state.kind) {
    case 'submitting':
    case 'customerConfirming':
    case 'checking':
      return { linkState: state.cancelWanted ? 'closed' : isOpened ? 'opened' : 'shown', payableUntil };
    case 'cancelling':
      return state.charge === null ? { linkState: 'closed', payableUntil } : { linkState: 'closed' };
    case 'capturing':
    case 'paid':
    case 'failed':
    case 'cancelled':
    case 'attention':
      return { linkState: 'closed' };
    default:
      return assertNever(state);
  }
}

function viewOfWay(way: Way): Pick<SaleView['attempts'][number], 'code' | 'family' | 'tender'> {
  switch (way.kind) {
    case 'code':
      return { code: way.code, family: way.family };
    case 'page':
      return { tender: way.tender };
    case 'adopted':
      return { code: '', family: 'UNKNOWN' };
    default:
      return assertNever(way);
  }
}

function stateOfAttempt(payment: Payment): SaleState {
  const state = payment.state;
  return state.kind === 'cancelling' && isForPerson(state) ? 'attention' : state.kind;
}

function viewOfReceipt(job: ReceiptJob): ReceiptView {
  const why = 'why' in job.state ? job.state.why : null;
  const { on } = job;
  return {
    state: job.state.kind,
    ...(why === null ? {} : { why }),
    ...(why === SKIPPED ? { skipped: true as const } : {}),
    ...(on === null || job.state.kind === 'waiting' ? {} : { printer: on.printer }),
    ...(on === null || on.insteadOf === null || job.state.kind === 'waiting'
      ? {}
      : { insteadOf: on.insteadOf }),
  };
}
