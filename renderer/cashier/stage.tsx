import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { amountText } from '../parts/amount.tsx';
import { Notice } from '../sale/notice.tsx';
import { headlineOf, saySale } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { AmountPad } from './amount-pad.tsx';
import { AwaitingCode } from './awaiting-code.tsx';
import { Failed, Paid, Returned } from './outcome.tsx';
import type { SceneProps } from './scene-props.ts';
import { Attention, Gone } from './trouble-scenes.tsx';
import { Checking, Waiting } from './waiting.tsx';

interface StageProps {
  readonly view: View;
  readonly sale: SaleView | null;
  readonly desk: Desk;
  readonly next: () => void;
  readonly toManager: () => void;
}

/** The one thing to do now. */
export function Stage({ view, sale, ...props }: StageProps) {
  const words = useWords();
  return (
    <>
      <p class="unseen" role="status">
        {sale === null ? '' : spoken(sale, words)}
      </p>
      <Notice view={view} sale={sale} desk={props.desk} />
      {sale === null ? (
        <AmountPad view={view} desk={props.desk} />
      ) : (
        <Scene key={sale.saleId} view={view} sale={sale} {...props} />
      )}
    </>
  );
}

function Scene({ view, ...scene }: SceneProps & { readonly view: View }) {
  if (troubleOf(scene.sale) === 'gone') return <Gone {...scene} />;
  switch (scene.sale.state) {
    case 'awaitingCode':
      return <AwaitingCode {...scene} training={view.health.training} choices={view.notice?.choices ?? []} />;
    case 'submitting':
    case 'customerConfirming':
    case 'capturing':
      return <Waiting {...scene} state={scene.sale.state} />;
    case 'checking':
      return <Checking {...scene} />;
    case 'cancelling':
    case 'cancelled':
      return <Returned {...scene} />;
    case 'paid':
      return <Paid {...scene} printers={printersOf(view)} />;
    case 'failed':
      return <Failed {...scene} />;
    case 'attention':
      return <Attention {...scene} />;
  }
}

/** The names of the printers that can print now. */
function printersOf({ health }: View): readonly string[] {
  return health.printers.flatMap(({ status, name }) => (status === 'ok' && name !== undefined ? [name] : []));
}

/** What a cashier who does not see the stage hears when it changes. */
function spoken(sale: SaleView, words: Catalogue): string {
  const amount = amountText(sale.amount, words.language);
  const isGone = troubleOf(sale) === 'gone';
  const headline = isGone ? words.tape.gone : headlineOf(sale, words);
  const then =
    sale.state === 'checking'
      ? `${words.checking.keep} ${words.checking.never}`
      : (saySale(sale, words) ?? '');
  const outcome = sale.state === 'paid' && !isGone ? `${words.paid.paid}. ` : '';
  return `${outcome}${amount}. ${headline}. ${then}`.trim();
}
