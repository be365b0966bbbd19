import { useState } from 'preact/hooks';
import { Action, keepFocus } from '../cashier/action.tsx';
import { useKeys } from '../cashier/keys.ts';
import { useDeskWords } from '../strings/manager/desk-words.ts';

const REASONS = ['returned', 'wrongAmount', 'twice', 'complaint'] as const;

interface RefundReasonProps {
  readonly choose: (reason: string) => void;
  readonly back: () => void;
}

/** Why money goes back: one of a few, by its digit, or in the manager's own words. */
export function RefundReason({ choose, back }: RefundReasonProps) {
  const words = useDeskWords();
  const { reason: said } = words;
  const [own, setOwn] = useState('');
  const isOwn = own.trim() !== '';
  const take = (): void => (isOwn ? choose(own.trim()) : undefined);
  useKeys({
    main: take,
    second: back,
    type: (key) => {
      const reason = REASONS[Number(key) - 1];
      if (reason !== undefined) choose(said[reason]);
    },
  });
  return (
    <section class="scene reason" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{said.headline}</h1>
        <p class="say">{said.say}</p>
        <div class="reasons">
          {REASONS.map((reason, index) => (
            <button
              key={reason}
              type="button"
              class="action"
              onMouseDown={keepFocus}
              onClick={() => choose(said[reason])}
            >
              <span>{said[reason]}</span>
              <kbd class="hint" aria-hidden="true">
                {index + 1}
              </kbd>
            </button>
          ))}
        </div>
        <label class="field">
          <span>{said.own}</span>
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
