import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import { useKeys } from '../page/keys.ts';
import { keepFocus } from '../parts/action.tsx';
import { Amount, amountText } from '../parts/amount.tsx';
import { hasPoint, minorOf, startOf, typed, type PadRules, type PadStart } from '../parts/pad-entry.ts';
import { DigitKeys, EraseKey, PadKey } from '../parts/pad-keys.tsx';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { AmountQuestion } from './amount-question.tsx';

interface AmountPadProps {
  readonly view: View;
  readonly desk: Desk;
}

interface StartedPadProps extends AmountPadProps {
  readonly start: PadStart;
  /** The pad has begun with it. */
  readonly started: () => void;
}

/** Nothing is open: the amount of the next sale. */
export function AmountPad({ view, desk, start, started }: StartedPadProps) {
  const words = useWords();
  const [isAsked, setAsked] = useState(false);
  const { currency, storeName, amountEntry, amountMax, amountAsked } = view.terminal;
  const rules: PadRules = { entry: amountEntry, decimals: isCurrency(currency) ? exponentOf(currency) : 0 };
  const [pad, setPad] = useState(() => startOf(start, rules));
  useEffect(started, []);
  const value = minorOf(pad, rules);
  const press = (key: string): void => {
    const next = typed(pad, key, rules);
    setPad(next);
    if (next.jammed && !pad.jammed) desk.say(words.pad.jammed);
  };
  const open = (): void => (desk.pending ? undefined : desk.charge(currency, value, storeName));
  const charge = (): void => {
    if (pad.jammed) return press('enter');
    if (value === '') return;
    if (isOver(value, amountMax)) {
      const most = amountText({ currency, value: amountMax }, words.language);
      return desk.say(words.pad.overLimit(most));
    }
    if (isOver(value, amountAsked)) return setAsked(true);
    open();
  };
  if (isAsked)
    return (
      <AmountQuestion amount={{ currency, value }} desk={desk} charge={open} change={() => setAsked(false)} />
    );
  return <Pad {...{ view, desk, rules, value, press, charge }} />;
}

interface PadProps extends AmountPadProps {
  readonly rules: PadRules;
  /** Minor units; empty for nothing. */
  readonly value: string;
  readonly press: (key: string) => void;
  readonly charge: () => void;
}

function Pad({ view, desk, rules, value, press, charge }: PadProps) {
  const words = useWords();
  useKeys({
    main: charge,
    second: () => press('clear'),
    erase: () => press('erase'),
    type: (key) => (/^[\d.,]$/.test(key) ? press(key) : undefined),
  });
  return (
    <section class="scene pad" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {words.pad.headline}
      </h1>
      <div aria-live="polite">
        <Amount amount={{ currency: view.terminal.currency, value }} />
      </div>
      <div class="pad-keys">
        <DigitKeys point={hasPoint(rules)} press={press} />
        <div class="pad-actions">
          <EraseKey onPress={press} />
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

function isOver(value: string, most: string | undefined): most is string {
  return most !== undefined && BigInt(value) > BigInt(most);
}
