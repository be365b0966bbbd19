import { useState } from 'preact/hooks';
import type { DisputeView } from '../../../src/contract/office-commands.ts';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { amountText } from '../../parts/amount.tsx';
import { Shape } from '../../parts/shapes.tsx';
import { Notice } from '../../sale/notice.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { useWords } from '../../strings/words.ts';
import { ask } from '../../till/till.ts';
import type { PlaceProps } from '../place.ts';
import { SaleStoryTape } from '../tapes.tsx';
import { ANSWERS, type AnswerWord } from './answer-words.ts';
import { DisputeAnswer } from './dispute-answer.tsx';
import { DisputeClose } from './dispute-close.tsx';
import { DisputePapers } from './dispute-papers.tsx';
import { dueWords } from './due-words.ts';
import { useAsked } from './use-asked.ts';

interface DisputePageProps extends PlaceProps {
  readonly id: string;
}

/** One dispute: what is asked, until when, with which papers it is answered; the sale's story stands beside it. */
export function DisputePage({ id, ...props }: DisputePageProps) {
  const { view, desk, go } = props;
  const [dispute, again] = useAsked(
    () => ask('readDispute', { params: { disputeRequestId: id }, body: null }),
    [view.office.changes, view.recent],
  );
  const [answer, setAnswer] = useState<AnswerWord | null>(null);
  const [isClosing, setClosing] = useState(false);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const [remarks, setRemarks] = useState('');
  const papers = chosen ?? dispute?.papers.map(({ name }) => name) ?? [];
  const back = (): void => go({ at: 'office', disputeId: null });
  const done = (): void => {
    setAnswer(null);
    setClosing(false);
    again();
  };
  return (
    <>
      <main class="stage">
        <Notice view={view} sale={null} desk={desk} />
        {dispute === null ? (
          <Waiting back={back} />
        ) : answer !== null ? (
          <DisputeAnswer {...{ dispute, answer, papers, remarks, done }} back={() => setAnswer(null)} />
        ) : isClosing ? (
          <DisputeClose dispute={dispute} done={done} back={() => setClosing(false)} />
        ) : (
          <Asked
            dispute={dispute}
            {...{ papers, remarks, setRemarks, back, again }}
            choose={setChosen}
            answer={setAnswer}
            close={() => setClosing(true)}
            refund={
              dispute.saleId === undefined ? null : () => go({ at: 'sale', saleId: dispute.saleId ?? '' })
            }
          />
        )}
      </main>
      <SaleStoryTape saleId={dispute?.saleId ?? null} view={view} />
    </>
  );
}

function Waiting({ back }: { readonly back: () => void }) {
  const words = useDeskWords();
  useKeys({ second: back });
  return (
    <section class="scene" aria-labelledby="headline">
      <h1 id="headline">{words.moment}</h1>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {words.back}
        </Action>
      </div>
    </section>
  );
}

interface AskedProps {
  readonly dispute: DisputeView;
  readonly papers: readonly string[];
  readonly choose: (papers: readonly string[]) => void;
  readonly remarks: string;
  readonly setRemarks: (text: string) => void;
  readonly answer: (word: AnswerWord) => void;
  readonly close: () => void;
  readonly refund: (() => void) | null;
  readonly back: () => void;
  readonly again: () => void;
}

function Asked({ dispute, papers, choose, remarks, setRemarks, ...does }: AskedProps) {
  const words = useOfficeWords();
  const desk = useDeskWords();
  const { language } = useWords();
  useKeys({ second: does.back });
  const { kind, amount, mayAnswer, state, overdue, givenBack } = dispute;
  const isWaiting = mayAnswer || state === 'arrived' || state === 'prepared';
  const isToGiveBack = state === 'answered' && givenBack?.promised !== undefined;
  return (
    <section class="scene day dispute" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.asks[kind]}</h1>
        <p class="dispute-due">
          <Shape name={overdue ? 'failed' : isWaiting ? 'attention' : 'ok'} />
          {amount === undefined ? null : <strong>{amountText(amount, language)}</strong>}
          <span>{isWaiting ? dueWords(dispute, words, language) : words.states[state]}</span>
        </p>
      </div>
      <div class="day-figures office" role="region" tabIndex={0} aria-label={words.papers}>
        {isWaiting && !mayAnswer ? <p class="say">{words.answerThere}</p> : null}
        <DisputeFacts dispute={dispute} />
        {dispute.papers.length === 0 && !mayAnswer ? null : (
          <DisputePapers dispute={dispute} {...{ papers, choose }} again={does.again} />
        )}
        {mayAnswer && kind === 'money' ? (
          <label class="field field-wide">
            <span>{words.remarks}</span>
            <input
              type="text"
              maxLength={256}
              value={remarks}
              onInput={(event) => setRemarks(event.currentTarget.value)}
            />
          </label>
        ) : null}
        {state === 'closed' ? null : (
          <div class="office-does">
            <Action weight="second" onPress={does.close}>
              {words.close}
            </Action>
          </div>
        )}
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={does.back}>
          {desk.back}
        </Action>
        {mayAnswer
          ? ANSWERS[kind].map((word, index, all) => (
              <Action
                key={word}
                weight={index === all.length - 1 ? 'main' : 'second'}
                onPress={() => does.answer(word)}
              >
                {words.answers[word]}
              </Action>
            ))
          : null}
        {isToGiveBack && does.refund !== null ? (
          <Action weight="main" onPress={does.refund}>
            {words.giveBack}
          </Action>
        ) : null}
      </div>
    </section>
  );
}

function DisputeFacts({ dispute }: { readonly dispute: DisputeView }) {
  const words = useOfficeWords();
  const { language } = useWords();
  const { givenBack, answer, received, wants } = dispute;
  const isBack = givenBack !== undefined && givenBack.before.value !== '0';
  const since = givenBack?.since;
  return (
    <>
      {dispute.paymentRequestId === undefined ? <p class="say">{words.unknownPayment}</p> : null}
      {dispute.late ? <p class="say">{words.late}</p> : null}
      {wants.length === 0 ? null : (
        <p class="say">
          {words.wants}: <strong>{wants.join(', ')}</strong>
        </p>
      )}
      {isBack ? <p class="say">{words.given(amountText(givenBack.before, language))}</p> : null}
      {givenBack?.promised === undefined || since === undefined ? null : (
        <p class="say">
          {words.promised(amountText(givenBack.promised, language), amountText(since, language))}
        </p>
      )}
      {answer === undefined ? null : (
        <p class="aside desk-ids">
          {[answer.answer, answer.resultCode, answer.approver, answer.remarks]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </p>
      )}
      {Object.keys(received).length === 0 ? null : (
        <details class="office-received">
          <summary>{words.received}</summary>
          <dl>
            {Object.entries(received).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
