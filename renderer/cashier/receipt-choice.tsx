import { useState } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Qr } from '../parts/qr.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { ask } from '../till/till.ts';

interface ReceiptChoiceProps {
  readonly sale: SaleView;
  readonly desk: Desk;
  /** The names of printers that can print now. */
  readonly printers: readonly string[];
  readonly back: () => void;
}

/** What a cashier can do about a receipt that waits for its printer: show it, print it elsewhere, or give it up. */
export function ReceiptChoice({ sale, desk, printers, back }: ReceiptChoiceProps) {
  const words = useWords();
  const said = useDeskWords();
  const [text, setText] = useState<string | null>(null);
  useKeys({ second: back });
  const params = { saleId: sale.saleId, copy: 'customer' } as const;
  const show = (): void =>
    void ask('readReceipt', { params, query: { format: 'phone' }, body: null }).then((answer) =>
      answer.ok ? setText(answer.value) : desk.say(sayRefusal(answer.refusal, words)),
    );
  const skip = (): void => {
    desk.skip(sale.saleId);
    back();
  };
  const printOn = (printer: string): void => {
    desk.print(sale.saleId, 'customer', printer);
    back();
  };
  return (
    <section class="scene receipt-choice" aria-labelledby="headline">
      <h1 id="headline">{text === null ? words.paper.waiting : words.customer.takeReceipt}</h1>
      {text === null ? null : <Qr text={text} label={words.customer.takeReceipt} level="L" />}
      <div class="actions actions-many">
        <Action weight="second" hint="Esc" onPress={back}>
          {said.back}
        </Action>
        <Action weight="second" disabled={desk.pending} onPress={skip}>
          {words.paper.skip}
        </Action>
        {printers.map((printer) => (
          <Action key={printer} weight="second" disabled={desk.pending} onPress={() => printOn(printer)}>
            {words.paper.on(printer)}
          </Action>
        ))}
        {text === null ? (
          <Action weight="second" onPress={show}>
            {words.paper.asQr}
          </Action>
        ) : null}
      </div>
    </section>
  );
}
