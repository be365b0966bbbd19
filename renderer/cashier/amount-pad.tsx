import { useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { exponentOf, isCurrency } from '../../src/ground/money/currencies.ts';
import { useKeys } from '../page/keys.ts';
import { keepFocus } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { EMPTY_PAD, minorOf, typed } from '../parts/pad-entry.ts';
import { DigitKeys, PadKey } from '../parts/pad-keys.tsx';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';

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
