import type { Sale } from '../../src/payment/state.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { accountOf, lookOf, netMinorOf, newAccount, withAccount, type Account } from './acquirer.ts';
import { isOutOfTheWay } from '../../src/payment/freed.ts';
import { handedOut, questioned, spent, tell, type Parts } from './network.ts';
import {
  attemptsOf,
  isBeingRechecked,
  isUnresolved,
  isUntapped,
  leadingPayment,
  paymentEvent,
  paymentsOf,
  PRICE_MINOR,
  refundEvent,
  saleStateOf,
} from './till.ts';
import {
  beginEvent,
  isLookedAt,
  isOwnerDoubted,
  mayOf,
  mayOpen,
  openingEvent,
  owedBy,
  refundApproval,
} from './till-people.ts';
import { viewsOf } from './two-tills.ts';
import type { Bounds, Move, World } from './world.ts';

/** All that cashier, customer and manager may do now: what the views of the sales offer, and no more. */
export function peopleMoves(parts: Parts, bounds: Bounds, world: World): Move[] {
  if (world.isOff) return [];
  return [
    ...begins(parts, bounds, world),
    ...taps(parts, world),
    ...opens(parts, bounds, world),
    ...hurries(parts, world),
    ...world.till.sales.flatMap((sale) => ofSale(parts, bounds, world, sale)),
    ...looksAtPaid(parts, world),
  ];
}

function ofSale(parts: Parts, bounds: Bounds, world: World, sale: Sale): Move[] {
  const { till, books, nowMs } = world;
  const { saleId } = sale;
  const does = (say: string, event: TillEvent, after = world): Move => ({
    say: `${say}${nameOf(till, sale)}.`,
    isFree: true,
    ...tell(parts, after, event),
  });
  const payment = leadingPayment(sale);
  return mayOf(sale, books.isDayOver).flatMap((may): Move[] => {
    if (may === 'retry')
      return [does('The cashier tries again', { kind: 'retryRequested', saleId, atMs: nowMs })];
    const state = saleStateOf(sale);
    if (may === 'cancel' && (state === 'awaitingCode' || payment?.state.kind === 'failed'))
      return [does('The cashier closes the sale', { kind: 'saleClosed', saleId, atMs: nowMs })];
    if (payment === undefined) return [];
    const { paymentRequestId } = payment.facts;
    const cancel = paymentEvent(till, paymentRequestId, { kind: 'cancelRequested' }, nowMs);
    const goesBack: TillEvent = {
      ...{ kind: 'giveBackApproved', saleId, atMs: nowMs, paymentRequestId },
      ...{ amount: null, approverId: 'm1', reason: '' },
    };
    switch (may) {
      // One till of no chain is explored.
      case 'override':
        return [];
      case 'cancel':
        return isOwnerDoubted(payment)
          ? [does('A manager has the charge given back', goesBack, released(world, paymentRequestId))]
          : [does('The cashier cancels', cancel)];
      case 'accept': {
        // A manager who looks at the other tills does not take what another till was charged.
        if (accountOf(books, paymentRequestId)?.owner === 'other') return [];
        const change = { kind: 'accepted', approverId: 'm1', reason: '' } as const;
        const event = paymentEvent(till, paymentRequestId, change, nowMs);
        return [does('A manager takes the charge for this sale', event)];
      }
      case 'void': {
        if (world.voidsLeft === 0) return [];
        const voidsLeft = world.voidsLeft - 1;
        return [does('A manager voids the payment', goesBack, { ...world, voidsLeft })];
      }
      case 'free': {
        const change = { kind: 'freed', approverId: 'm1', reason: '' } as const;
        const event = paymentEvent(till, paymentRequestId, change, nowMs);
        return [does('A manager frees the order', event)];
      }
      case 'refund':
        return refunds(parts, bounds, world, sale);
    }
  });
}

/** Where an order has more than one sale, a story says which. */
function nameOf({ sales }: World['till'], sale: Sale): string {
  return sale === sales.at(-1) ? '' : ` (sale ${sale.saleId.slice(1)})`;
}

function released(world: World, paymentRequestId: string): World {
  const account = accountOf(world.books, paymentRequestId);
  if (account === undefined) return world;
  return { ...world, books: withAccount(world.books, { ...account, isReleased: true }) };
}

/**
 * The manager closes the day: the till looks at what it shows as paid, and asks about what is gone.
 *
 * The look is one step: it changes nothing at the acquirer, and what is gone stays gone, so a look that is answered
 * later is the same as a later look. One that finds the charge, or is lost, changes nothing.
 */
function looksAtPaid(parts: Parts, world: World): Move[] {
  return world.till.sales.flatMap((sale): Move[] => {
    const payment = leadingPayment(sale);
    if (payment === undefined || !isLookedAt(sale, payment)) return [];
    const { number, paymentRequestId } = payment.facts;
    const account = accountOf(world.books, paymentRequestId);
    if (account?.isGone !== true) return [];
    const say = `The manager closes the day, and the charge of attempt ${number} is gone.`;
    return [{ say, isFree: true, ...questioned(parts, world, paymentRequestId) }];
  });
}

function begins(parts: Parts, bounds: Bounds, world: World): Move[] {
  const { till, nowMs } = world;
  const sale = till.sales.at(-1);
  const attempts = attemptsOf(till);
  if (sale === undefined || saleStateOf(sale) !== 'awaitingCode' || attempts >= bounds.attempts) return [];
  const event = beginEvent(parts.tender, till, sale, nowMs);
  if (event === null) return [];
  const open = paymentsOf(till).find(
    ({ payment }) => !isOutOfTheWay(payment) && (isUnresolved(payment) || isBeingRechecked(payment)),
  );
  const broken = open === undefined ? null : 'a second attempt begins while the first is unresolved';
  const how = event.kind === 'pageStarted' ? 'A page is asked for' : 'A code is scanned';
  const say = `${how}: attempt ${attempts + 1} begins`;
  const scan = (words: string, isFree: boolean, before: World): Move => {
    const step = tell(parts, before, event);
    return { say: words, isFree, world: step.world, broken: step.broken ?? broken };
  };
  const begun = scan(`${say}.`, true, world);
  const after = spent(world, true);
  if (after === null || world.other !== null || event.kind !== 'paymentStarted') return [begun];
  const account = newAccount(event.paymentRequestId, 'charged', PRICE_MINOR);
  const books = withAccount(after.books, { ...account, owner: 'other', dated: 'early' });
  const taken = `${say}; another till was charged under its id hours ago.`;
  return [begun, scan(taken, false, { ...after, books })];
}

/**
 * The customer presses the button of a landing page: the phone is sent on, whatever the till makes of it.
 * Source: hosted payments, section 1, "given away".
 */
function taps(parts: Parts, world: World): Move[] {
  return paymentsOf(world.till).flatMap(({ payment }): Move[] => {
    if (!isUntapped(payment)) return [];
    const { number, paymentRequestId } = payment.facts;
    const event = paymentEvent(world.till, paymentRequestId, { kind: 'tapped' }, world.nowMs);
    const step = tell(parts, world, event);
    const after = handedOut(step.world, paymentRequestId);
    return [
      { say: `The customer presses the button of attempt ${number}.`, isFree: true, ...step, world: after },
    ];
  });
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
function refunds(parts: Parts, bounds: Bounds, world: World, sale: Sale): Move[] {
  const { books, nowMs } = world;
  const payment = leadingPayment(sale);
  const count = viewsOf(world)
    .flatMap((seen) => seen.till.sales)
    .reduce((sum, { refunds: ofSale }) => sum + ofSale.length, 0);
  if (payment === undefined || count >= bounds.refunds) return [];
  const account = accountOf(books, payment.facts.paymentRequestId);
  const look = lookOf(account);
  const leftMinor = account === undefined ? 0 : netMinorOf(account);
  const amounts = [...new Set([PRICE_MINOR / 2, leftMinor])].filter((minor) => minor > 0);
  const seen = amounts.flatMap((amountMinor): Move[] => {
    const event = refundApproval(sale, payment, { amountMinor, look, atMs: nowMs });
    const say = `A manager refunds ${amountMinor}`;
    if (event !== null) return [{ say: `${say}.`, isFree: true, ...tell(parts, world, event) }];
    const isWithin =
      payment.state.kind === 'paid' &&
      look.kind === 'seen' &&
      amountMinor <= leftMinor - comingMinor(sale, account);
    if (!isWithin) return [];
    const broken = 'a refund within what is left is refused as too much';
    return [{ say: `${say}, and is refused.`, isFree: true, world, broken }];
  });
  const unseen = { kind: 'unknown', why: 'silence' } as const;
  const event = refundApproval(sale, payment, { amountMinor: PRICE_MINOR, look: unseen, atMs: nowMs });
  const after = spent(world, true);
  if (event === null || after === null || leftMinor === PRICE_MINOR) return seen;
  const say = `A manager refunds ${PRICE_MINOR}; the acquirer cannot be asked first.`;
  return [...seen, { say, isFree: false, ...tell(parts, after, event) }];
}

/** What refunds of a sale will still take, as the acquirer has not made them. */
function comingMinor(sale: Sale, account: Account | undefined): number {
  const made = new Set(account?.refunds.flatMap((each) => (each.isDone ? [each.refundRequestId] : [])));
  return sale.refunds
    .filter(({ facts, state }) => state.kind === 'pending' && !made.has(facts.refundRequestId))
    .reduce((sum, { facts }) => sum + facts.amount.valueMinor, 0);
}
