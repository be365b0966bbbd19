import type { ComponentChildren } from 'preact';
import { useWords } from '../strings/words.ts';
import { keepFocus } from './action.tsx';
import { decimalMark } from './amount.tsx';
import { Shape } from './shapes.tsx';

const DIGIT_KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0', '.'] as const;

interface DigitKeysProps {
  /** Whether the point means anything. */
  readonly point: boolean;
  readonly press: (key: string) => void;
}

/** The digits of an amount, and the point where the entry has one. */
export function DigitKeys({ point, press }: DigitKeysProps) {
  const words = useWords();
  return (
    <div class="pad-digits" role="group" aria-label={words.pad.digits}>
      {DIGIT_KEYS.map((key) => (
        <PadKey
          key={key}
          name={key}
          label={key === '.' ? words.pad.point : key}
          disabled={key === '.' && !point}
          onPress={press}
        >
          {key === '.' ? decimalMark(words.language) : key}
        </PadKey>
      ))}
    </div>
  );
}

interface PadKeyProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly onPress: (name: string) => void;
  readonly children?: ComponentChildren;
}

/** Takes the last digit away: its sign, and in words what it does. */
export function EraseKey({ disabled, onPress }: Pick<PadKeyProps, 'disabled' | 'onPress'>) {
  const { pad } = useWords();
  return (
    <PadKey
      name="erase"
      label={pad.erase}
      {...(disabled === undefined ? {} : { disabled })}
      onPress={onPress}
    >
      <Shape name="erase" /> {pad.erase}
    </PadKey>
  );
}

/** One key of a pad. */
export function PadKey({ name, label, hint, disabled, onPress, children }: PadKeyProps) {
  return (
    <button
      type="button"
      class={`key ${/^[\d.]/.test(name) ? 'key-digit' : `key-word key-${name}`}`}
      aria-label={label}
      disabled={disabled === true}
      onMouseDown={keepFocus}
      onClick={() => onPress(name)}
    >
      <span>{children ?? label}</span>
      {hint === undefined ? null : (
        <kbd class="hint" aria-hidden="true">
          {hint}
        </kbd>
      )}
    </button>
  );
}
