import type { WireAmount } from '../../src/ground/money/amount.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';

interface AmountQuestionProps {
  readonly amount: WireAmount;
  readonly desk: Desk;
  readonly charge: () => void;
  readonly change: () => void;
}

/**
 * An amount far over what is usual: it is charged only when the cashier says so once more.
 *
 * Why Enter does nothing here: it may be the second of two, or the end of something that was scanned.
 */
export function AmountQuestion({ amount, desk, charge, change }: AmountQuestionProps) {
  const { pad } = useWords();
  useKeys({ second: change });
  return (
    <section class="scene question" aria-labelledby="headline">
      <Amount amount={amount} />
      <div class="scene-words">
        <h1 id="headline">{pad.unusual.headline}</h1>
        <p class="say">{pad.unusual.say}</p>
      </div>
      <div class="actions">
        <Action weight="second" disabled={desk.pending} onPress={charge}>
          {pad.charge}
        </Action>
        <Action weight="main" hint="Esc" onPress={change}>
          {pad.unusual.change}
        </Action>
      </div>
    </section>
  );
}
