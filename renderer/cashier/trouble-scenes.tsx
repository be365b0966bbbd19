import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { PaymentIds } from '../sale/payment-ids.tsx';
import { amountOf, headlineOf, saySale } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { useWords } from '../strings/words.ts';
import type { SceneProps } from './scene-props.ts';
import { SlipAction, slipOf } from './waiting.tsx';

/** What a person must know of a charge: what happened, who may settle it, and the way there. */
export function Attention({ sale, desk, next, begin, toManager }: SceneProps) {
  const words = useWords();
  const goesBack = troubleOf(sale) === 'amount';
  const slip = slipOf({ sale, desk });
  const digit = goesBack ? begin : undefined;
  useKeys({ main: goesBack ? next : toManager, second: next, print: slip, digit });
  return (
    <section class="scene outcome attention" aria-labelledby="headline">
      <p class="outcome-word">
        <Shape name="attention" large />
        <span id="headline" role="heading" aria-level={1}>
          {headlineOf(sale, words)}
        </span>
      </p>
      <Amount amount={amountOf(sale)} />
      <div class="scene-words">
        <p class={goesBack ? 'say say-loud' : 'say'}>{saySale(sale, words) ?? words.attention.say}</p>
        {goesBack ? null : (
          <p class="say">
            <strong>{words.attention.manager}</strong>
          </p>
        )}
        <PaymentIds sale={sale} />
      </div>
      <div class={slip === undefined ? 'actions' : 'actions actions-many'}>
        {goesBack ? null : (
          <Action weight="second" hint="Esc" onPress={next}>
            {words.attention.next}
          </Action>
        )}
        <SlipAction slip={slip} desk={desk} />
        {goesBack ? (
          <Action weight="main" hint="Enter" onPress={next}>
            {words.attention.next}
          </Action>
        ) : (
          <Action weight="main" hint="Enter" onPress={toManager}>
            {words.attention.desk}
          </Action>
        )}
      </div>
    </section>
  );
}

/** It was paid, and the money went back without this till: no goods, and somebody must find out. */
export function Gone({ sale, next, toManager }: SceneProps) {
  const words = useWords();
  useKeys({ main: toManager, second: next });
  return (
    <section class="scene outcome cancelled" aria-labelledby="headline">
      <div class="outcome-bar">
        <Shape name="cancelling" large />
        <h1 id="headline">{words.tape.gone}</h1>
      </div>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <p class="say">{saySale(sale, words)}</p>
        <PaymentIds sale={sale} />
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={next}>
          {words.attention.next}
        </Action>
        <Action weight="main" hint="Enter" onPress={toManager}>
          {words.attention.desk}
        </Action>
      </div>
    </section>
  );
}
