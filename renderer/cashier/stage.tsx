import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { amountText } from '../parts/amount.tsx';
import { Notice } from '../sale/notice.tsx';
import { headlineOf, isOnPage, saySale } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { healthSays } from '../strings/health.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { AmountPad } from './amount-pad.tsx';
import { AwaitingCode } from './awaiting-code.tsx';
import { Earlier, isPast } from './earlier.tsx';
import { Approved } from './approved.tsx';
import { Failed, Paid, Returned } from './outcome.tsx';
import { OnPage } from './on-page.tsx';
import type { StageSale } from './stage-sale.ts';
import type { SceneProps } from './scene-props.ts';
import { Attention, Gone } from './trouble-scenes.tsx';
import { Checking, Waiting } from './waiting.tsx';

interface StageProps {
  readonly view: View;
  readonly stage: StageSale;
  readonly desk: Desk;
  readonly toManager: () => void;
}

/** The one thing to do now. */
export function Stage({ view, stage, desk, toManager }: StageProps) {
  const words = useWords();
  const { sale, isEarlier, start, started, next, begin, change } = stage;
  return (
    <>
      <p class="unseen" role="status">
        {sale === null ? '' : spoken(sale, isEarlier, words)}
      </p>
      <Notice {...{ view, sale, desk }} standing={sale === null ? healthSaysDown(view, words) : null} />
      {sale === null ? (
        <AmountPad {...{ view, desk, start, started }} />
      ) : (
        <Scene key={sale.saleId} {...{ view, sale, desk, isEarlier, next, begin, change, toManager }} />
      )}
    </>
  );
}

interface AnySceneProps extends SceneProps {
  readonly view: View;
  readonly change: () => void;
}

function Scene({ view, change, ...scene }: AnySceneProps) {
  if (troubleOf(scene.sale) === 'gone') return <Gone {...scene} />;
  if (scene.isEarlier && isPast(scene.sale)) return <Earlier {...scene} />;
  switch (scene.sale.state) {
    case 'awaitingCode':
      return (
        <AwaitingCode
          {...{ ...scene, change }}
          training={view.health.training}
          choices={view.notice?.choices ?? []}
          tenders={view.terminal.tenders}
        />
      );
    case 'submitting':
    case 'customerConfirming':
    case 'capturing':
      if (scene.sale.handOver === true) return <Approved {...scene} />;
      return isOnPage(scene.sale) ? <OnPage {...scene} /> : <Waiting {...scene} state={scene.sale.state} />;
    case 'checking':
      return <Checking {...scene} />;
    case 'cancelling':
    case 'cancelled':
      return <Returned {...scene} />;
    case 'paid':
      return <Paid {...scene} />;
    case 'failed':
      return <Failed {...scene} />;
    case 'attention':
      return <Attention {...scene} />;
  }
}

/** Why no payment can be taken now, and what still works; null while the payment service answers. */
function healthSaysDown({ health: { gateway } }: View, words: Catalogue): string | null {
  return gateway.status === 'down' ? (healthSays(gateway, words) ?? null) : null;
}

/** What a cashier who does not see the stage hears when it changes. */
function spoken(sale: SaleView, isEarlier: boolean, words: Catalogue): string {
  const amount = amountText(sale.amount, words.language);
  const isGone = troubleOf(sale) === 'gone';
  const headline = isGone ? words.tape.gone : headlineOf(sale, words);
  if (isEarlier && isPast(sale)) return `${words.earlier}. ${amount}. ${words.states[sale.state]}`;
  const then =
    sale.state === 'checking'
      ? `${words.checking.keep} ${words.checking.never}`
      : (saySale(sale, words) ?? '');
  const outcome = sale.state === 'paid' && !isGone ? `${words.paid.paid}. ` : '';
  return `${outcome}${amount}. ${headline}. ${then}`.trim();
}
