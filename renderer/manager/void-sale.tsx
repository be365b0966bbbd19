import type { SaleView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Amount } from '../parts/amount.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import type { PlaceProps } from './place.ts';
import { usePaidWith } from './tapes.tsx';

/** One plain question before all of a payment goes back. */
export function VoidSale({ sale, desk, go }: PlaceProps & { readonly sale: SaleView }) {
  const words = useDeskWords();
  const paidWith = usePaidWith(sale);
  const back = (): void => go({ at: 'sale', saleId: sale.saleId });
  const give = (): void => {
    back();
    desk.cancel(sale.saleId);
  };
  useKeys({ main: give, second: back });
  return (
    <section class="scene desk-sale" aria-labelledby="headline">
      <Amount amount={sale.amount} />
      <div class="scene-words">
        <h1 id="headline">{words.sale.voidAsk}</h1>
        <p class="say">{paidWith}</p>
        <p class="say">{words.sale.voidAskSay}</p>
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {words.back}
        </Action>
        <Action weight="main" hint="Enter" disabled={desk.pending} onPress={give}>
          {words.sale.void}
        </Action>
      </div>
    </section>
  );
}
