import type { View } from '../../src/contract.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { sayOf } from '../strings/reasons.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { AmountPad } from './amount-pad.tsx';
import { amountText } from './amount.tsx';
import { AwaitingCode } from './awaiting-code.tsx';
import type { Desk, SceneProps } from './desk.ts';
import { Notice } from './notice.tsx';
import { Attention, Failed, Paid, Returned } from './outcome.tsx';
import { Checking, Waiting } from './waiting.tsx';

interface StageProps {
  readonly view: View;
  readonly sale: SaleView | null;
  readonly desk: Desk;
  readonly next: () => void;
}

/** The one thing to do now. */
export function Stage({ view, sale, desk, next }: StageProps) {
  const words = useWords();
  return (
    <>
      <p class="unseen" role="status">
        {sale === null ? '' : spoken(sale, words)}
      </p>
      <Notice view={view} sale={sale} desk={desk} />
      {sale === null ? (
        <AmountPad view={view} desk={desk} />
      ) : (
        <Scene key={sale.saleId} view={view} sale={sale} desk={desk} next={next} />
      )}
    </>
  );
}

function Scene({ view, ...scene }: SceneProps & { readonly view: View }) {
  switch (scene.sale.state) {
    case 'awaitingCode':
      return <AwaitingCode {...scene} training={view.health.training} choices={view.notice?.choices ?? []} />;
    case 'submitting':
    case 'customerConfirming':
      return <Waiting {...scene} />;
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

/** What a cashier who does not see the stage hears when it changes. */
function spoken(sale: SaleView, words: Catalogue): string {
  const amount = amountText(sale.amount, words.language);
  const { headline } = words[sale.state];
  const then =
    sale.state === 'checking' ? `${words.checking.keep} ${words.checking.never}` : (sayOf(sale, words) ?? '');
  const outcome = sale.state === 'paid' ? `${words.paid.paid}. ` : '';
  return `${outcome}${amount}. ${headline}. ${then}`.trim();
}
