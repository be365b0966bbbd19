import type { SaleView } from '../../src/contract/sale-view.ts';
import { useWords } from '../strings/words.ts';

/** By what a payment is found at the acquirer and at this till: to be read out, typed or copied. */
export function PaymentIds({ sale }: { readonly sale: SaleView }) {
  const { attention } = useWords();
  const ids = [
    [attention.theirs, sale.paymentId],
    [attention.ours, sale.paymentRequestId],
  ].filter(([, id]) => id !== undefined);
  return (
    <dl class="ids">
      {ids.map(([name, id]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{id}</dd>
        </div>
      ))}
    </dl>
  );
}
