import { useState } from 'preact/hooks';
import { Action } from '../parts/action.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import type { AcquirerView, Act, CaseView } from './use-acceptance.ts';

const VERDICTS = ['passed', 'failed', 'notForThisShop'] as const;

interface SayingProps {
  readonly of: CaseView;
  readonly acquirer: AcquirerView;
  readonly run: (act: Act) => void;
}

/** What a person says of a case that the kit cannot judge, with initials and what was seen. */
export function AcceptanceSaying({ of, acquirer: { gateway, against }, run }: SayingProps) {
  const { acceptance: words } = useBenchWords();
  const [who, setWho] = useState('');
  const [why, setWhy] = useState('');
  const isSaid = who.trim() !== '' && why.trim() !== '';
  return (
    <div class="acceptance-saying">
      <h3>{words.saying}</h3>
      <Line label={words.who} charactersMax={16} value={who} set={setWho} />
      <Line label={words.what} charactersMax={200} value={why} set={setWhy} />
      {VERDICTS.map((verdict) => (
        <Action
          key={verdict}
          weight="second"
          disabled={!isSaid}
          onPress={() =>
            run({ act: 'say', gateway, against, case: of.id, verdict, who: who.trim(), why: why.trim() })
          }
        >
          {words.verdicts[verdict]}
        </Action>
      ))}
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly charactersMax: number;
  readonly value: string;
  readonly set: (text: string) => void;
}

/** One line that a person types. */
function Line({ label, charactersMax, value, set }: LineProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="text"
        maxLength={charactersMax}
        autocomplete="off"
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}
