import { useState } from 'preact/hooks';
import { Action } from '../parts/action.tsx';
import { Qr } from '../parts/qr.tsx';
import { PhoneUnderScanner } from '../parts/drawings.tsx';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { ask } from '../till/till.ts';

interface TrainingCodeProps {
  readonly desk: Desk;
  readonly scan: (code: string) => void;
}

/** Practice: the customer's phone on the screen, with a fresh code of the sandbox inside the till. */
export function TrainingCode({ desk, scan }: TrainingCodeProps) {
  const words = useWords();
  const [code, setCode] = useState<string | null>(null);
  const show = (): void => {
    void ask('showTrainingCode', { params: {}, body: null }).then((answer) => {
      if (answer.ok) setCode(answer.value.text);
      else desk.say(sayRefusal(answer.refusal, words));
    });
  };
  return (
    <div class="training-code">
      {code === null ? <PhoneUnderScanner /> : <Qr text={code} label={words.trainingCode.picture} />}
      {code === null ? null : <p class="training-digits">{code.replace(/(\d{4})(?=\d)/g, '$1 ')}</p>}
      <div class="training-buttons">
        <Action weight="second" onPress={show}>
          {code === null ? words.trainingCode.show : words.trainingCode.another}
        </Action>
        {code === null ? null : (
          <Action
            weight="main"
            disabled={desk.pending}
            onPress={() => {
              scan(code);
              setCode(null);
            }}
          >
            {words.trainingCode.scan}
          </Action>
        )}
      </div>
    </div>
  );
}
