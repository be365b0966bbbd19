import type { RefundView, SaleView } from '../../src/payment/view.ts';
import { shopDate, shopTime } from '../clock.ts';
import { Action } from '../cashier/action.tsx';
import { Amount, amountText } from '../cashier/amount.tsx';
import { useKeys } from '../cashier/keys.ts';
import { REFUND_SHAPES } from '../cashier/sale-lines.tsx';
import { Shape } from '../cashier/shapes.tsx';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import type { PlaceProps } from './manager.tsx';
import { targetOf } from './place.ts';
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
  const refund = sale.may.includes('refund')
    ? (): void => go({ at: 'amount', target: targetOf(sale) })
    : undefined;
  const giveAll = sale.may.includes('void') ? (): void => go({ at: 'void', sale }) : undefined;
  useKeys({ main: giveAll ?? refund, second: back });
  return (
    <section class="scene desk-sale" aria-labelledby="headline">
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">
          <Shape name={sale.state} />
          {words.states[sale.state]}
        </h1>
        <p class="say">{paidWith}</p>
        <p class="say">{leftOf(sale, said, words.language)}</p>
        {giveAll === undefined ? null : <p class="say">{said.sale.voidSay}</p>}
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
        <p class="aside desk-ids">{sale.paymentRequestId}</p>
      </div>
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={back}>
          {said.back}
        </Action>
        {refund === undefined ? null : (
          <Action
            weight={giveAll === undefined ? 'main' : 'second'}
            {...(giveAll === undefined ? { hint: 'Enter' } : {})}
            onPress={refund}
          >
            {said.sale.refund}
          </Action>
        )}
        {giveAll === undefined ? null : (
          <Action weight="main" hint="Enter" onPress={giveAll}>
            {said.sale.void}
          </Action>
        )}
      </div>
    </section>
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
          {shopDate(approvedAt)} {shopTime(approvedAt)} · {nameOf(managers, approver)}
        </span>
      </span>
      <Action weight="second" disabled={print === undefined} onPress={() => print?.()}>
        {sale.slip}
      </Action>
    </li>
  );
}
