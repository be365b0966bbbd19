import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { shopTime } from '../clock.ts';
import { useWords } from '../strings/words.ts';
import { keepFocus } from './action.tsx';
import { amountText } from './amount.tsx';
import type { Desk } from './desk.ts';
import { Shape, TearEdge } from './shapes.tsx';
import { Slip } from './slip.tsx';

interface TapeProps {
  readonly view: View;
  readonly current: SaleView | null;
  readonly desk: Desk;
  readonly reachable: boolean;
}

/** Today as a roll of paper, newest on top; one line opened is its slip. A sale that was just paid opens by itself. */
export function Tape({ view, current, desk, reachable }: TapeProps) {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const justPaid = current?.state === 'paid' ? current.saleId : null;
  useEffect(() => setOpen(justPaid), [justPaid]);
  const sale = view.recent.find(({ saleId }) => saleId === open);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{sale === undefined ? words.tape.headline : shopTime(sale.openedAt)}</h2>
          {sale === undefined ? (
            <p>{view.terminal.storeName}</p>
          ) : (
            <button type="button" class="paper-back" onMouseDown={keepFocus} onClick={() => setOpen(null)}>
              {words.tape.back}
            </button>
          )}
        </div>
        {sale === undefined ? (
          <Lines sales={view.recent} onOpen={setOpen} />
        ) : (
          <Slip key={`${sale.saleId} ${sale.state}`} sale={sale} desk={desk} reachable={reachable} />
        )}
      </div>
      <TearEdge />
    </aside>
  );
}

interface LinesProps {
  readonly sales: readonly SaleView[];
  readonly onOpen: (saleId: string) => void;
}

function Lines({ sales, onOpen }: LinesProps) {
  const words = useWords();
  if (sales.length === 0) return <p class="paper-empty">{words.tape.empty}</p>;
  return (
    <ol class="lines">
      {sales.map((sale) => (
        <li key={sale.saleId}>
          <button
            type="button"
            class={`line line-${sale.state}`}
            onMouseDown={keepFocus}
            onClick={() => onOpen(sale.saleId)}
          >
            <time class="line-time">{shopTime(sale.openedAt)}</time>
            <span class="line-amount">{amountText(sale.amount, words.language)}</span>
            <span class="line-wallet">{sale.walletBrandName ?? ''}</span>
            <span class="line-state">
              <Shape name={sale.state} />
              {words.states[sale.state]}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
