import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { nowMs } from '../clock.ts';
import { useWords } from '../strings/words.ts';
import { watchTill, type Link } from '../till.ts';
import { useDesk } from './desk.ts';
import { Stage } from './stage.tsx';
import { Strip } from './strip.tsx';
import { Tape } from './tape.tsx';
import { Unreachable } from './unreachable.tsx';

/** A sale that ended longer ago than this is not put on the stage of a window that opens: it was handed over then. */
const STALE_MS = 10 * 60_000;

/** A sale that the cashier has left to the tape, and the state it had. */
interface Left {
  readonly saleId: string;
  readonly state: SaleView['state'];
}

/** The cashier's window: stage, tape and strip over one view of the till. */
export function Cashier() {
  const words = useWords();
  const desk = useDesk();
  const [view, setView] = useState<View | null>(null);
  const [link, setLink] = useState<Link>('connecting');
  const [left, setLeft] = useState<Left | null>(null);
  useEffect(() => {
    let first = true;
    return watchTill({
      view: (next) => {
        if (first && next.sale !== null && isStale(next.sale)) setLeft(next.sale);
        first = false;
        setView(next);
      },
      link: setLink,
    });
  }, []);
  if (view === null) return <Unreachable link={link === 'open' ? 'connecting' : link} alone />;
  const sale = view.sale === null || isLeft(view.sale, left) ? null : view.sale;
  const next = (): void => {
    if (sale !== null) setLeft({ saleId: sale.saleId, state: sale.state });
    desk.say(null);
  };
  return (
    <div class={`window ${view.health.training ? 'window-training' : ''}`}>
      {view.health.training ? (
        <header class="training">
          <strong>{words.training.mark}</strong> <span>{words.training.say}</span>
        </header>
      ) : null}
      <main class="stage">
        {link === 'open' ? (
          <Stage view={view} sale={sale} desk={desk} next={next} />
        ) : (
          <Unreachable link={link} alone={false} />
        )}
      </main>
      <Tape view={view} current={sale} desk={desk} reachable={link === 'open'} />
      <Strip view={view} reachable={link === 'open'} />
    </div>
  );
}

/**
 * Whether the cashier is done with a sale.
 *
 * A sale that turns out to need a person comes back on the stage, whatever it was left as.
 */
function isLeft(sale: SaleView, left: Left | null): boolean {
  if (left?.saleId !== sale.saleId) return false;
  return sale.state === 'attention' ? left.state === 'attention' : isSettled(sale.state);
}

function isStale(sale: SaleView): boolean {
  return isSettled(sale.state) && nowMs() - Date.parse(sale.openedAt) > STALE_MS;
}

function isSettled(state: SaleView['state']): boolean {
  return state === 'paid' || state === 'cancelling' || state === 'cancelled';
}
