import { useEffect, useState } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { shopTime } from '../page/clock.ts';
import { amountText } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { PaymentIds } from '../sale/payment-ids.tsx';
import { GoneMark } from '../sale/sale-lines.tsx';
import { saySale, stateShape, stateWord } from '../sale/sale-says.ts';
import { troubleOf } from '../sale/trouble.ts';
import { sayOf } from '../strings/reasons.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';

interface SlipProps {
  readonly sale: SaleView;
  readonly reachable: boolean;
}

/** One sale of the tape: the receipt where it is paid and stays so, its story otherwise. */
export function Slip({ sale, reachable }: SlipProps) {
  return sale.state === 'paid' && troubleOf(sale) === null ? (
    <Receipt sale={sale} reachable={reachable} />
  ) : (
    <Story sale={sale} />
  );
}

function Receipt({ sale, reachable }: SlipProps) {
  const words = useWords();
  const [text, setText] = useState<string | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => {
    let wanted = reachable;
    void ask('readReceipt', { params: { saleId: sale.saleId, copy: 'customer' }, body: null }).then(
      (answer) => {
        if (!wanted) return;
        if (answer.ok) setText(answer.value);
        else
          setWhy(answer.refusal.detail === null ? words.tape.noReceipt : sayRefusal(answer.refusal, words));
      },
    );
    return () => {
      wanted = false;
    };
  }, [sale.saleId, reachable, words]);
  if (why !== null && text === null) return <p class="paper-empty">{why}</p>;
  return (
    <pre class="receipt" role="region" tabIndex={0} aria-label={words.tape.receipt}>
      {text ?? ''}
    </pre>
  );
}

function Story({ sale }: Pick<SlipProps, 'sale'>) {
  const words = useWords();
  const trouble = troubleOf(sale);
  return (
    <div class="story" role="region" tabIndex={0} aria-label={words.tape.story}>
      <p class="story-amount">{amountText(sale.amount, words.language)}</p>
      <p class="line-state">
        <Shape name={stateShape(sale)} />
        {stateWord(sale, words)}
      </p>
      {trouble === 'gone' ? <GoneMark /> : null}
      {sale.say === undefined ? null : <p>{saySale(sale, words)}</p>}
      {trouble === null ? null : <PaymentIds sale={sale} />}
      {sale.attempts.map((attempt) => (
        <p key={attempt.paymentRequestId} class="story-attempt">
          {words.tape.attempt(
            shopTime(attempt.startedAt),
            words.states[attempt.state],
            attempt.code ?? attempt.tender ?? '',
          )}
          {attempt.say === undefined || attempt.state === 'attention' ? null : (
            <span>{sayOf(attempt, words)}</span>
          )}
        </p>
      ))}
      <p class="story-order">{words.tape.order(sale.referenceOrderId)}</p>
    </div>
  );
}
