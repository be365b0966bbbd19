import { z } from 'zod';
import type { FaultedPayment, PageFaultBoard } from '../pages/fault-board.ts';
import type { PageFaultId } from '../pages/faults.ts';
import type { PageTimes } from '../pages/times.ts';
import type { Entry, Link, TrustBooks } from './books.ts';

/** One request of the gateway. */
export const request = z.object({
  requestreference: z.string(),
  request: z.tuple([
    z.object({
      requesttypedescriptions: z.tuple([z.string()]),
      sitereference: z.string().optional(),
      baseamount: z.string().optional(),
      currencyiso3a: z.string().optional(),
      orderreference: z.string().optional(),
      returnurl: z.string().optional(),
      parenttransactionreference: z.string().optional(),
      filter: z
        .object({
          sitereference: z.array(z.object({ value: z.string() })),
          orderreference: z.array(z.object({ value: z.string() })).optional(),
        })
        .optional(),
    }),
  ]),
});
export type Asked = z.infer<typeof request>['request'][0];

/** How an answer goes out. `reference`: in place of the one that was asked with; null leaves it away. */
export type GatewayAnswer =
  | { readonly kind: 'lost' | 'garbled' | 'error' }
  | {
      readonly kind: 'element';
      readonly element: object;
      readonly reference?: string | null;
      readonly waitMs?: number;
    };

export interface GatewayParts {
  readonly books: TrustBooks;
  readonly board: PageFaultBoard;
  readonly times: PageTimes;
  readonly nowMs: () => number;
  readonly pageUrl: (link: Link) => string;
  /** The till has asked what became of a payment. */
  readonly asked: (orderreference: string) => void;
}

const CREATE_FAULTS: readonly PageFaultId[] = [
  'create-lost',
  'create-unheard',
  'create-late',
  'create-error',
];
const QUERY_FAULTS: readonly PageFaultId[] = [
  ...(['answer-garbled', 'answer-unproven', 'answer-bare', 'not-found-at-first'] as const),
];
const REFUND_FAULTS: readonly PageFaultId[] = [
  ...(['refund-unknown', 'refund-unheard', 'refund-refused', 'refund-not-yet'] as const),
];

/** A payment as its faults are chosen. */
export function faulted({ entry, value }: Link): FaultedPayment {
  return { name: entry.orderreference, value };
}

/** What the gateway makes of one request. */
export function answerRequest(parts: GatewayParts, asked: Asked): GatewayAnswer {
  switch (asked.requesttypedescriptions[0]) {
    case 'AUTH':
      return auth(parts, asked);
    case 'TRANSACTIONQUERY':
      return query(parts, asked);
    case 'REFUND':
      return refund(parts, asked);
    default:
      return INVALID;
  }
}

function auth({ books, board, times, pageUrl }: GatewayParts, asked: Asked): GatewayAnswer {
  const { orderreference, baseamount, currencyiso3a, returnurl = null } = asked;
  if (orderreference === undefined || baseamount === undefined || currencyiso3a === undefined) return INVALID;
  const payment = { name: orderreference, value: baseamount };
  const isTwo = board.plays(payment, ['two-records']) !== null;
  const fault = board.playsInTurn(payment, CREATE_FAULTS);
  if (fault === 'create-lost') return { kind: 'lost' };
  if (fault === 'create-error') return { kind: 'error' };
  if (isTwo) books.linkMade(orderreference, baseamount, currencyiso3a, returnurl);
  const link = books.linkMade(orderreference, baseamount, currencyiso3a, returnurl);
  if (fault === 'create-unheard') return { kind: 'lost' };
  const made = { ...ok('AUTH'), ...link.entry, redirecturl: pageUrl(link) };
  return {
    ...{ kind: 'element', element: made },
    ...(fault === 'create-late' ? { waitMs: times.callLateMs } : {}),
  };
}

function query(parts: GatewayParts, { filter }: Asked): GatewayAnswer {
  const { books, board, asked } = parts;
  const names = filter?.orderreference?.map(({ value }) => value) ?? [];
  const link = names.map((name) => books.ofName(name)).find((known) => known !== undefined);
  const told = (records: readonly object[]): Extract<GatewayAnswer, { kind: 'element' }> => {
    const element = { ...ok('TRANSACTIONQUERY'), found: String(records.length), records };
    return { kind: 'element', element };
  };
  if (link === undefined) return told([]);
  asked(link.entry.orderreference);
  if (isUnknownNow(parts, link))
    return { kind: 'element', element: { ...ok('TRANSACTIONQUERY'), errorcode: '60010' } };
  const isPaid = link.entry.settlestatus === '100';
  const records = recordsOf(books.named(names), isPaid && board.has(faulted(link), 'other-name'));
  switch (isPaid ? board.plays(faulted(link), QUERY_FAULTS) : null) {
    case 'answer-garbled':
      return { kind: 'garbled' };
    case 'answer-unproven':
      return { ...told(records), reference: 'Aanother00' };
    case 'answer-bare':
      return { ...told(records), reference: null };
    case 'not-found-at-first':
      return told([]);
    default:
      return told(records);
  }
}

/** Records as they are told; those of a link may be told of under another name. */
function recordsOf(records: readonly Entry[], isOther: boolean): readonly Entry[] {
  if (!isOther) return records;
  return records.map((entry) => ({ ...entry, orderreference: `${entry.orderreference}X` }));
}

function refund({ books, board }: GatewayParts, asked: Asked): GatewayAnswer {
  const { parenttransactionreference = '', baseamount = '', orderreference = '' } = asked;
  const parent = books.entries.find((entry) => entry.transactionreference === parenttransactionreference);
  const link = parent === undefined ? undefined : books.ofName(parent.orderreference);
  const fault = link === undefined ? null : board.plays(faulted(link), REFUND_FAULTS);
  const refused = (errorcode: string): GatewayAnswer => {
    return { kind: 'element', element: { ...ok('REFUND'), errorcode, errormessage: 'Refused' } };
  };
  if (fault === 'refund-unknown') return refused('60010');
  if (fault === 'refund-refused') return refused('20034');
  if (fault === 'refund-not-yet') return refused('20005');
  const made = books.refunded(parenttransactionreference, baseamount, orderreference);
  if (fault === 'refund-unheard') return { kind: 'lost' };
  if (typeof made === 'string') return refused(made);
  return { kind: 'element', element: { ...ok('REFUND'), ...made } };
}

/** Whether nobody is told what became of a payment: until a while after the till has given it up. */
function isUnknownNow({ board, times, nowMs }: GatewayParts, link: Link): boolean {
  const fault = board.of(faulted(link))?.id;
  const isOf = fault === 'asks-unknown' || fault === 'asks-unknown-charged';
  return isOf && nowMs() < link.madeAtMs + times.tillWindowMs + times.afterMs;
}

function ok(requesttypedescription: string): object {
  return { requesttypedescription, errormessage: 'Ok', errorcode: '0' };
}

const INVALID: GatewayAnswer = {
  kind: 'element',
  element: { requesttypedescription: 'ERROR', errorcode: '30000', errormessage: 'Invalid field' },
};
