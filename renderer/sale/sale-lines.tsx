import type { RefundView, SaleView } from '../../src/contract/sale-view.ts';
import { shopDate, shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { keepFocus } from '../parts/action.tsx';
import { amountText } from '../parts/amount.tsx';
import { Shape, type ShapeName } from '../parts/shapes.tsx';
import { sayOf } from '../strings/reasons.ts';
import { useWords } from '../strings/words.ts';
import { isDeclined, stateShape, stateWord } from './sale-says.ts';
import { troubleOf } from './trouble.ts';

interface LinesProps {
  /** Said where there is no sale. */
  readonly empty: string;
  readonly sales: readonly SaleView[];
  readonly onOpen: (saleId: string) => void;
  /** A day that needs not be said: `2026-11-20`. */
  readonly undated?: string;
}

/** Sales as lines of the tape, each with what went back of it. */
export function Lines({ sales, empty, onOpen, undated }: LinesProps) {
  const words = useWords();
  if (sales.length === 0) return <p class="paper-empty">{empty}</p>;
  return (
    <ol class="lines" onKeyDown={walkLines}>
      {sales.map((sale) => (
        <li key={sale.saleId}>
          <button
            type="button"
            class={`line line-${sale.state}`}
            onMouseDown={keepFocus}
            onClick={() => onOpen(sale.saleId)}
          >
            <time class="line-time">
              {shopDate(sale.openedAt) === undated ? '' : `${dateText(sale.openedAt, words.language)} `}
              {shopTime(sale.openedAt)}
            </time>
            <span class="line-amount">{amountText(sale.amount, words.language)}</span>
            <span class="line-wallet">{sale.walletBrandName ?? ''}</span>
            <span class="line-state">
              <Shape name={stateShape(sale)} />
              {stateWord(sale, words)}
            </span>
            {troubleOf(sale) === 'gone' ? <GoneMark /> : null}
            {isDeclined(sale) ? <span class="line-reason">{sayOf(sale, words)}</span> : null}
            {sale.refunds.map((refund) => (
              <span key={refund.refundRequestId} class={`line-refund line-refund-${refund.state}`}>
                <Shape name={REFUND_SHAPES[refund.state]} />
                {amountText(refund.amount, words.language)} · {words.refunds[refund.state]}
              </span>
            ))}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The arrow keys go from a box into the lines below it, and from one line to the next. */
export function walkLines(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const lines = Array.from(document.querySelectorAll<HTMLElement>('.lines .line'));
  const at = lines.findIndex((line) => line === document.activeElement);
  lines[Math.max(0, at + by)]?.focus();
}

/** The money of a sale went back, and not by this till. */
export function GoneMark() {
  const { tape } = useWords();
  return (
    <span class="line-refund line-gone">
      <Shape name="cancelling" />
      {tape.gone}
    </span>
  );
}

/** The shape of a refund's state. */
export const REFUND_SHAPES: Readonly<Record<RefundView['state'], ShapeName>> = {
  pending: 'checking',
  refunded: 'cancelling',
  failed: 'failed',
};
