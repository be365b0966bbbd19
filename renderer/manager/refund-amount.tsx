import { useState } from 'preact/hooks';
import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount, amountText } from '../parts/amount.tsx';
import {
  EMPTY_PAD,
  hasPoint,
  minorOf,
  padOf,
  typed,
  type PadEntry,
  type PadRules,
} from '../parts/pad-entry.ts';
import { DigitKeys, EraseKey, PadKey } from '../parts/pad-keys.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { placeOf, type PlaceProps, type Target } from './place.ts';
import { Takings } from './takings.tsx';

/** How much goes back: all that can, until another amount is typed in its place. */
export function RefundAmount({ target, view, go }: PlaceProps & { readonly target: Target }) {
  const words = useWords();
  const said = useDeskWords();
  const { refundable } = target;
  const currency = refundable?.currency ?? view.terminal.currency;
  const decimals = isCurrency(currency) ? exponentOf(currency) : 0;
  const rules: PadRules = { entry: view.terminal.amountEntry, decimals };
  const [pad, setPad] = useState<PadEntry>(full(target, rules));
  const [isFull, setFull] = useState(refundable !== null);
  const value = minorOf(pad, rules);
  const isTooMuch = refundable !== null && BigInt(value || '0') > BigInt(refundable.value);
  const press = (key: string): void => {
    // The first key begins another amount; it is not put behind the full one.
    setPad(typed(isFull ? EMPTY_PAD : pad, key, rules));
    setFull(false);
  };
  const takeAll = (): void => {
    setPad(full(target, rules));
    setFull(refundable !== null);
  };
  const back = (): void => go(placeOf(target));
  const canGoOn = value !== '' && !pad.jammed && !isTooMuch;
  const next = (): void => {
    if (pad.jammed) press('enter');
    else if (canGoOn) go({ at: 'reason', target, amount: { currency, value } });
  };
  useKeys({
    main: next,
    second: back,
    erase: () => press('erase'),
    type: (key) => (/^[\d.,]$/.test(key) ? press(key) : undefined),
  });
  return (
    <section class="scene pad" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {said.amount.headline}
      </h1>
      <div aria-live="polite">
        <Amount amount={{ currency, value }} />
      </div>
      <p class={isTooMuch || pad.jammed ? 'warning' : 'aside'} role="status">
        {wordsOf({ refundable, isTooMuch, isJammed: pad.jammed }, said, words.language)}
        <Takings {...{ target, view }} amount={{ currency, value }} />
      </p>
      <div class="pad-keys">
        <DigitKeys point={hasPoint(rules)} press={press} />
        <div class="pad-actions">
          <EraseKey onPress={press} />
          {refundable === null ? (
            <PadKey name="clear" label={words.pad.clear} onPress={press} />
          ) : (
            <Action weight="second" onPress={takeAll}>
              {said.amount.full}
            </Action>
          )}
          <Action weight="second" hint="Esc" onPress={back}>
            {said.back}
          </Action>
          <Action weight="main" hint="Enter" disabled={!canGoOn} onPress={next}>
            {said.amount.next}
          </Action>
        </div>
      </div>
    </section>
  );
}

function full({ refundable }: Target, rules: PadRules): PadEntry {
  return refundable === null ? EMPTY_PAD : padOf(refundable.value, rules);
}

interface Said {
  readonly refundable: Target['refundable'];
  readonly isTooMuch: boolean;
  readonly isJammed: boolean;
}

function wordsOf(
  { refundable, isTooMuch, isJammed }: Said,
  { amount, sale }: ReturnType<typeof useDeskWords>,
  language: string,
): string {
  if (isJammed) return amount.jammed;
  if (refundable === null) return sale.elsewhere;
  const most = amountText(refundable, language);
  return isTooMuch ? amount.tooMuch(most) : amount.most(most);
}
