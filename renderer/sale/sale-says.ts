import type { SaleView } from '../../src/contract/sale-view.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import { shopTime } from '../page/clock.ts';
import { amountText } from '../parts/amount.tsx';
import type { ShapeName } from '../parts/shapes.tsx';
import { sayOf } from '../strings/reasons.ts';
import type { Catalogue } from '../strings/words.ts';
import { isRefundOffered, troubleOf } from './trouble.ts';

/**
 * Why a sale stands as it does, in the window's language.
 *
 * Money that is owed has words of its own: its reason is the acquirer's code for the give-back, not for the payment.
 */
export function saySale(sale: SaleView, words: Catalogue): string | undefined {
  if (troubleOf(sale) !== 'owed') return sayOtherAmount(sale, words) ?? sayOf(sale, words);
  if (!isRefundOffered(sale)) return words.attention.refunding;
  return sale.reason === 'UNREADABLE_CHARGE'
    ? words.attention.unreadable(amountText(sale.amount, words.language))
    : words.attention.owed(amountText(amountOf(sale), words.language));
}

/** What was charged and what was asked, where they are not the same. */
function sayOtherAmount({ reason, charged, amount }: SaleView, words: Catalogue): string | undefined {
  if (reason !== 'AMOUNT_MISMATCH' || charged === undefined) return undefined;
  return words.attention.otherAmount(amountText(charged, words.language), amountText(amount, words.language));
}

/** What is said of a sale of which nothing stays charged, and why. */
export function sayBack(sale: SaleView, words: Catalogue): string {
  const why = isVoided(sale) ? sayOf(sale, words) : sayOtherAmount(sale, words);
  const { notCharged, refunded, say } = words.cancelled;
  // A hold has an id too; it was let go of, and no money moved.
  const wasCharged =
    sale.paymentId !== undefined && !['NOT_COLLECTED', 'GOODS_NOT_PAID'].includes(sale.reason ?? '');
  return why ?? `${wasCharged ? refunded : notCharged} ${say}`;
}

/** How a sale stands, in one word. */
export function stateWord(sale: SaleView, words: Catalogue): string {
  if (isVoided(sale)) return words.voided;
  if (isClosing(sale)) return words.page.closing.headline;
  if (isDeclined(sale)) return words.states.failed;
  return goesBack(sale) ? words.states.cancelling : words.states[sale.state];
}

/** The shape of a sale as it stands: nothing goes back of one that somebody may only still pay. */
export function stateShape(sale: SaleView): ShapeName {
  return isClosing(sale) ? 'closing' : sale.state;
}

/** The headline of a sale as it stands. */
export function headlineOf(sale: SaleView, words: Catalogue): string {
  if (isVoided(sale)) return words.voided;
  if (isClosing(sale)) return words.page.closing.headline;
  if (sale.state !== 'capturing' && isOnPage(sale)) return words.page[stepOf(sale)].headline;
  return goesBack(sale) ? words.cancelling.headline : words[sale.state].headline;
}

/** Whether the customer is paying, or about to pay, on an acquirer's page. */
export function isOnPage({ state, attempts }: SaleView): boolean {
  return (
    (state === 'submitting' || state === 'customerConfirming') && attempts.at(-1)?.linkState !== undefined
  );
}

/** How far a payment on a page is. */
export function stepOf({ attempts }: SaleView): 'making' | 'shown' | 'opened' {
  const linkState = attempts.at(-1)?.linkState;
  return linkState === 'opened' || linkState === 'shown' ? linkState : 'making';
}

/** Whether nobody wants its money any more, and somebody may still pay: until when. */
export function closesAt({ state, attempts }: SaleView): string | undefined {
  return state === 'cancelling' ? attempts.at(-1)?.payableUntil : undefined;
}

function isClosing(sale: SaleView): boolean {
  return closesAt(sale) !== undefined;
}

/** What is said of money that is not wanted any more: may it still come, did it come too late, or is it on its way back. */
export function sayCancelling(sale: SaleView, words: Catalogue): string {
  const until = closesAt(sale);
  if (until !== undefined) return words.page.closing.say(shopTime(until));
  const isOfPage = sale.attempts.at(-1)?.tender !== undefined;
  return isOfPage && sale.paymentId !== undefined && sale.reason !== 'VOIDED'
    ? words.page.late
    : words.cancelling.say;
}

/** What nobody need settle: a charge of another amount goes back by itself. */
function goesBack(sale: SaleView): boolean {
  return troubleOf(sale) === 'amount';
}

/** Whether its last attempt was refused, whoever gave the sale up then: that is why it was not paid. */
export function isDeclined({ state, attempts, reason }: SaleView): boolean {
  const isOver = state === 'failed' || state === 'cancelled';
  return isOver && reason !== undefined && attempts.at(-1)?.state === 'failed';
}

/** What was voided was no mere cancel. */
export function isVoided({ state, reason }: SaleView): boolean {
  return state === 'cancelled' && reason === 'VOIDED';
}

/** The amount that a sale is about now: what is still owed, or else what was asked. */
export function amountOf(sale: SaleView): WireAmount {
  const { amount, refundable } = sale;
  return troubleOf(sale) === 'owed' && isRefundOffered(sale) ? (refundable ?? amount) : amount;
}
