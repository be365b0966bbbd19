import type { ComponentChildren } from 'preact';
import { shopTime } from '../page/clock.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { PhoneToConfirm } from '../parts/drawings.tsx';
import { Hatch, Shape } from '../parts/shapes.tsx';
import { useWords } from '../strings/words.ts';
import { Ring } from './ring.tsx';
import type { SceneProps } from './scene-props.ts';

interface WaitingProps extends SceneProps {
  readonly state: 'submitting' | 'customerConfirming' | 'capturing';
}

/** The pay is on its way, or the wallet asks its user, or what is held is being collected. */
export function Waiting({ sale, desk, state }: WaitingProps) {
  const words = useWords();
  const confirming = state === 'customerConfirming';
  const said = words[state];
  const cancel = cancelOf({ sale, desk });
  useKeys({ second: cancel });
  return (
    <section class="scene waiting" aria-labelledby="headline">
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{said.headline}</h1>
        <p class="say">{said.say}</p>
      </div>
      <div class="scene-picture">
        {confirming ? <PhoneToConfirm /> : null}
        {state === 'capturing' ? <Shape name="capturing" large /> : null}
        <CodeLife sale={sale} />
      </div>
      <CancelAction cancel={cancel} sale={sale} desk={desk} />
    </section>
  );
}

/** The outcome is unknown: the one stage that must not be taken for any other. */
export function Checking({ sale, desk }: SceneProps) {
  const words = useWords();
  const cancel = cancelOf({ sale, desk });
  const slip = slipOf({ sale, desk });
  const ask = askOf({ sale, desk });
  useKeys({ main: ask, second: cancel, print: slip });
  return (
    <section class="scene checking" aria-labelledby="headline">
      <Hatch />
      <div class="checking-inside">
        <Amount amount={sale.amount} />
        <div class="scene-words">
          <h1 id="headline">
            <Shape name="checking" />
            {words.checking.headline}
          </h1>
          <p class="orders">
            <strong>{words.checking.keep}</strong> <strong>{words.checking.never}</strong>
          </p>
          <p class="say">
            {words.checking.say}
            {sale.asking === undefined ? null : ` ${words.checking.until(shopTime(sale.asking.until))}`}
          </p>
        </div>
        <div class="scene-picture">
          <CodeLife sale={sale} />
        </div>
        <CancelAction cancel={cancel} sale={sale} desk={desk}>
          <SlipAction slip={slip} desk={desk} />
          <AskAction ask={ask} desk={desk} />
        </CancelAction>
      </div>
    </section>
  );
}

function CodeLife({ sale }: Pick<SceneProps, 'sale'>) {
  const from = sale.attempts.at(-1)?.startedAt;
  return sale.codeDiesAt === undefined || from === undefined ? null : (
    <Ring from={from} until={sale.codeDiesAt} />
  );
}

/** Gives the sale up; undefined where that is not to be done any more. */
export function cancelOf({ sale, desk }: Pick<SceneProps, 'sale' | 'desk'>): (() => void) | undefined {
  return sale.may.includes('cancel') && sale.cancelWanted !== true
    ? () => desk.cancel(sale.saleId)
    : undefined;
}

/** Prints the slip that says so while it is not known whether the sale is paid; undefined where it was paid before. */
export function slipOf({ sale, desk }: Pick<SceneProps, 'sale' | 'desk'>): (() => void) | undefined {
  return Object.keys(sale.receipts).length === 0 ? () => desk.print(sale.saleId, 'pending') : undefined;
}

interface SlipActionProps extends Pick<SceneProps, 'desk'> {
  readonly slip: (() => void) | undefined;
}

export function SlipAction({ slip, desk }: SlipActionProps) {
  const words = useWords();
  return slip === undefined ? null : (
    <Action weight="second" hint="F9" disabled={desk.pending} onPress={slip}>
      {words.slip.print}
    </Action>
  );
}

/** Asks what became of a payment on a page; undefined where the till asks often enough by itself. */
export function askOf({ sale, desk }: Pick<SceneProps, 'sale' | 'desk'>): (() => void) | undefined {
  const isOfPage = sale.attempts.at(-1)?.linkState !== undefined;
  return isOfPage && sale.cancelWanted !== true ? () => desk.askNow(sale.saleId) : undefined;
}

interface AskActionProps extends Pick<SceneProps, 'desk'> {
  readonly ask: (() => void) | undefined;
}

export function AskAction({ ask, desk }: AskActionProps) {
  const words = useWords();
  return ask === undefined ? null : (
    <Action weight="second" hint="Enter" disabled={desk.pending} onPress={ask}>
      {words.page.askNow}
    </Action>
  );
}

interface CancelActionProps {
  readonly cancel: (() => void) | undefined;
  readonly sale: SceneProps['sale'];
  readonly desk: SceneProps['desk'];
  /** What else may be done. */
  readonly children?: ComponentChildren;
}

/** The way out of a sale that is under way, and what else may be done. */
export function CancelAction({ cancel, sale, desk, children }: CancelActionProps) {
  const words = useWords();
  return (
    <div class="actions actions-many">
      {sale.cancelWanted === true ? <p class="noted">{words.cancelNoted}</p> : null}
      {cancel === undefined ? null : (
        <Action weight="second" hint="Esc" disabled={desk.pending} onPress={cancel}>
          {words.cancelThis}
        </Action>
      )}
      {children}
    </div>
  );
}
