import { useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import { useWords } from '../strings/words.ts';
import { keepFocus } from './action.tsx';
import { Amount, decimalMark } from './amount.tsx';
import type { Desk } from './desk.ts';
import { useKeys } from './keys.ts';
import { EMPTY_PAD, minorOf, typed } from './pad-entry.ts';

const DIGIT_KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '00', '0', '.'] as const;

/** Nothing is open: the amount of the next sale. */
export function AmountPad({ view, desk }: { readonly view: View; readonly desk: Desk }) {
  const words = useWords();
  const [pad, setPad] = useState(EMPTY_PAD);
  const { currency, storeName } = view.terminal;
  const decimals = isCurrency(currency) ? exponentOf(currency) : 0;
  const value = minorOf(pad, decimals);
  const press = (key: string): void => {
    const next = typed(pad, key, decimals);
    setPad(next);
    if (next.jammed && !pad.jammed) desk.say(words.pad.jammed);
  };
  const charge = (): void => {
    if (pad.jammed) press('enter');
    else if (value !== '' && !desk.pending) desk.charge(currency, value, storeName);
  };
  useKeys({
    main: charge,
    second: () => press('clear'),
    erase: () => press('erase'),
    type: (key) => (/^[\d.,]$/.test(key) ? press(key) : undefined),
  });
  const { gateway } = view.health;
  return (
    <section class="scene pad" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {words.pad.headline}
      </h1>
      <div aria-live="polite">
        <Amount amount={{ currency, value }} />
      </div>
      {gateway.status === 'down' ? <p class="warning">{words.pad.gatewayDown(gateway.why ?? '')}</p> : null}
      <div class="pad-keys">
        <DigitKeys decimals={decimals} press={press} />
        <div class="pad-actions">
          <PadKey name="erase" label={words.pad.erase} onPress={press}>
            ⌫
          </PadKey>
          <PadKey name="clear" label={words.pad.clear} hint="Esc" onPress={press} />
          <button
            type="button"
            class="action action-main pad-charge"
            disabled={value === '' || desk.pending}
            onMouseDown={keepFocus}
            onClick={charge}
          >
            <span>{words.pad.charge}</span>
            <kbd class="hint" aria-hidden="true">
              Enter
            </kbd>
          </button>
        </div>
      </div>
    </section>
  );
}

interface DigitKeysProps {
  readonly decimals: number;
  readonly press: (key: string) => void;
}

/** The digits of an amount, and the point where its currency has decimals. */
export function DigitKeys({ decimals, press }: DigitKeysProps) {
  const words = useWords();
  return (
    <div class="pad-digits" role="group" aria-label={words.pad.digits}>
      {DIGIT_KEYS.map((key) => (
        <PadKey
          key={key}
          name={key}
          label={key === '.' ? words.pad.point : key}
          disabled={key === '.' && decimals === 0}
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
  readonly children?: string;
}

/** One key of a pad. */
export function PadKey({ name, label, hint, disabled, onPress, children }: PadKeyProps) {
  return (
    <button
      type="button"
      class={`key ${/^[\d.]/.test(name) ? 'key-digit' : 'key-word'}`}
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
