import type { AnswerOf } from '../contract/contract.ts';
import { refuse } from '../contract/problems.ts';
import type { Clock } from '../ground/ports.ts';
import { ok } from '../ground/result.ts';
import { isBusy } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

interface Parts {
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly screen: Screen;
}

/** Goes on from a sale, for good; a repeat changes nothing. Errors: `till-busy` while the sale is under way. */
export function dismissSale(parts: Parts, sale: Sale): AnswerOf<'dismissSale'> {
  const { saleId } = sale;
  if (isBusy(sale))
    return refuse({
      slug: 'till-busy',
      detail: 'Finish or cancel the sale on the screen first.',
      saleId,
      why: 'sale',
    });
  return kept(parts, sale, 'saleDismissed');
}

/** A person has seen what the till says of a charge of another amount; a repeat changes nothing. */
export function seeNotice(parts: Parts, sale: Sale): AnswerOf<'seeNotice'> {
  return kept(parts, sale, 'noticeSeen');
}

function kept({ clock, screen, terminal }: Parts, sale: Sale, kind: 'saleDismissed' | 'noticeSeen') {
  const { saleId } = sale;
  terminal.dispatch({ kind, saleId, atMs: clock.nowMs() });
  return ok(screen.sale(terminal.book.sale(saleId) ?? sale));
}
