import { useState } from 'preact/hooks';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { isCurrency } from '../../../src/ground/money/currencies.ts';
import { wireAmount, type WireAmount } from '../../../src/ground/money/amount.ts';
import { parseMajor } from '../../../src/ground/money/format.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { amountText } from '../../parts/amount.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { newRequestKey } from '../../till/order-id.ts';
import { ask } from '../../till/till.ts';
import type { AnswerWord } from './answer-words.ts';
import { Field } from './field.tsx';
import { OfficeApproval } from './office-approval.tsx';
import { OfficeForm } from './office-form.tsx';

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
  const [part, setPart] = useState<WireAmount | null>(null);
  const [idempotencyKey] = useState(newRequestKey);
  const isBare = answer === '0003' || (answer === 'REFUSE_REFUND' && papers.length === 0);
  if (answer === 'ACCEPT_PARTIAL_REFUND' && part === null)
    return <HowMuch of={dispute} give={setPart} back={back} />;
  if (isBare && !isSure) return <AreYouSure back={back} next={() => setSure(true)} />;
  const isPapers = answer === '0001' || answer === '0002' || answer === '0003';
  const { disputeRequestId, amount } = dispute;
  const goesBack = part ?? (answer === 'ACCEPT_REFUND' ? amount : undefined);
  const money = goesBack === undefined ? '' : `${amountText(goesBack, language)} · `;
  return (
    <OfficeApproval
      headline={words.answers[answer]}
      say={`${money}${words.final}`}
      give={words.answers[answer]}
      done={done}
      back={part === null ? back : () => setPart(null)}
      request={(approver) =>
        ask('answerDispute', {
          params: { disputeRequestId },
          body: {
            ...(isPapers ? { responseCode: answer } : { refundType: answer }),
            ...(part === null ? {} : { refundAmount: part }),
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

interface HowMuchProps {
  readonly of: DisputeView;
  readonly give: (part: WireAmount) => void;
  readonly back: () => void;
}

/** How much of what is asked goes back; all of it is another answer. */
function HowMuch({ of: { amount, saleAmount }, give, back }: HowMuchProps) {
  const words = useOfficeWords();
  const { language } = useWords();
  const [text, setText] = useState('');
  const asked = amount ?? saleAmount;
  const money = asked !== undefined && isCurrency(asked.currency) ? parseMajor(text, asked.currency) : null;
  const part = money?.ok === true && asked !== undefined ? wireAmount(money.value) : null;
  const isPart = part !== null && BigInt(part.value) > 0n && BigInt(part.value) < BigInt(asked?.value ?? 0);
  return (
    <OfficeForm
      headline={words.howMuch}
      give={words.next}
      main={isPart ? () => give(part) : null}
      back={back}
    >
      <p class="say">{asked === undefined ? '' : amountText(asked, language)}</p>
      <div class="fields">
        <Field label={words.settlement.amount} value={text} set={setText} isNumber />
      </div>
    </OfficeForm>
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
