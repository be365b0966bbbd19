import {
  PAGES,
  valueOf,
  type Merchant,
  type Parameters,
  type Values,
} from '../../../src/acquirers/computop/messages.ts';
import type { PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import type { PageTimes } from '../pages/times.ts';
import type { ComputopBooks, Moved, PaymentInBooks } from './books.ts';
import { faulted } from './faulted.ts';
import { movedParameters, stateParameters } from './wire.ts';

/** How an answer goes out: as it should; not at all; unreadable; encrypted with another key; in the clear. */
export interface CallAnswer {
  readonly how: 'whole' | 'lost' | 'error' | 'garbled' | 'otherKey' | 'clear';
  readonly parameters: Parameters;
}

export interface CallParts {
  readonly merchant: Merchant;
  readonly books: ComputopBooks;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  readonly nowMs: () => number;
  /** The till has asked what became of a payment. */
  readonly asked: (transId: string) => void;
}

const ANSWER_FAULTS: readonly PageFaultId[] = [
  ...([
    'answer-garbled',
    'answer-unproven',
    'answer-bare',
    'not-found-at-first',
    'code-of-information',
  ] as const),
];
const UNDO_FAULTS: readonly PageFaultId[] = ['undo-unknown', 'undo-unheard', 'undo-refused'];
const REFUND_FAULTS: readonly PageFaultId[] = [
  ...(['refund-unknown', 'refund-unheard', 'refund-refused', 'refund-not-yet'] as const),
];
/** Refused for good, and refused for now. */
const NOT_POSSIBLE = '22060305';
const NOT_YET = '20190001';

/** What a call comes to. */
export function answerCall(parts: CallParts, page: string, values: Values): CallAnswer {
  const told = (name: string): string => valueOf(values, name) ?? '';
  const { merchant, books } = parts;
  switch (page) {
    case PAGES.inquire24:
      return inquired(parts, told('TransID'), books.ofTransId(told('TransID')));
    case PAGES.inquire:
      return inquired(parts, told('TransID'), books.ofPayId(told('PayID')));
    case PAGES.reverse:
      return moved(parts, values, UNDO_FAULTS, () => books.reverse(told('PayID'), told('ReqId')));
    case PAGES.credit:
      return moved(parts, values, REFUND_FAULTS, () =>
        books.credit(told('PayID'), {
          ...{ valueMinor: Number(told('Amount')), transId: told('TransID'), reqId: told('ReqId') },
        }),
      );
    default:
      return { how: 'whole', parameters: stateParameters(merchant, '', undefined) };
  }
}

function inquired(parts: CallParts, transId: string, payment: PaymentInBooks | undefined): CallAnswer {
  const { merchant, board, times, nowMs, asked } = parts;
  const truth = stateParameters(merchant, transId, payment);
  if (payment === undefined) return { how: 'whole', parameters: truth };
  asked(payment.transId);
  const fault = board.of(faulted(payment))?.id;
  const isUnknown = fault === 'asks-unknown' || fault === 'asks-unknown-charged';
  if (isUnknown && nowMs() < payment.openedAtMs + times.tillWindowMs + times.afterMs)
    return { how: 'error', parameters: truth };
  if (payment.status !== 'OK') return { how: 'whole', parameters: truth };
  return asPlayed(parts, payment, truth);
}

/** The answer about a paid payment, spoilt as its fault says. */
function asPlayed(
  { merchant, board, times, nowMs }: CallParts,
  payment: PaymentInBooks,
  truth: Parameters,
): CallAnswer {
  const whole = (parameters: Parameters): CallAnswer => ({ how: 'whole', parameters });
  const changed = (changes: Readonly<Record<string, string>>): CallAnswer =>
    whole(truth.map(([name, value]) => [name, changes[name] ?? value] as const));
  switch (board.of(faulted(payment))?.id) {
    case 'other-name':
      return changed({ TransID: `${payment.transId}X` });
    case 'no-amount':
      return whole(truth.filter(([name]) => !name.startsWith('Amount') && !SHORT.includes(name)));
    case 'authorize-request':
      return nowMs() < (payment.decidedAtMs ?? 0) + times.settleLateMs / 6
        ? changed({ Status: 'AUTHORIZE_REQUEST', AmountCap: '0', LastStatus: 'AUTHORIZE_REQUEST' })
        : whole(truth);
    default:
  }
  switch (board.plays(faulted(payment), ANSWER_FAULTS)) {
    case 'answer-garbled':
      return { how: 'garbled', parameters: truth };
    case 'answer-unproven':
      return { how: 'otherKey', parameters: truth };
    case 'answer-bare':
      return { how: 'clear', parameters: truth };
    case 'not-found-at-first':
      return whole(stateParameters(merchant, payment.transId, undefined));
    case 'code-of-information':
      return changed({ Code: '00000001' });
    default:
      return whole(truth);
  }
}

/** What the short page on Alipay+ does not list. Source: dossier section 4. */
const SHORT: readonly string[] = ['Currency', 'LastStatus'];

/** A call that moves money: done, or not, and answered as the fault of its payment says. */
function moved(
  { merchant, books, board }: CallParts,
  values: Values,
  faults: readonly PageFaultId[],
  act: () => Moved,
): CallAnswer {
  const payment = books.ofPayId(valueOf(values, 'PayID') ?? '');
  const fault = payment === undefined ? null : board.plays(faulted(payment), faults);
  const refused = (code: string): CallAnswer => {
    return { how: 'whole', parameters: movedParameters(merchant, values, { code, xid: '' }) };
  };
  if (fault === 'undo-unknown' || fault === 'refund-unknown') return { how: 'error', parameters: [] };
  if (fault === 'undo-refused' || fault === 'refund-refused') return refused(NOT_POSSIBLE);
  if (fault === 'refund-not-yet') return refused(NOT_YET);
  const parameters = movedParameters(merchant, values, act());
  return { how: fault === null ? 'whole' : 'lost', parameters };
}
