import { useKeys } from '../page/keys.ts';
import { useWords } from '../strings/words.ts';
import { Action, keepFocus } from './action.tsx';
import { EraseKey, PadKey } from './pad-keys.tsx';

const PIN_KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '', '0', 'erase'] as const;

interface PinPadProps {
  /** How many digits are typed; the digits themselves are never shown. */
  readonly length: number;
  /** The same for who hears the page. */
  readonly typed: string;
  readonly press: (key: string) => void;
  /** Undefined while it cannot be done. */
  readonly main: (() => void) | undefined;
  readonly mainLabel: string;
  /** Where Esc leads; null where there is no way back. */
  readonly back: { readonly label: string; readonly act: () => void } | null;
  readonly isAsking: boolean;
}

/** Digits, dots and the two actions of a PIN, for the keyboard and for fingers. */
export function PinPad({ length, typed, press, main, mainLabel, back, isAsking }: PinPadProps) {
  const { pad } = useWords();
  useKeys({
    main,
    second: back?.act,
    erase: () => press('erase'),
    type: (key) => (/^\d$/.test(key) ? press(key) : undefined),
  });
  return (
    <div class="pad-keys">
      <div class="pad-digits" role="group" aria-label={pad.digits}>
        {PIN_KEYS.map((key) =>
          key === '' ? (
            <span key="none" />
          ) : key === 'erase' ? (
            <EraseKey key={key} disabled={isAsking} onPress={press} />
          ) : (
            <PadKey key={key} name={key} label={key} disabled={isAsking} onPress={press} />
          ),
        )}
      </div>
      <div class="pad-actions">
        <p class="pin">
          <span class="unseen" role="status">
            {typed}
          </span>
          {Array.from({ length }, (_, i) => (
            <span key={i} class="pin-dot" />
          ))}
        </p>
        {back === null ? null : (
          <Action weight="second" hint="Esc" onPress={back.act}>
            {back.label}
          </Action>
        )}
        <button
          type="button"
          class="action action-main pad-charge"
          disabled={main === undefined}
          onMouseDown={keepFocus}
          onClick={main}
        >
          <span>{mainLabel}</span>
          <kbd class="hint" aria-hidden="true">
            Enter
          </kbd>
        </button>
      </div>
    </div>
  );
}
