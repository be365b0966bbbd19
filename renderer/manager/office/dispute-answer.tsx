import { useState } from 'preact/hooks';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { amountText } from '../../parts/amount.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { newRequestKey } from '../../till/order-id.ts';
import { ask } from '../../till/till.ts';
import type { AnswerWord } from './answer-words.ts';
import { OfficeApproval } from './office-approval.tsx';

interface DisputeAnswerProps {
  readonly dispute: DisputeView;
  readonly answer: AnswerWord;
  readonly papers: readonly string[];
  readonly remarks: string;
  readonly done: () => void;
  readonly back: () => void;
}

/** The answer to a dispute, asked about twice where it brings nothing, and then approved. */
export function DisputeAnswer({ dispute, answer, papers, remarks, done, back }: DisputeAnswerProps) {
  const words = useOfficeWords();
  const { language } = useWords();
  const [isSure, setSure] = useState(false);
  const [idempotencyKey] = useState(newRequestKey);
  const isBare = answer === '0003' || (answer === 'REFUSE_REFUND' && papers.length === 0);
  if (isBare && !isSure) return <AreYouSure back={back} next={() => setSure(true)} />;
  const isPapers = answer === '0001' || answer === '0002' || answer === '0003';
  const { disputeRequestId, amount } = dispute;
  const money =
    answer === 'ACCEPT_REFUND' && amount !== undefined ? `${amountText(amount, language)} · ` : '';
  return (
    <OfficeApproval
      headline={words.answers[answer]}
      say={`${money}${words.final}`}
      give={words.answers[answer]}
      done={done}
      back={back}
      request={(approver) =>
        ask('answerDispute', {
          params: { disputeRequestId },
          body: {
            ...(isPapers ? { responseCode: answer } : { refundType: answer }),
            ...(remarks === '' || isPapers ? {} : { remarks }),
            papers: answer === '0003' ? [] : [...papers],
            ...(isBare ? { confirm: true } : {}),
            approver,
          },
          idempotencyKey,
        })
      }
    />
  );
}

function AreYouSure({ back, next }: { readonly back: () => void; readonly next: () => void }) {
  const words = useOfficeWords();
  const desk = useDeskWords();
  useKeys({ main: next, second: back });
  return (
    <section class="scene" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{words.sure}</h1>
        <p class="say">{words.final}</p>
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {desk.back}
        </Action>
        <Action weight="main" hint="Enter" onPress={next}>
          {words.next}
        </Action>
      </div>
    </section>
  );
}
