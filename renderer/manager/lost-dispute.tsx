import type { WireAmount } from '../../src/ground/money/amount.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';

interface LostDisputeProps {
  readonly amount: WireAmount;
  readonly back: () => void;
  /** The manager goes on, and approves once more. */
  readonly again: () => void;
}

/** A dispute about the payment was lost: its money may be gone already, so a refund is said twice. The safe key is the main one. */
export function LostDispute({ amount, back, again }: LostDisputeProps) {
  const words = useDeskWords();
  useKeys({ main: back, second: back });
  return (
    <section class="scene lost-dispute" aria-labelledby="headline">
      <Amount amount={amount} />
      <div class="scene-words" role="alert">
        <h1 id="headline">{words.approve.lost}</h1>
        <p class="say">{words.approve.lostSay}</p>
      </div>
      <div class="actions">
        <Action weight="second" onPress={again}>
          {words.approve.giveAnyway}
        </Action>
        <Action weight="main" hint="Enter" onPress={back}>
          {words.back}
        </Action>
      </div>
    </section>
  );
}
