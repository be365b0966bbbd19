import { useKeys } from '../page/keys.ts';
import { Amount } from '../parts/amount.tsx';
import { DisplayWithoutCode, PhoneBeforeDisplay, PhoneToConfirm } from '../parts/drawings.tsx';
import { stepOf } from '../sale/sale-says.ts';
import { useWords } from '../strings/words.ts';
import { Ring } from './ring.tsx';
import type { SceneProps } from './scene-props.ts';
import { AskAction, askOf, CancelAction, cancelOf } from './waiting.tsx';

/** The customer pays on an acquirer's page: it is being made, its code is shown, or the phone has it. */
export function OnPage({ sale, desk }: SceneProps) {
  const words = useWords();
  const startedAt = sale.attempts.at(-1)?.startedAt;
  const step = stepOf(sale);
  const cancel = cancelOf({ sale, desk });
  const ask = step === 'making' ? undefined : askOf({ sale, desk });
  useKeys({ main: ask, second: cancel });
  return (
    <section class="scene waiting" aria-labelledby="headline">
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{words.page[step].headline}</h1>
        <p class="say">{words.page[step].say}</p>
      </div>
      <div class="scene-picture">
        <Drawing step={step} />
        {step === 'making' || sale.asking === undefined || startedAt === undefined ? null : (
          <Ring from={startedAt} until={sale.asking.until} />
        )}
      </div>
      <CancelAction cancel={cancel} sale={sale} desk={desk}>
        <AskAction ask={ask} desk={desk} />
      </CancelAction>
    </section>
  );
}

function Drawing({ step }: { readonly step: ReturnType<typeof stepOf> }) {
  switch (step) {
    case 'making':
      return <DisplayWithoutCode />;
    case 'shown':
      return <PhoneBeforeDisplay />;
    case 'opened':
      return <PhoneToConfirm />;
  }
}
