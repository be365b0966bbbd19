import type { WireFault } from '../faults.ts';
import type { FaultedPayment, PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import type { PageTimes } from '../pages/times.ts';
import type { CardPayment } from './books.ts';
import type { CardApi, CardRequest } from './requests.ts';

/** A payment as its faults are chosen. */
export function faulted({
  paymentRequestId,
  amount,
}: Pick<CardPayment, 'paymentRequestId' | 'amount'>): FaultedPayment {
  return { name: paymentRequestId, value: amount.value };
}

const UNKNOWN: WireFault = { kind: 'answer', code: 'UNKNOWN_EXCEPTION' };
const REFUSED: WireFault = { kind: 'answer', code: 'PROCESS_FAIL' };
const UNHEARD: WireFault = { kind: 'lostAnswer' };

type Played = Partial<Record<PageFaultId, WireFault>>;

/** What each row of the menu does to a call. Source: hosted payments, section 11. */
const PLAYED: Readonly<Record<Exclude<CardApi, 'consult' | 'inquiryRefund' | 'pay'>, Played>> = {
  inquiryPayment: {
    'answer-garbled': { kind: 'garbled' },
    'answer-unproven': { kind: 'wrongSignature' },
    'answer-bare': { kind: 'noSignature' },
    'not-found-at-first': { kind: 'answer', code: 'ORDER_NOT_EXIST' },
    'other-name': { kind: 'otherPaymentRequestId' },
  },
  capture: { 'capture-unknown': UNKNOWN, 'capture-unheard': UNHEARD, 'capture-refused': REFUSED },
  cancel: { 'undo-unknown': UNKNOWN, 'undo-unheard': UNHEARD, 'undo-refused': REFUSED },
  refund: {
    'refund-unknown': UNKNOWN,
    'refund-unheard': UNHEARD,
    'refund-refused': REFUSED,
    'refund-not-yet': { kind: 'answer', code: 'REFUND_IN_PROCESS' },
  },
};

const idsOf = (played: Played): readonly PageFaultId[] => Object.keys(played) as PageFaultId[];

/** What goes wrong with this call of this payment; null where nothing does, or no more. */
export function faultOf(
  board: PageFaultBoard,
  { api }: CardRequest,
  about: FaultedPayment,
  payment: CardPayment | undefined,
  { nowMs, times }: { readonly nowMs: number; readonly times: PageTimes },
): WireFault | null {
  switch (api) {
    case 'pay':
      return createFault(board, about, times);
    case 'inquiryPayment': {
      const id = board.of(about)?.id;
      const isUnknown = id === 'asks-unknown' || id === 'asks-unknown-charged';
      if (payment === undefined) return null;
      if (isUnknown && nowMs < payment.createdAtMs + times.tillWindowMs + times.afterMs) return UNKNOWN;
      // What nobody has paid is told of as it is.
      return payment.state === 'authorised' ? playedBy(board, about, PLAYED[api]) : null;
    }
    case 'capture':
    case 'cancel':
    case 'refund':
      return playedBy(board, about, PLAYED[api]);
    case 'consult':
    case 'inquiryRefund':
      return null;
  }
}

function playedBy(board: PageFaultBoard, about: FaultedPayment, played: Played): WireFault | null {
  const id = board.plays(about, idsOf(played));
  return id === null ? null : (played[id] ?? null);
}

function createFault(board: PageFaultBoard, about: FaultedPayment, times: PageTimes): WireFault | null {
  switch (board.playsInTurn(about, ['create-lost', 'create-unheard', 'create-late', 'create-error'])) {
    case 'create-lost':
      return { kind: 'lostRequest' };
    case 'create-unheard':
      return UNHEARD;
    case 'create-late':
      return { kind: 'lateAnswer', waitMs: times.callLateMs };
    case 'create-error':
      return { kind: 'httpStatus', status: 500 };
    default:
      return null;
  }
}
