import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { NOTHING_TYPED, type PadStart } from '../parts/pad-entry.ts';
import type { Desk } from '../till/desk.ts';
import { ask } from '../till/till.ts';
import { nowMs } from '../page/clock.ts';

/** A paid sale of longer ago than this, in a window that opens, is said to be an earlier one: it was handed over then. */
const FRESH_MS = 10 * 60_000;

/** A sale that the cashier goes on from, how it stood, and what the pad of the next one begins with. */
interface Left {
  readonly saleId: string;
  readonly state: SaleView['state'];
  readonly start: PadStart;
}

/** What stands on the stage, and the ways to go on from it. */
export interface StageSale {
  readonly sale: SaleView | null;
  /** It ended before this start of the till, or long before the window was opened. */
  readonly isEarlier: boolean;
  readonly start: PadStart;
  /** The pad has begun with `start`. */
  readonly started: () => void;
  readonly next: () => void;
  /** A digit was typed on a finished stage: it is the first one of the next amount. */
  readonly begin: (key: string) => void;
  /** Gives the sale up that waits for a code; its amount stands on the pad. */
  readonly change: () => void;
}

/**
 * The sale on the stage of this window.
 *
 * The till keeps what was gone on from, and shows it no more. Until it has answered, the window goes by itself: the next
 * key belongs to the next sale.
 */
export function useStageSale(view: View, isReachable: boolean, desk: Desk): StageSale {
  const [left, setLeft] = useState<Left | null>(null);
  const { sale } = view;
  const [longAgoId] = useState(() => (sale !== null && isLongAgo(sale) ? sale.saleId : null));
  const isGone = sale !== null && isLeft(sale, left);
  const saleId = sale?.saleId;
  // What an earlier sale left for the pad is over with the next sale.
  useEffect(() => {
    if (saleId !== undefined) setLeft((before) => (before?.saleId === saleId ? before : null));
  }, [saleId]);
  // Again after every change and every outage, until the till has kept it; a repeat changes nothing. Why in the layout
  // effect: it is asked before the next sale is seen, so no page that is loaded again then forgets it.
  const toDismiss = isGone && isReachable ? `${sale.saleId} ${sale.state}` : null;
  useLayoutEffect(() => {
    if (toDismiss !== null && saleId !== undefined)
      void ask('dismissSale', { params: { saleId }, body: null });
  }, [toDismiss]);
  const leave = (state: SaleView['state'], start: PadStart): void => {
    if (sale !== null) setLeft({ saleId: sale.saleId, state, start });
    desk.say(null);
  };
  return {
    sale: isGone ? null : sale,
    isEarlier: view.isEarlier || saleId === longAgoId,
    start: left?.start ?? NOTHING_TYPED,
    started: () => setLeft((before) => (before === null ? null : { ...before, start: NOTHING_TYPED })),
    next: () => leave(sale?.state ?? 'paid', NOTHING_TYPED),
    begin: (key) => leave(sale?.state ?? 'paid', { typed: key, minor: '' }),
    change: () => {
      if (sale === null) return;
      leave('cancelled', { typed: '', minor: sale.amount.value });
      desk.cancel(sale.saleId);
    },
  };
}

/**
 * Whether the cashier is done with a sale.
 *
 * A sale that turns out to need a person comes back on the stage, whatever it was left as; so does one that was to be
 * given up and was paid before.
 */
function isLeft({ saleId, state }: SaleView, left: Left | null): boolean {
  if (left?.saleId !== saleId) return false;
  if (state === left.state) return true;
  return isSettled(state) && isSettled(left.state) && left.state !== 'cancelled';
}

function isLongAgo({ openedAt, state }: SaleView): boolean {
  return isSettled(state) && nowMs() - Date.parse(openedAt) > FRESH_MS;
}

function isSettled(state: SaleView['state']): boolean {
  return state === 'paid' || state === 'cancelling' || state === 'cancelled';
}
