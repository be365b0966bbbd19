import type { RefundView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { Hatch, Shape } from '../parts/shapes.tsx';
import { REFUND_SHAPES } from '../sale/sale-lines.tsx';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import type { PlaceProps } from './place.ts';
import { slipOf } from './sale-desk.tsx';
import { useRefund, useSaleOfPayment } from './use-sale.ts';
import { WrongTries } from './wrong-tries.tsx';

/** What became of a refund: pending is said as pending, for as long as it is. */
export function RefundOutcome({ first, desk, go }: PlaceProps & { readonly first: RefundView }) {
  const { language } = useWords();
  const words = useDeskWords();
  const refund = useRefund(first);
  const sale = useSaleOfPayment(refund.paymentRequestId);
  const done = (): void =>
    go(sale === null ? { at: 'find', sought: refund.paymentRequestId } : { at: 'sale', saleId: sale.saleId });
  const print =
    sale === null || desk.pending ? undefined : (): void => desk.print(sale.saleId, slipOf(refund));
  useKeys({ main: done, second: print, print });
  const { headline, say } = words.outcome[refund.state];
  const why = whyNot(refund, words, language);
  const inside = (
    <>
      <div class="scene-words">
        <p class="say say-loud" role="status">
          {say}
        </p>
        {why.map((line) => (
          <p key={line} class="say say-loud">
            {line}
          </p>
        ))}
        <WrongTries of={first} />
      </div>
      <div class="actions">
        <Action weight="second" hint="F9" disabled={print === undefined} onPress={() => print?.()}>
          {words.sale.slip}
        </Action>
        <Action weight="main" hint="Enter" onPress={done}>
          {words.done}
        </Action>
      </div>
    </>
  );
  if (refund.state === 'pending')
    return (
      <section class="scene checking" aria-labelledby="headline">
        <Hatch />
        <div class="checking-inside refund-pending">
          <Amount amount={refund.amount} />
          <h1 id="headline">
            <Shape name={REFUND_SHAPES.pending} />
            {headline}
          </h1>
          {inside}
        </div>
      </section>
    );
  return (
    <section
      class={`scene outcome ${refund.state === 'refunded' ? 'cancelling' : 'failed'}`}
      aria-labelledby="headline"
    >
      <div class="outcome-bar">
        <Shape name={REFUND_SHAPES[refund.state]} large />
        <h1 id="headline">{headline}</h1>
      </div>
      <Amount amount={refund.amount} />
      {inside}
    </section>
  );
}

/** Why it failed and what to do then, or why the payment service does not take it yet; empty where nothing is said of it. */
function whyNot(
  { state, reason = '', say }: RefundView,
  { outcome }: DeskWords,
  language: string,
): readonly string[] {
  if (state === 'refunded' || say === undefined) return [];
  const key = Object.hasOwn(WHY_NOT, reason) ? WHY_NOT[reason] : undefined;
  if (key !== undefined) return [outcome[key]];
  const told = language === 'en' ? say : outcome.code(reason);
  return state === 'failed' ? [told, outcome.later] : [told];
}

/** The sentence for each reason that has one of its own. */
const WHY_NOT: Readonly<Record<string, 'tooLate' | 'tooMuch' | 'takings' | 'notSettled'>> = {
  REFUND_WINDOW_EXCEED: 'tooLate',
  REFUND_AMOUNT_EXCEED: 'tooMuch',
  SAFERPAY_AMOUNT_INVALID: 'tooMuch',
  TRUST_20007: 'tooMuch',
  SAFERPAY_TRANSACTION_DECLINED: 'takings',
  SAFERPAY_GENERAL_DECLINED: 'takings',
  TRUST_20005: 'notSettled',
  TRUST_20012: 'notSettled',
};
