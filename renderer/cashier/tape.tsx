import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { nowMs, shopTime } from '../page/clock.ts';
import { dayAt } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { keepFocus } from '../parts/action.tsx';
import { amountText } from '../parts/amount.tsx';
import { TearEdge } from '../parts/shapes.tsx';
import { hasReceipt } from '../sale/has-receipt.ts';
import { isReceiptWaiting, receiptKey } from '../sale/receipt-key.ts';
import { Lines, walkLines } from '../sale/sale-lines.tsx';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { Slip } from './slip.tsx';

interface TapeProps {
  readonly view: View;
  readonly current: SaleView | null;
  readonly desk: Pick<Desk, 'print' | 'choose' | 'pending'>;
  readonly reachable: boolean;
  readonly searching: boolean;
  readonly setSearching: (searching: boolean) => void;
  /** Opens the manager's desk with a sale. */
  readonly openSale: (saleId: string) => void;
  /** Opens the manager's desk to look for a sale among all. */
  readonly findSale: (sought: string) => void;
}

/** Today as a roll of paper, newest on top; one line opened is its slip. A sale that was just paid opens by itself. */
export function Tape({
  view,
  current,
  desk,
  reachable,
  searching,
  setSearching,
  openSale,
  findSale,
}: TapeProps) {
  const words = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const justPaid = current?.state === 'paid' ? current.saleId : null;
  useEffect(() => setOpen(justPaid), [justPaid]);
  // Before anything is painted: the key that follows at once must not be undone.
  useLayoutEffect(() => {
    if (searching) setOpen(null);
  }, [searching]);
  const [sought, setSought] = useState('');
  const found = searching
    ? view.recent.filter((each) => isSought(each, sought, words.language))
    : view.recent;
  const sale = view.recent.find(({ saleId }) => saleId === open);
  const print = sale !== undefined && hasReceipt(sale) && !desk.pending ? receiptKey(sale, desk) : undefined;
  // On the stage of a sale, F9 prints that sale.
  useKeys({ print: current === null ? print : undefined });
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{sale === undefined ? words.tape.headline : shopTime(sale.openedAt)}</h2>
          {sale === undefined ? (
            <button
              type="button"
              class="paper-back"
              aria-expanded={searching}
              onMouseDown={keepFocus}
              onClick={() => setSearching(!searching)}
            >
              {searching ? words.strip.close : words.tape.search}
            </button>
          ) : (
            <button type="button" class="paper-back" onMouseDown={keepFocus} onClick={() => setOpen(null)}>
              {words.tape.back}
            </button>
          )}
        </div>
        {sale === undefined && searching ? (
          <SearchBox
            {...{ sought, setSought }}
            close={() => setSearching(false)}
            openFirst={() => setOpen(found[0]?.saleId ?? null)}
          />
        ) : null}
        {sale === undefined ? (
          <>
            <Lines
              sales={found}
              undated={dayAt(nowMs(), view.terminal.timeZone)}
              empty={searching ? words.tape.notFound : words.tape.empty}
              onOpen={setOpen}
            />
            {searching ? (
              <PaperMore open={() => findSale(sought.trim())}>{words.tape.searchAll}</PaperMore>
            ) : null}
          </>
        ) : (
          <>
            <Slip key={`${sale.saleId} ${sale.state}`} sale={sale} reachable={reachable} />
            {print === undefined || sale.saleId === justPaid ? null : (
              <PaperMore open={print}>
                {isReceiptWaiting(sale) ? words.paper.choose : words.paid.print}
              </PaperMore>
            )}
            <PaperMore open={() => openSale(sale.saleId)}>{words.tape.more}</PaperMore>
          </>
        )}
      </div>
      <TearEdge />
    </aside>
  );
}

interface PaperMoreProps {
  readonly open: () => void;
  readonly children: string;
}

/** What leads from the tape to the manager's desk. */
function PaperMore({ open, children }: PaperMoreProps) {
  return (
    <button type="button" class="paper-more" onMouseDown={keepFocus} onClick={open}>
      {children}
    </button>
  );
}

interface SearchBoxProps {
  readonly sought: string;
  readonly setSought: (sought: string) => void;
  readonly close: () => void;
  /** Opens the newest of what is found. */
  readonly openFirst: () => void;
}

function SearchBox({ sought, setSought, close, openFirst }: SearchBoxProps) {
  const words = useWords();
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    box.current?.focus();
    return () => setSought('');
  }, []);
  // Its keys are its own: an Enter here must not charge, and an Esc not cancel.
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter') openFirst();
    else walkLines(event);
  };
  return (
    <label class="search">
      <span class="unseen">{words.tape.searchFor}</span>
      <input
        ref={box}
        {...TAKES_SCANS}
        value={sought}
        placeholder={words.tape.searchFor}
        autoComplete="off"
        spellcheck={false}
        maxLength={64}
        onKeyDown={press}
        onInput={(event) => setSought(event.currentTarget.value)}
      />
    </label>
  );
}

function isSought(sale: SaleView, sought: string, language: string): boolean {
  const { referenceOrderId, walletBrandName, paymentRequestId } = sale;
  const text = [amountText(sale.amount, language), walletBrandName, referenceOrderId, paymentRequestId];
  return text.join(' ').toLowerCase().includes(sought.trim().toLowerCase());
}
