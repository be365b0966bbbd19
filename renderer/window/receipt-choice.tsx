import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { useSale } from '../manager/use-sale.ts';
import { Action } from '../parts/action.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { Qr } from '../parts/qr.tsx';
import { isReceiptWaiting } from '../sale/receipt-key.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { ask } from '../till/till.ts';

interface ReceiptChoiceProps {
  readonly saleId: string;
  readonly view: View;
  readonly desk: Desk;
}

/**
 * What can be done about a receipt that waits for its printer, of any sale: show it, print it elsewhere, or give it up.
 *
 * It goes away once the receipt waits no more.
 */
export function ReceiptChoice({ saleId, view, desk }: ReceiptChoiceProps) {
  const words = useWords();
  const [text, setText] = useState<string | null>(null);
  const sale = useSale(saleId, view);
  const isOver = sale !== null && !isReceiptWaiting(sale);
  const close = (): void => desk.choose(null);
  useEffect(() => {
    if (isOver) close();
  }, [isOver]);
  const params = { saleId, copy: 'customer' } as const;
  const show = (): void =>
    void ask('readReceipt', { params, query: { format: 'phone' }, body: null }).then((answer) => {
      if (answer.ok) return setText(answer.value);
      desk.say(sayRefusal(answer.refusal, words));
      close();
    });
  const then = (act: () => void) => (): void => {
    act();
    close();
  };
  return (
    <Overlay title={text === null ? words.paper.waiting : words.customer.takeReceipt} close={close}>
      {text === null ? null : <Qr text={text} label={words.customer.takeReceipt} level="L" />}
      <div class="actions actions-many receipt-choice">
        <Action weight="second" disabled={desk.pending} onPress={then(() => desk.skip(saleId))}>
          {words.paper.skip}
        </Action>
        {printersOf(view).map((printer) => (
          <Action
            key={printer}
            weight="second"
            disabled={desk.pending}
            onPress={then(() => desk.print(saleId, 'customer', printer))}
          >
            {words.paper.on(printer)}
          </Action>
        ))}
        {text === null ? (
          <Action weight="second" onPress={show}>
            {words.paper.asQr}
          </Action>
        ) : null}
      </div>
    </Overlay>
  );
}

/** The names of the printers that can print now. */
function printersOf({ health }: View): readonly string[] {
  return health.printers.flatMap(({ status, name }) => (status === 'ok' && name !== undefined ? [name] : []));
}
