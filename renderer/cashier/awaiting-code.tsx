import type { SaleView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Marks } from '../parts/marks.tsx';
import { PhoneUnderScanner } from '../parts/drawings.tsx';
import { Shape } from '../parts/shapes.tsx';
import { sayOf } from '../strings/reasons.ts';
import { useWords } from '../strings/words.ts';
import { useCodeBox, type CodeBox } from './code-box.ts';
import type { SceneProps } from './scene-props.ts';
import { Tenders, type Tender } from './tenders.tsx';
import { TrainingCode } from './training-code.tsx';

interface AwaitingCodeProps extends SceneProps {
  readonly training: boolean;
  /** Gateways to choose from, for the code that was read last. */
  readonly choices: readonly string[];
  /** What may be chosen instead of a scan. */
  readonly tenders: readonly Tender[];
  /** Gives the sale up and opens the pad with its amount. */
  readonly change: () => void;
}

/** The customer's code is wanted: from a scanner, typed or pasted. */
export function AwaitingCode({
  sale,
  desk,
  training,
  choices,
  tenders,
  change,
  toManager,
}: AwaitingCodeProps) {
  const words = useWords();
  const typed = useCodeBox();
  const use = (code: string): void => {
    if (code.trim() === '' || desk.pending) return;
    desk.enterCode(sale.saleId, code);
    // The code was given away: what is typed next is another one, and it shall not stand on the screen.
    typed.close();
  };
  useKeys({
    main: () => use(typed.text),
    second: () => desk.cancel(sale.saleId),
    type: typed.add,
  });
  return (
    <section class="scene awaiting" aria-labelledby="headline" {...TAKES_SCANS}>
      <Amount amount={sale.amount} />
      <h1 id="headline">{words.awaitingCode.headline}</h1>
      <div class="scene-words">
        <Said sale={sale} typing={typed.isOpen} />
        {choices.length === 0 ? null : (
          <div class="choices" role="group" aria-label={words.awaitingCode.choose}>
            {choices.map((gateway) => (
              <Action key={gateway} weight="second" onPress={() => desk.chooseGateway(sale.saleId, gateway)}>
                {gateway}
              </Action>
            ))}
          </div>
        )}
        {typed.isOpen ? <TypedCode {...typed} /> : <Tenders {...{ tenders, sale, desk }} />}
      </div>
      <div class="scene-picture">
        {training ? <TrainingCode desk={desk} scan={use} /> : <PhoneUnderScanner />}
        <Marks />
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={() => desk.cancel(sale.saleId)}>
          {words.awaitingCode.cancel}
        </Action>
        <Action weight="second" disabled={desk.pending} onPress={change}>
          {words.pad.unusual.change}
        </Action>
        {sale.may.includes('override') ? (
          <Action weight="second" onPress={toManager}>
            {words.page.override}
          </Action>
        ) : null}
        {typed.isOpen ? (
          <Action
            weight="main"
            hint="Enter"
            disabled={typed.text.trim() === '' || desk.pending}
            onPress={() => use(typed.text)}
          >
            {words.awaitingCode.use}
          </Action>
        ) : (
          <Action weight="second" onPress={typed.open}>
            {words.awaitingCode.type}
          </Action>
        )}
      </div>
    </section>
  );
}

/** What to do with the phone, or why the last code was not taken; a person who types needs the room for the box. */
function Said({ sale, typing }: { readonly sale: SaleView; readonly typing: boolean }) {
  const words = useWords();
  if (sale.say !== undefined)
    return (
      <p class="say say-again">
        <Shape name="failed" />
        <span>{sayOf(sale, words)}</span>
      </p>
    );
  return typing ? null : <p class="say">{words.awaitingCode.say}</p>;
}

function TypedCode({ text, box, change }: CodeBox) {
  const words = useWords();
  return (
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
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}
