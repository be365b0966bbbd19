import { saleTransition } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import type { TillEvent } from '../payment/events.ts';
import { DamagedJournal } from './records.ts';

/**
 * What one more row makes of a sale.
 *
 * Errors: throws DamagedJournal where the row can't have happened after the ones before it.
 */
export function foldOnto(sale: Sale | null, event: TillEvent): Sale {
  try {
    return saleTransition(sale, event).sale;
  } catch (cause) {
    throw new DamagedJournal(`a row of the sale ${event.saleId} does not follow from the ones before it`, {
      cause,
    });
  }
}

/** A sale from all its rows, in order; null where there are none. */
export function foldOf(events: Iterable<TillEvent>): Sale | null {
  let sale: Sale | null = null;
  for (const event of events) sale = foldOnto(sale, event);
  return sale;
}
