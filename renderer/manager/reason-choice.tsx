import { useState } from 'preact/hooks';
import { useKeys } from '../page/keys.ts';
import { Action, keepFocus } from '../parts/action.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';

interface ReasonChoiceProps {
  readonly headline: string;
  readonly say: string;
  readonly reasons: readonly string[];
  readonly choose: (reason: string) => void;
  readonly back: () => void;
}

/** Why a manager does something: one of a few reasons, by its digit, or in the manager's own words. */
export function ReasonChoice({ headline, say, reasons, choose, back }: ReasonChoiceProps) {
  const words = useDeskWords();
  const [own, setOwn] = useState('');
  const isOwn = own.trim() !== '';
  const take = (): void => (isOwn ? choose(own.trim()) : undefined);
  useKeys({
    main: take,
    second: back,
    type: (key) => {
      const reason = reasons[Number(key) - 1];
      if (reason !== undefined) choose(reason);
    },
  });
  return (
    <section class="scene reason" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{headline}</h1>
        <p class="say">{say}</p>
        <div class="reasons">
          {reasons.map((reason, index) => (
            <button
              key={reason}
              type="button"
              class="action"
              onMouseDown={keepFocus}
              onClick={() => choose(reason)}
            >
              <span>{reason}</span>
              <kbd class="hint" aria-hidden="true">
                {index + 1}
              </kbd>
            </button>
          ))}
        </div>
        <label class="field">
          <span>{words.reason.own}</span>
          <input
            value={own}
            autoComplete="off"
            maxLength={256}
            onInput={(event) => setOwn(event.currentTarget.value)}
          />
        </label>
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {words.back}
        </Action>
        <Action weight="main" hint="Enter" disabled={!isOwn} onPress={take}>
          {words.amount.next}
        </Action>
      </div>
    </section>
  );
}
