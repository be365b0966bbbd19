import type { RefundView, SaleView } from '../../src/contract/sale-view.ts';
import { shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount, amountText } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { hasReceipt } from '../sale/has-receipt.ts';
import { PaymentIds } from '../sale/payment-ids.tsx';
import { isReceiptWaiting, receiptKey } from '../sale/receipt-key.ts';
import { REFUND_SHAPES } from '../sale/sale-lines.tsx';
import { amountOf, saySale, stateShape, stateWord } from '../sale/sale-says.ts';
import { isRefundOffered, troubleOf } from '../sale/trouble.ts';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { targetOf, type PlaceProps, type Place } from './place.ts';
import { usePaidWith } from './tapes.tsx';
import { nameOf, useManagers } from './use-managers.ts';
import { useSale } from './use-sale.ts';

interface SaleDeskProps extends PlaceProps {
  readonly saleId: string;
}

/** One sale: what it is now, what went back of it, and what may go back. */
export function SaleDesk({ saleId, ...props }: SaleDeskProps) {
  const sale = useSale(saleId, props.view);
  return sale === null ? <Unread {...props} /> : <OneSale sale={sale} {...props} />;
}

function Unread({ go }: PlaceProps) {
  const words = useDeskWords();
  const back = (): void => go({ at: 'find', sought: '' });
  useKeys({ second: back });
  return (
    <section class="scene" aria-labelledby="headline">
      <h1 id="headline">{words.moment}</h1>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {words.back}
        </Action>
      </div>
    </section>
  );
}

function OneSale({ sale, desk, go }: PlaceProps & { readonly sale: SaleView }) {
  const words = useWords();
  const said = useDeskWords();
  const paidWith = usePaidWith(sale);
  const back = (): void => go({ at: 'find', sought: '' });
  const isGone = troubleOf(sale) === 'gone';
  const ways = waysOf(sale, said);
  const main = ways.at(-1);
  const take =
    ({ to }: Way) =>
    (): void =>
      go(to);
  const isPrintable = hasReceipt(sale);
  const print = isPrintable && !desk.pending ? receiptKey(sale, desk) : undefined;
  useKeys({ main: main === undefined ? undefined : take(main), second: back, print });
  return (
    <section class="scene desk-sale" aria-labelledby="headline">
      <Amount amount={amountOf(sale)} />
      <div class="scene-words">
        <h1 id="headline">
          <Shape name={isGone ? 'cancelling' : stateShape(sale)} />
          {isGone ? words.tape.gone : stateWord(sale, words)}
        </h1>
        <p class="say">{paidWith}</p>
        <SaleWords sale={sale} />
        <ul class="refunds">
          {sale.refunds.map((each) => (
            <RefundLine
              key={each.refundRequestId}
              refund={each}
              print={desk.pending ? undefined : () => desk.print(sale.saleId, slipOf(each))}
            />
          ))}
        </ul>
        <p class="aside desk-ids">{sale.referenceOrderId}</p>
        <PaymentIds sale={sale} />
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={back}>
          {said.back}
        </Action>
        {isPrintable ? (
          <Action weight="second" hint="F9" disabled={print === undefined} onPress={() => print?.()}>
            {isReceiptWaiting(sale) ? words.paper.choose : said.print}
          </Action>
        ) : null}
        {ways.map((way) => (
          <Action
            key={way.label}
            weight={way === main ? 'main' : 'second'}
            {...(way === main ? { hint: 'Enter' } : {})}
            onPress={take(way)}
          >
            {way.label}
          </Action>
        ))}
      </div>
    </section>
  );
}

/** One thing that a manager may do about a sale: its word, and where it is asked for. */
interface Way {
  readonly label: string;
  readonly to: Place;
}

/** What may be done about a sale; the last is the main way. */
function waysOf(sale: SaleView, { sale: said, doubt, free, override }: DeskWords): readonly Way[] {
  const { may } = sale;
  const accept: Way = { label: doubt.take, to: { at: 'decide', sale, decision: 'accept' } };
  const wayBack: Way = { label: doubt.giveBack, to: { at: 'decide', sale, decision: 'giveBack' } };
  const refund: Way = { label: said.refund, to: { at: 'amount', target: targetOf(sale) } };
  const freed: Way = { label: free.do, to: { at: 'decide', sale, decision: 'free' } };
  const taken: Way = { label: override.do, to: { at: 'decide', sale, decision: 'override' } };
  const all: Way = { label: said.void, to: { at: 'decide', sale, decision: 'void' } };
  switch (troubleOf(sale)) {
    case 'gone':
    case 'amount':
      return [];
    case 'owner':
      return may.includes('accept') ? [wayBack, accept] : [wayBack];
    case 'open':
      return may.includes('free') ? [freed] : [];
    case 'owed':
    case null:
      return [
        ...(isRefundOffered(sale) ? [refund] : []),
        ...(may.includes('void') ? [all] : []),
        ...(may.includes('free') ? [freed] : []),
        ...(may.includes('override') ? [taken] : []),
      ];
  }
}

/** What happened to the money of a sale, and what can be done about it. */
function SaleWords({ sale }: { readonly sale: SaleView }) {
  const words = useWords();
  const said = useDeskWords();
  const trouble = troubleOf(sale);
  const left = leftOf(sale, said, words.language);
  return (
    <>
      <p class="say">{trouble === null ? left : (saySale(sale, words) ?? left)}</p>
      {sale.may.includes('void') && trouble === null ? <p class="say">{said.sale.voidSay}</p> : null}
      {trouble === 'owner' ? (
        <p class="say">
          <strong>{sale.may.includes('accept') ? said.doubt.look : said.doubt.otherAmount}</strong>
        </p>
      ) : null}
    </>
  );
}

function leftOf({ state, refundable }: SaleView, { sale }: DeskWords, language: string): string {
  if (state !== 'paid')
    return state === 'cancelling' || state === 'cancelled' ? sale.nothingLeft : sale.notPaid;
  const isLeft = refundable !== undefined && refundable.value !== '0';
  return isLeft ? sale.left(amountText(refundable, language)) : sale.nothingLeft;
}

/** The paper of a refund. */
export function slipOf({ refundRequestId }: RefundView): `refund-${string}` {
  return `refund-${refundRequestId}`;
}

interface RefundLineProps {
  readonly refund: RefundView;
  readonly print: (() => void) | undefined;
}

function RefundLine({ refund, print }: RefundLineProps) {
  const words = useWords();
  const { sale } = useDeskWords();
  const managers = useManagers();
  const { amount, state, approvedAt, approver } = refund;
  return (
    <li class={`refund refund-${state}`}>
      <Shape name={REFUND_SHAPES[state]} />
      <span class="refund-words">
        <strong>{amountText(amount, words.language)}</strong> {words.refunds[state]}
        <span class="refund-when">
          {dateText(approvedAt, words.language)} {shopTime(approvedAt)} · {nameOf(managers, approver)}
        </span>
      </span>
      <Action weight="second" disabled={print === undefined} onPress={() => print?.()}>
        {sale.slip}
      </Action>
    </li>
  );
}
