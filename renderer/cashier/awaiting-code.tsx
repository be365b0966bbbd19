import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useKeys } from '../page/keys.ts';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { PhoneUnderScanner, Shape } from '../parts/shapes.tsx';
import { sayOf } from '../strings/reasons.ts';
import { useWords } from '../strings/words.ts';
import type { SceneProps } from './scene-props.ts';
import { TrainingCode } from './training-code.tsx';

interface AwaitingCodeProps extends SceneProps {
  readonly training: boolean;
  /** Gateways to choose from, for the code that was read last. */
  readonly choices: readonly string[];
}

/** The customer's code is wanted: from a scanner, typed or pasted. */
export function AwaitingCode({ sale, desk, training, choices }: AwaitingCodeProps) {
  const words = useWords();
  const [text, setText] = useState('');
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  const use = (code: string): void => {
    if (code.trim() === '' || desk.pending) return;
    desk.enterCode(sale.saleId, code);
    // The code was given away: what is typed next is another one, and it shall not stand on the screen.
    setText('');
  };
  useKeys({
    main: () => use(text),
    second: () => desk.cancel(sale.saleId),
    type: (character) => {
      setText((before) => before + character);
      box.current?.focus();
    },
  });
  return (
    <section class="scene awaiting" aria-labelledby="headline" {...TAKES_SCANS}>
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{words.awaitingCode.headline}</h1>
        {sale.say === undefined ? (
          <p class="say">{words.awaitingCode.say}</p>
        ) : (
          <p class="say say-again">
            <Shape name="failed" />
            <span>{sayOf(sale, words)}</span>
          </p>
        )}
        {choices.length === 0 ? null : (
          <div class="choices" role="group" aria-label={words.awaitingCode.choose}>
            {choices.map((gateway) => (
              <Action key={gateway} weight="second" onPress={() => desk.chooseGateway(sale.saleId, gateway)}>
                {gateway}
              </Action>
            ))}
          </div>
        )}
      </div>
      <div class="scene-picture">
        {training ? <TrainingCode desk={desk} scan={use} /> : <PhoneUnderScanner />}
      </div>
      <label class="code-box">
        <span>{words.awaitingCode.label}</span>
        <input
          ref={box}
          {...TAKES_SCANS}
          value={text}
          inputMode="numeric"
          autoComplete="off"
          spellcheck={false}
          maxLength={512}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={() => desk.cancel(sale.saleId)}>
          {words.awaitingCode.cancel}
        </Action>
        <Action
          weight="main"
          hint="Enter"
          disabled={text.trim() === '' || desk.pending}
          onPress={() => use(text)}
        >
          {words.awaitingCode.use}
        </Action>
      </div>
    </section>
  );
}
