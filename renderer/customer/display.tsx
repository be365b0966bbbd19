import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { CustomerView } from '../../src/contract/customer-view.ts';
import { after, nowMs } from '../page/clock.ts';
import { useGround } from '../page/ground.ts';
import { Amount } from '../parts/amount.tsx';
import { Qr } from '../parts/qr.tsx';
import { BagWithTick, CardAndCoins, Hourglass, PhoneShowsCode, PhoneToConfirm } from '../parts/drawings.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useCatalogues } from '../strings/use-catalogues.ts';
import { Words } from '../strings/words.ts';
import { watchAsCustomer, type Link } from '../till/till.ts';
import { Marks } from '../parts/marks.tsx';
import { useLink } from './use-link.ts';
import { unrealIn } from '../parts/unreal.ts';
import { useTurn } from './turn.ts';

/** How long an outcome fills the screen, and how long the thanks after it stay. */
const OUTCOME_MS = 4000;
const THANKS_MS = 6000;
/** With a receipt to be scanned the thanks stay longer: a phone has to be taken out again. Assumed. */
const RECEIPT_MS = 60_000;
/** An outcome that a window finds when it opens is news only for this long. */
const FRESH_MS = 60_000;

/** Where a customer still has to find out how to pay. */
const WITH_MARKS: readonly Shown[] = ['idle', 'showCode', 'refreshCode', 'pay'];

type Scene = CustomerView['scene'];

const IDLE: Scene = { kind: 'idle' };

type Shown = Scene['kind'] | 'thanks';

/** The customer's screen: the amount, one drawing, and one line that changes its language. */
export function CustomerDisplay() {
  const [view, setView] = useState<CustomerView | null>(null);
  const [link, setLink] = useState<Link>('connecting');
  // At once: an effect waits until something is painted.
  useLayoutEffect(
    () => watchAsCustomer({ view: (next) => setView((before) => held(before, next)), link: setLink }),
    [],
  );
  useGround(view?.ground);
  const catalogues = useCatalogues(view?.languages ?? []);
  const words = useTurn(catalogues);
  const shown = useShown(view?.scene ?? IDLE, view?.receipt === undefined ? THANKS_MS : RECEIPT_MS);
  // A till that does not answer is the cashier's trouble: the customer is not shown what may be no longer so.
  const kind: Shown = link === 'open' ? shown : 'wait';
  const scene = view?.scene ?? IDLE;
  const wanted = kind === 'pay' && scene.kind === 'pay' ? `${scene.openedAt} ${scene.attempt}` : null;
  const url = useLink(wanted);
  if (view === null || words === null) return <main class="customer" />;
  const unreal = unrealIn(view);
  const receipt = kind === 'thanks' ? view.receipt : undefined;
  // A link that is not there yet, or was lost with the till that made it, is nothing to scan.
  const said = kind === 'pay' && url === null ? 'wait' : kind;
  const line = receipt === undefined ? words.customer[said] : words.customer.takeReceipt;
  const code = receipt ?? url;
  return (
    <Words.Provider value={words}>
      <main class={`customer customer-${kind} ${code === null ? '' : 'customer-code'}`} lang={words.language}>
        <header class="customer-head">
          <p>{view.shop}</p>
          {unreal === null ? null : <strong>{words[unreal].mark}</strong>}
        </header>
        {kind === 'idle' || kind === 'thanks' || scene.kind === 'idle' || link !== 'open' ? null : (
          <Amount amount={scene.amount} />
        )}
        <div class="customer-picture">
          {code === null ? <Picture kind={said} /> : <Qr text={code} label={line} level="L" />}
        </div>
        <h1 aria-live="polite">{line}</h1>
        {WITH_MARKS.includes(said) ? <Marks /> : null}
      </main>
    </Words.Provider>
  );
}

/**
 * What is shown of a new view: an outcome stays until its time is over, or until the next sale is there.
 *
 * Why: the cashier goes on with one key, and the customer has not read it yet.
 */
function held(before: CustomerView | null, next: CustomerView): CustomerView {
  const isOutcome = before?.scene.kind === 'paid' || before?.scene.kind === 'cancelled';
  if (!isOutcome || next.scene.kind !== 'idle') return next;
  const { scene, receipt } = before;
  return { ...next, scene, ...(receipt === undefined ? {} : { receipt }) };
}

function Picture({ kind }: { readonly kind: Shown }) {
  switch (kind) {
    case 'idle':
    case 'showCode':
    case 'refreshCode':
      return <PhoneShowsCode turned={kind === 'refreshCode'} />;
    case 'confirm':
    case 'onPhone':
      return <PhoneToConfirm />;
    case 'paid':
      return <Shape name="paid" large />;
    case 'otherWay':
      return <CardAndCoins />;
    case 'cancelled':
      return <Shape name="cancelled" large />;
    case 'pay':
    case 'wait':
      return <Hourglass />;
    case 'thanks':
      return <BagWithTick />;
  }
}

/** What is shown of a scene now: an outcome first, then thanks, then the shop as if nothing had been. */
function useShown(scene: Scene, thanksMs: number): Shown {
  const openedAt = scene.kind === 'idle' ? '' : scene.openedAt;
  const [step, setStep] = useState<'outcome' | 'after' | 'over'>('outcome');
  const isOutcome = scene.kind === 'paid' || scene.kind === 'cancelled';
  useEffect(() => {
    const old = isOutcome && nowMs() - Date.parse(openedAt) > FRESH_MS;
    setStep(old ? 'over' : 'outcome');
    if (!isOutcome || old) return undefined;
    let callOff = after(OUTCOME_MS, () => {
      setStep('after');
      callOff = after(thanksMs, () => setStep('over'));
    });
    return () => callOff();
  }, [isOutcome, scene.kind, openedAt, thanksMs]);
  if (!isOutcome || step === 'outcome') return scene.kind;
  return step === 'after' && scene.kind === 'paid' ? 'thanks' : 'idle';
}
