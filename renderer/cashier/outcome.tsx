import { timeInZoneOf } from '../page/clock.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { isReceiptWaiting, receiptKey } from '../sale/receipt-key.ts';
import { closesAt, headlineOf, sayBack, sayCancelling, stateShape } from '../sale/sale-says.ts';
import { sayOf } from '../strings/reasons.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import type { SceneProps } from './scene-props.ts';
import { AskAction, askOf, SlipAction, slipOf } from './waiting.tsx';
import { withoutCodes } from '../strings/health.ts';

/** Paid: the whole stage is green. */
export function Paid({ sale, desk, next, begin, toManager }: SceneProps) {
  const words = useWords();
  const print = receiptKey(sale, desk);
  const overtaken = sale.cancelWanted === true;
  const giveBack = overtaken && sale.may.includes('void') ? toManager : undefined;
  // Esc goes back elsewhere, so it must not bring out paper here.
  useKeys({ main: next, print, digit: begin });
  const time = timeInZoneOf(sale.paymentTime ?? sale.openedAt, sale.openedAt);
  return (
    <section class="scene outcome paid" aria-labelledby="headline">
      <p class="outcome-word">
        <Shape name="paid" large />
        <span>{words.paid.paid}</span>
      </p>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{words.paid.headline}</h1>
        <p class="say say-loud">{words.paid.with(sale.walletBrandName ?? '', time)}</p>
        {overtaken ? <p class="say">{words.paid.overtaken}</p> : null}
        <p class="aside">{paperWords(sale, words)}</p>
      </div>
      <div class="actions">
        {giveBack === undefined ? (
          <Action weight="second" hint="F9" disabled={desk.pending} onPress={print}>
            {isReceiptWaiting(sale) ? words.paper.choose : words.paid.print}
          </Action>
        ) : (
          <Action weight="second" onPress={giveBack}>
            {words.attention.act}
          </Action>
        )}
        <Action weight="main" hint="Enter" onPress={next}>
          {words.paid.next}
        </Action>
      </div>
    </section>
  );
}

function paperWords(sale: SceneProps['sale'], words: Catalogue): string {
  const receipt = sale.receipts.customer;
  if (receipt === undefined) return '';
  if (receipt.state === 'printed' && receipt.insteadOf !== undefined)
    return words.paper.elsewhere(receipt.printer ?? '');
  if (receipt.skipped === true) return words.paper.skipped;
  return receipt.state === 'notPrinted'
    ? words.paper.notPrinted(withoutCodes(receipt.why ?? ''))
    : words.paper[receipt.state];
}

const PAID_AT_OTHER_TILL = 'PAID_AT_OTHER_TILL';

/** Surely not charged: why, and what may be done. */
export function Failed({ sale, desk, begin }: SceneProps) {
  const words = useWords();
  const other = (): void => desk.cancel(sale.saleId);
  const tender = sale.attempts.at(-1)?.tender;
  const again = (): void =>
    tender === undefined ? desk.retry(sale.saleId) : desk.newCode(sale.saleId, tender);
  const retry = sale.may.includes('retry') ? again : undefined;
  // The order is free again once the other till's payment is over without money.
  const ask = sale.reason === PAID_AT_OTHER_TILL ? askOf({ sale, desk }) : undefined;
  useKeys({ main: retry ?? ask ?? other, second: other, digit: begin });
  return (
    <section class="scene outcome failed" aria-labelledby="headline">
      <div class="outcome-bar">
        <Shape name="failed" large />
        <h1 id="headline">{words.failed.headline}</h1>
      </div>
      <Amount amount={sale.amount} />
      <p class="say say-loud">{sayOf(sale, words) ?? words.failed.say}</p>
      <div class="actions">
        <Action
          weight={retry === undefined && ask === undefined ? 'main' : 'second'}
          hint="Esc"
          disabled={desk.pending}
          onPress={other}
        >
          {words.failed.other}
        </Action>
        <AskAction ask={ask} desk={desk} />
        {retry === undefined ? null : (
          <Action weight="main" hint="Enter" disabled={desk.pending} onPress={retry}>
            {tender === undefined ? words.failed.retry : words.page.again}
          </Action>
        )}
      </div>
    </section>
  );
}

/** Given back, or being given back: the next sale may begin. */
export function Returned({ sale, desk, next, begin, toManager }: SceneProps) {
  const words = useWords();
  const delivering = sale.state === 'cancelling';
  const slip = delivering ? slipOf({ sale, desk }) : undefined;
  const mayFree = delivering && sale.may.includes('free');
  const isExplained = delivering && sale.say !== undefined && closesAt(sale) === undefined;
  useKeys({ main: next, second: next, print: slip, digit: begin });
  return (
    <section class={`scene outcome ${sale.state}`} aria-labelledby="headline">
      <div class="outcome-bar">
        <Shape name={stateShape(sale)} large />
        <h1 id="headline">{headlineOf(sale, words)}</h1>
      </div>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        {isExplained ? <p class="say say-loud">{sayOf(sale, words)}</p> : null}
        <p class={isExplained ? 'say' : 'say say-loud'}>
          {delivering ? sayCancelling(sale, words) : sayBack(sale, words)}
        </p>
      </div>
      <div class={mayFree ? 'actions actions-many' : 'actions'}>
        <SlipAction slip={slip} desk={desk} />
        {mayFree ? (
          <Action weight="second" onPress={toManager}>
            {words.page.free}
          </Action>
        ) : null}
        <Action weight="main" hint="Enter" onPress={next}>
          {words.paid.next}
        </Action>
      </div>
    </section>
  );
}
