import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { Action } from '../parts/action.tsx';
import { Qr } from '../parts/qr.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { useBenchCatalogue } from '../strings/technician/bench-catalogues.ts';
import { Bench } from '../strings/technician/bench-words.ts';
import { useWords } from '../strings/words.ts';
import { ScannerSetup } from '../technician/scanner-setup.tsx';
import { answer, Frame, type AnswerProps } from './frame.tsx';

/** The entry of a scanner that types into the window. */
const TYPING = '{"kind":"keyboard"}';
/** Digits, letters and signs that lie elsewhere on the keyboards of other countries. */
const TYPED_CODE = 'TILL-1234567890/YZ';

/** Which scanner: one that types, or one that three codes find out about. */
export function ScannerAnswer(props: AnswerProps) {
  const { question, steps } = props;
  const words = useSetUpWords();
  const bench = useBenchCatalogue(useWords().language);
  const [way, setWay] = useState<'ask' | 'find' | 'types'>('ask');
  if (way === 'find' && bench !== null)
    return (
      <Bench.Provider value={bench}>
        <ScannerSetup
          bench={null}
          close={() => setWay('ask')}
          leave={() => setWay('ask')}
          take={{ word: words.next, act: (part) => answer(steps, question, part) }}
        />
      </Bench.Provider>
    );
  if (way === 'types') return <Types {...props} />;
  return (
    <Frame {...props} main={{ word: words.findScanner, act: () => setWay('find') }}>
      <Action weight="second" onPress={() => setWay('types')}>
        {words.noScanner}
      </Action>
    </Frame>
  );
}

/** A scanner that types is tried by the signs that come: they tell whether its keyboard is this machine's. */
function Types(props: AnswerProps) {
  const { question, steps } = props;
  const words = useSetUpWords();
  const [came, setCame] = useState<string | null>(null);
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const isGood = came === TYPED_CODE;
  const heard = (): void => {
    const typed = box.current?.value ?? '';
    if (box.current !== null) box.current.value = '';
    if (typed === '') answer(steps, question, TYPING);
    else setCame(typed);
  };
  return (
    <Frame {...props} main={{ word: words.next, act: heard }} say={words.typesSay}>
      <div class="set-up-types">
        <div class="set-up-types-words">
          <input
            ref={box}
            type="text"
            autocomplete="off"
            spellcheck={false}
            aria-label={words.typesBox}
            {...TAKES_SCANS}
          />
          <p class="device-outcome" role="status">
            {came === null ? null : <Shape name={isGood ? 'ok' : 'down'} />}
            {came === null ? null : isGood ? words.typesGood : words.typesOther}
          </p>
        </div>
        <Qr text={TYPED_CODE} label={TYPED_CODE} />
      </div>
    </Frame>
  );
}
