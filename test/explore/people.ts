import type { TillEvent } from '../../src/payment/state.ts';
import { accountOf, lookOf, netMinorOf } from './acquirer.ts';
import { tell, type Parts } from './network.ts';
import {
  attemptsOf,
  isBeingRechecked,
  isUnresolved,
  leadingPayment,
  mayOf,
  mayOpen,
  openingEvent,
  owedBy,
  paymentEvent,
  paymentsOf,
  PRICE_MINOR,
  refundApproval,
  refundEvent,
  saleStateOf,
  scanEvent,
} from './till.ts';
import type { Bounds, Move, World } from './world.ts';

/** All that cashier, customer and manager may do now: what the view of the latest sale offers, and no more. */
export function peopleMoves(parts: Parts, bounds: Bounds, world: World): Move[] {
  const { till, books, nowMs } = world;
  const sale = till.sales.at(-1);
  if (sale === undefined) return [];
  const does = (say: string, event: TillEvent, after = world): Move => ({
    say,
    isFree: true,
    ...tell(parts, after, event),
  });
  const state = saleStateOf(sale);
  const payment = leadingPayment(sale);
  const moves = [...scans(parts, bounds, world), ...opens(parts, bounds, world), ...hurries(parts, world)];
  for (const may of mayOf(sale, books.isDayOver)) {
    switch (may) {
      case 'retry':
        moves.push(
          does('The cashier tries again.', { kind: 'retryRequested', saleId: sale.saleId, atMs: nowMs }),
        );
        break;
      case 'cancel':
        if (state === 'awaitingCode' || state === 'failed') {
          moves.push(
            does('The cashier closes the sale.', { kind: 'saleClosed', saleId: sale.saleId, atMs: nowMs }),
          );
        } else if (payment !== undefined) {
          const { paymentRequestId } = payment.facts;
          moves.push(
            does(
              'The cashier cancels.',
              paymentEvent(till, paymentRequestId, { kind: 'cancelRequested' }, nowMs),
            ),
          );
        }
        break;
      case 'void':
        if (world.voidsLeft > 0 && payment !== undefined) {
          const { paymentRequestId } = payment.facts;
          const event = paymentEvent(till, paymentRequestId, { kind: 'cancelRequested' }, nowMs);
          moves.push(
            does('The cashier voids the payment.', event, { ...world, voidsLeft: world.voidsLeft - 1 }),
          );
        }
        break;
      case 'refund':
        moves.push(...refunds(parts, bounds, world));
        break;
    }
  }
  return moves;
}

function scans(parts: Parts, bounds: Bounds, world: World): Move[] {
  const { till, nowMs } = world;
  const sale = till.sales.at(-1);
  const attempts = attemptsOf(till);
  if (sale === undefined || saleStateOf(sale) !== 'awaitingCode' || attempts >= bounds.attempts) return [];
  const event = scanEvent(till, sale, nowMs);
  if (event === null) return [];
  const open = paymentsOf(till).find(({ payment }) => isUnresolved(payment) || isBeingRechecked(payment));
  const step = tell(parts, world, event);
  const broken = open === undefined ? step.broken : 'a second attempt begins while the first is unresolved';
  return [
    { say: `A code is scanned: attempt ${attempts + 1} begins.`, isFree: true, world: step.world, broken },
  ];
}

/** The register opens a sale for the same order; one that failed is closed by it. */
function opens(parts: Parts, bounds: Bounds, world: World): Move[] {
  const { till, nowMs } = world;
  const latest = till.sales.at(-1);
  const isWanted = attemptsOf(till) < bounds.attempts && till.sales.length < bounds.attempts;
  if (latest === undefined || latest.payments.length === 0 || !isWanted || !mayOpen(till)) return [];
  const isFailed = saleStateOf(latest) === 'failed';
  const closing = { kind: 'saleClosed', saleId: latest.saleId, atMs: nowMs } as const;
  const closed = isFailed ? tell(parts, world, closing).world : world;
  const opened = tell(parts, closed, openingEvent(till, nowMs));
  return [{ say: 'The register opens the order again.', isFree: true, ...opened }];
}

/** "Try now" on the queue. */
function hurries(parts: Parts, world: World): Move[] {
  const owed = owedBy(world.till);
  if (owed.length === 0) return [];
  const { nowMs } = world;
  const step = owed.reduce<Pick<Move, 'world' | 'broken'>>(
    (so, { paymentRequestId, refundRequestId }) => {
      const { till } = so.world;
      let next = so;
      if (paymentRequestId !== undefined)
        next = tell(parts, next.world, paymentEvent(till, paymentRequestId, { kind: 'hurried' }, nowMs));
      const isRefund = till.sales.some(({ refunds }) =>
        refunds.some(({ facts }) => facts.refundRequestId === refundRequestId),
      );
      if (isRefund && refundRequestId !== undefined)
        next = tell(
          parts,
          next.world,
          refundEvent(next.world.till, refundRequestId, { kind: 'hurried' }, nowMs),
        );
      return { world: next.world, broken: so.broken ?? next.broken };
    },
    { world, broken: null },
  );
  return [{ say: 'A person asks to try now what is owed.', isFree: true, ...step }];
}

/** A manager refunds a part, or all that the acquirer says is left. */
function refunds(parts: Parts, bounds: Bounds, world: World): Move[] {
  const { till, books, nowMs } = world;
  const sale = till.sales.at(-1);
  const payment = sale === undefined ? undefined : leadingPayment(sale);
  const count = till.sales.reduce((sum, { refunds: ofSale }) => sum + ofSale.length, 0);
  if (sale === undefined || payment === undefined || count >= bounds.refunds) return [];
  const account = accountOf(books, payment.facts.paymentRequestId);
  const look = lookOf(account);
  const leftMinor = account === undefined ? 0 : netMinorOf(account);
  const amounts = [...new Set([PRICE_MINOR / 2, leftMinor])].filter((minor) => minor > 0);
  const seen = amounts.flatMap((amountMinor): Move[] => {
    const event = refundApproval(sale, payment, { amountMinor, look, atMs: nowMs });
    if (event === null) return [];
    return [{ say: `A manager refunds ${amountMinor}.`, isFree: true, ...tell(parts, world, event) }];
  });
  const unseen = { kind: 'unknown', why: 'silence' } as const;
  const event = refundApproval(sale, payment, { amountMinor: PRICE_MINOR, look: unseen, atMs: nowMs });
  if (event === null || world.faultsLeft === 0 || leftMinor === PRICE_MINOR) return seen;
  const after = { ...world, faultsLeft: world.faultsLeft - 1 };
  const say = `A manager refunds ${PRICE_MINOR}; the acquirer cannot be asked first.`;
  return [...seen, { say, isFree: false, ...tell(parts, after, event) }];
}
