import { useState } from 'preact/hooks';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { ask } from '../../till/till.ts';
import { OfficeApproval } from './office-approval.tsx';

interface DisputeCloseProps {
  readonly dispute: DisputeView;
  readonly done: () => void;
  readonly back: () => void;
}

const OUTCOMES = ['won', 'lost', 'withdrawn', 'byHand'] as const;

/** How a dispute ended, where that was learnt in another way than by the till. */
export function DisputeClose({ dispute, done, back }: DisputeCloseProps) {
  const words = useOfficeWords();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null);
  if (outcome === null) return <Outcomes choose={setOutcome} back={back} />;
  const { disputeRequestId } = dispute;
  return (
    <OfficeApproval
      headline={words.close}
      say={words.outcomes[outcome]}
      give={words.close}
      done={done}
      back={() => setOutcome(null)}
      request={(approver) =>
        ask('closeDispute', {
          params: { disputeRequestId },
          body: { outcome, reason: words.outcomes[outcome], approver },
        })
      }
    />
  );
}

interface OutcomesProps {
  readonly choose: (outcome: (typeof OUTCOMES)[number]) => void;
  readonly back: () => void;
}

function Outcomes({ choose, back }: OutcomesProps) {
  const words = useOfficeWords();
  const desk = useDeskWords();
  useKeys({ second: back });
  return (
    <section class="scene reason" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{words.closeAsk}</h1>
        <div class="reasons">
          {OUTCOMES.map((outcome) => (
            <Action key={outcome} weight="second" onPress={() => choose(outcome)}>
              {words.outcomes[outcome]}
            </Action>
          ))}
        </div>
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {desk.back}
        </Action>
      </div>
    </section>
  );
}
