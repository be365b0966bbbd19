import type { AnswerOf, ReplyOf } from '../contract/contract.ts';
import { ok } from '../ground/result.ts';
import type { Clock } from '../ground/ports.ts';
import { SKIPPED } from '../payment/sale-receipts.ts';
import type { PaperName } from '../payment/receipt-state.ts';
import type { Sale } from '../payment/state.ts';
import { printedAs } from '../receipt/paper-name.ts';
import type { Config } from '../config/config.ts';
import type { ReceiptMaking } from './read-receipt.ts';
import { refusePaper, UNDER_WAY } from './refusals.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

export interface PaperParts extends Pick<ReceiptMaking, 'receiptText'> {
  readonly clock: Clock;
  readonly config: Config;
  readonly terminal: Terminal;
  readonly screen: Screen;
}

/**
 * Prints a paper of a sale again, at any time; `printer`: on that one.
 *
 * One that still waits can be sent to another printer: surely nothing of it is on paper, so it is not marked.
 */
export function printAgain(
  parts: PaperParts,
  sale: Sale,
  copy: PaperName,
  printer: string | undefined,
): AnswerOf<'printReceipt'> {
  const { clock, config, receiptText, screen, terminal } = parts;
  const receipt = receiptText(sale, copy);
  if (!receipt.ok) return refusePaper(receipt.error);
  const prints =
    printer === undefined
      ? config.printers.some(({ copies }) => copies.includes(printedAs(copy)))
      : screen.health().printers.some(({ name }) => name === printer);
  if (!prints) return refusePaper({ why: 'noPrinter', say: noPrinter(copy, printer) });
  const state = sale.receipts[copy]?.state.kind;
  if (state === 'printing' || (state === 'waiting' && printer === undefined)) return UNDER_WAY;
  terminal.dispatch({
    ...{ kind: 'receiptRequested', saleId: sale.saleId, copy, atMs: clock.nowMs() },
    ...(printer === undefined ? {} : { printer }),
  });
  return ok(saleNow(parts, sale));
}

function noPrinter(copy: PaperName, printer: string | undefined): string {
  return printer === undefined
    ? `No printer of this till prints the ${copy} copy.`
    : `This till has no printer ${printer}.`;
}

/** Gives up a paper that waits for a printer: it does not come out later. One that does not wait stays as it is. */
export function skipReceipt(parts: PaperParts, sale: Sale, copy: PaperName): AnswerOf<'skipReceipt'> {
  const { clock, terminal } = parts;
  const state = sale.receipts[copy]?.state.kind;
  if (state === 'printing') return UNDER_WAY;
  if (state === 'waiting') {
    const outcome = { kind: 'notPrinted', why: SKIPPED, again: false } as const;
    terminal.dispatch({ kind: 'receiptEnded', saleId: sale.saleId, copy, outcome, atMs: clock.nowMs() });
  }
  return ok(saleNow(parts, sale));
}

function saleNow({ screen, terminal }: PaperParts, sale: Sale): ReplyOf<'printReceipt'> {
  return screen.sale(terminal.book.sale(sale.saleId) ?? sale);
}
