import { useEffect } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { amountOf, headlineOf, sayBack, saySale } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { Approve } from './approve.tsx';
import type { Decision, DecisionApproval, PlaceProps } from './place.ts';
import { ReasonChoice } from './reason-choice.tsx';
import { useSale } from './use-sale.ts';
import { WrongTries } from './wrong-tries.tsx';

interface DecisionReasonProps extends PlaceProps {
  readonly sale: SaleView;
  readonly decision: Decision;
}

/** Why a charge is taken for the sale, or goes back; with what follows from it. */
export function DecisionReason({ sale, decision, go }: DecisionReasonProps) {
  const asked = askedFor(decision, useDeskWords());
  return (
    <ReasonChoice
      {...asked}
      choose={(chosen) =>
        go({ at: 'approve', approval: { kind: decision, sale, reason: chosen, unanswered: false } })
      }
      back={() => go({ at: 'sale', saleId: sale.saleId })}
    />
  );
}

function askedFor(decision: Decision, { doubt, free, override, reason, sale }: DeskWords) {
  switch (decision) {
    case 'accept':
      return { headline: doubt.takeAsk, say: doubt.takeSay, reasons: [doubt.soldHere, doubt.shown] };
    case 'giveBack': {
      const reasons = [doubt.notSold, doubt.otherWay, reason.twice];
      return { headline: reason.headline, say: doubt.giveBackSay, reasons };
    }
    case 'free':
      return { headline: free.ask, say: free.say, reasons: [doubt.otherWay, free.cannot] };
    case 'override':
      return { headline: override.ask, say: override.say, reasons: [override.broken, override.looked] };
    case 'void': {
      const reasons = [reason.wrongAmount, reason.twice, reason.returned, doubt.otherWay];
      return { headline: sale.voidAsk, say: sale.voidAskSay, reasons };
    }
  }
}

/** The approval of a decision, until there is nothing to decide any more: that is its answer, whoever gave it. */
export function ApproveDecision({
  approval,
  ...props
}: PlaceProps & { readonly approval: DecisionApproval }) {
  const sale = useSale(approval.sale.saleId, props.view);
  const { kind } = approval;
  const isByMay = kind === 'void' || kind === 'free' || kind === 'override';
  const isSettled = sale !== null && (isByMay ? !sale.may.includes(kind) : troubleOf(sale) !== 'owner');
  useEffect(() => {
    if (isSettled) props.go({ at: 'decided', sale });
  }, [isSettled]);
  return <Approve approval={approval} {...props} />;
}

/** What the sale is since the decision; it is followed while its money goes back. */
export function Decided({ sale: first, view, go, close }: PlaceProps & { readonly sale: SaleView }) {
  const words = useWords();
  const said = useDeskWords();
  const sale = useSale(first.saleId, view) ?? first;
  const { state } = sale;
  const isPaid = state === 'paid' && troubleOf(sale) === null;
  // The order waits for its code again, on the cashier's stage.
  const isOver = isPaid || ['cancelling', 'cancelled', 'awaitingCode', 'failed'].includes(state);
  // What is not over is settled at the desk; what is over belongs to the cashier's stage again.
  const done = (): void => (isOver ? close() : go({ at: 'sale', saleId: sale.saleId }));
  useKeys({ main: done, second: done });
  const say = sayDecided(sale, words);
  return (
    <section class={`scene outcome ${state}`} aria-labelledby="headline">
      <div class={isPaid || state === 'attention' ? 'outcome-word' : 'outcome-bar'}>
        <Shape name={state} large />
        <h1 id="headline">{isPaid ? words.paid.paid : headlineOf(sale, words)}</h1>
      </div>
      <Amount amount={amountOf(sale)} />
      <div class="scene-words">
        <p class="say say-loud" role="status">
          {isPaid ? words.paid.headline : say}
        </p>
        <WrongTries of={first} />
      </div>
      <div class="actions">
        <Action weight="main" hint="Enter" onPress={done}>
          {said.done}
        </Action>
      </div>
    </section>
  );
}

function sayDecided(sale: SaleView, words: Catalogue): string {
  if (sale.state === 'cancelling') return words.cancelling.say;
  return sale.state === 'cancelled' ? sayBack(sale, words) : (saySale(sale, words) ?? '');
}
