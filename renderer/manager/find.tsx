import { useEffect, useRef, useState } from 'preact/hooks';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { useKeys } from '../page/keys.ts';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { Action } from '../parts/action.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { findSales, isPaymentCode } from './find-sales.ts';
import type { PlaceProps } from './place.ts';
import { isPaymentId, NOTHING_SOUGHT, queriesOf, type Sought } from './search.ts';

interface FindProps extends PlaceProps {
  /** What was scanned or typed before the desk was opened; it is looked for at once. */
  readonly first: string;
  readonly found: (sales: readonly SaleView[] | null) => void;
}

/** Finds a sale by whatever is known of it; one that is the only one found by an id opens by itself. */
export function Find({ first, found, view, desk, go, close }: FindProps) {
  const words = useWords();
  const { find: said } = useDeskWords();
  const [sought, setSought] = useState<Sought>({ ...NOTHING_SOUGHT, text: first });
  const [missed, setMissed] = useState<string | null>(null);
  const { currency, timeZone } = view.terminal;
  const lookFor = async (): Promise<void> => {
    const isCode = await Promise.all([isPaymentCode(sought.text), isPaymentCode(sought.wallet)]);
    if (isCode.includes(true)) {
      setSought({ ...sought, text: '', wallet: '' });
      return desk.say(words.notice.notWanted);
    }
    const answer = await findSales(queriesOf(sought, currency, timeZone));
    if (!answer.ok) return desk.say(sayRefusal(answer.refusal, words));
    const sales = answer.value;
    const [only] = sales;
    const isId = isPaymentId(sought.text);
    if (only !== undefined && sales.length === 1 && isId) return go({ at: 'sale', saleId: only.saleId });
    found(sales);
    setMissed(sales.length === 0 && isId ? sought.text.trim() : null);
  };
  const look = (): void => void lookFor();
  useEffect(() => {
    if (first !== '') look();
    return () => found(null);
  }, []);
  const elsewhere = (paymentRequestId: string) => (): void =>
    go({ at: 'amount', target: { paymentRequestId, sale: null, refundable: null } });
  useKeys({ main: look, second: close });
  return (
    <section class="scene find" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{said.headline}</h1>
        <p class="say">{said.say}</p>
        <Fields sought={sought} set={(change) => setSought({ ...sought, ...change })} />
        {missed === null ? null : (
          <div class="find-missed" role="status">
            <p>{said.elsewhere}</p>
            <Action weight="second" onPress={elsewhere(missed)}>
              {said.refundElsewhere}
            </Action>
          </div>
        )}
      </div>
      <DeskActions close={close} look={look} />
    </section>
  );
}

function DeskActions({ close, look }: { readonly close: () => void; readonly look: () => void }) {
  const words = useDeskWords();
  return (
    <div class="actions">
      <Action weight="second" hint="Esc" onPress={close}>
        {words.close}
      </Action>
      <Action weight="main" hint="Enter" onPress={look}>
        {words.find.search}
      </Action>
    </div>
  );
}

interface FieldsProps {
  readonly sought: Sought;
  readonly set: (change: Partial<Sought>) => void;
}

function Fields({ sought, set }: FieldsProps) {
  const words = useWords();
  const { find: said } = useDeskWords();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const typed = { autoComplete: 'off', spellcheck: false } as const;
  return (
    <div class="fields">
      <label class="field field-wide">
        <span>{said.text}</span>
        <input
          ref={box}
          {...TAKES_SCANS}
          {...typed}
          value={sought.text}
          maxLength={64}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{said.day}</span>
        <input type="date" value={sought.day} onInput={(event) => set({ day: event.currentTarget.value })} />
      </label>
      <label class="field">
        <span>{said.state}</span>
        <select
          value={sought.state}
          onChange={(event) => set({ state: event.currentTarget.value as Sought['state'] })}
        >
          <option value="">{said.any}</option>
          {Object.entries(words.states).map(([state, name]) => (
            <option key={state} value={state}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field field-wide">
        <span>{said.wallet}</span>
        <input
          {...typed}
          value={sought.wallet}
          maxLength={256}
          onInput={(event) => set({ wallet: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}
