import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { sayOf } from '../strings/reasons.ts';
import { useWords } from '../strings/words.ts';
import type { SceneProps } from './scene-props.ts';

/**
 * The goods may go before it is paid: the money is held, or the shop takes the risk; the rest is done in the background.
 * From here on only a manager gives the money back.
 */
export function Approved({ sale, next, begin, toManager }: SceneProps) {
  const words = useWords();
  const risk = sayOf(sale, words);
  useKeys({ main: next, digit: begin });
  return (
    <section class="scene outcome paid" aria-labelledby="headline">
      <p class="outcome-word">
        <Shape name="capturing" large />
        <span>{risk === undefined ? words.approved.word : words.approved.atRisk}</span>
      </p>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{words.approved.headline}</h1>
        <p class="say">{risk ?? words.approved.say}</p>
      </div>
      <div class="actions">
        {sale.may.includes('void') ? (
          <Action weight="second" onPress={toManager}>
            {words.attention.act}
          </Action>
        ) : null}
        <Action weight="main" hint="Enter" onPress={next}>
          {words.paid.next}
        </Action>
      </div>
    </section>
  );
}
