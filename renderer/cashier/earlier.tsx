import type { SaleView } from '../../src/contract/sale-view.ts';
import { shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { isReceiptWaiting, receiptKey } from '../sale/receipt-key.ts';
import { stateWord } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { useWords } from '../strings/words.ts';
import type { SceneProps } from './scene-props.ts';

/** Whether nothing is left to do about a sale that ended before: the stage need only say that it was. */
export function isPast(sale: SaleView): boolean {
  return (sale.state === 'paid' || sale.state === 'cancelled') && troubleOf(sale) === null;
}

/** A sale that had ended before the till was started: nobody must take it for the one of now. */
export function Earlier({ sale, desk, next, begin }: SceneProps) {
  const words = useWords();
  const print = sale.state === 'paid' ? receiptKey(sale, desk) : undefined;
  useKeys({ main: next, second: next, print, digit: begin });
  return (
    <section class="scene outcome earlier" aria-labelledby="headline">
      <div class="outcome-bar">
        <h1 id="headline">{words.earlier}</h1>
      </div>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <p class="say say-loud">
          {dateText(sale.openedAt, words.language)} {shopTime(sale.openedAt)}
        </p>
        <p class="say earlier-state">
          <Shape name={sale.state} />
          {stateWord(sale, words)}
          {sale.walletBrandName === undefined ? '' : ` · ${sale.walletBrandName}`}
        </p>
      </div>
      <div class="actions">
        {print === undefined ? null : (
          <Action weight="second" hint="F9" disabled={desk.pending} onPress={print}>
            {isReceiptWaiting(sale) ? words.paper.choose : words.paid.print}
          </Action>
        )}
        <Action weight="main" hint="Enter" onPress={next}>
          {words.paid.next}
        </Action>
      </div>
    </section>
  );
}
