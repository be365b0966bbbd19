import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nowMs } from '../page/clock.ts';
import { dayAt } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { TAKES_SCANS } from '../page/takes-scans.ts';
import { Action } from '../parts/action.tsx';
import { walkLines } from '../sale/sale-lines.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { DayField } from './day-field.tsx';
import { findSales, isPaymentCode, type Found } from './find-sales.ts';
import type { PlaceProps } from './place.ts';
import { isPaymentId, NOTHING_SOUGHT, queriesOf, type Sought } from './search.ts';

interface FindProps extends PlaceProps {
  /** What was scanned or typed before the desk was opened; it is looked for at once. */
  readonly first: string;
  /** What the tape shows; null before the till has answered. */
  readonly found: Found | null;
  readonly setFound: (next: (before: Found | null) => Found | null) => void;
}

/**
 * Finds a sale by whatever is known of it. It begins with the sales of today, so that a touch of one, or Enter for the
 * newest, opens it; one that is the only one found by an id opens by itself.
 */
export function Find({ first, found, setFound, view, desk, go, close }: FindProps) {
  const words = useWords();
  const { find: said } = useDeskWords();
  const [sought, setSought] = useState<Sought>(
    first === '' ? NOTHING_SOUGHT : { ...NOTHING_SOUGHT, text: first },
  );
  const [missed, setMissed] = useState<string | null>(null);
  const { currency, timeZone } = view.terminal;
  const openFirst = ({ sales }: Found): boolean => {
    const [newest] = sales;
    if (newest !== undefined) go({ at: 'sale', saleId: newest.saleId });
    return newest !== undefined;
  };
  const lookFor = async (): Promise<void> => {
    const isCode = await Promise.all([isPaymentCode(sought.text), isPaymentCode(sought.wallet)]);
    if (isCode.includes(true)) {
      setSought({ ...sought, text: '', wallet: '' });
      return desk.say(words.notice.notWanted);
    }
    const answer = await findSales(queriesOf(sought, currency, timeZone));
    if (!answer.ok) return desk.say(sayRefusal(answer.refusal, words));
    const result: Found = { sales: answer.value, day: null, isCurrent: true };
    const isId = isPaymentId(sought.text);
    if (result.sales.length === 1 && isId) return void openFirst(result);
    setFound(() => result);
    setMissed(result.sales.length === 0 && isId ? sought.text.trim() : null);
  };
  const look = (): void => void lookFor();
  const openOnceListed = useToday({ view, isWanted: first === '', setFound, openFirst });
  useEffect(() => {
    if (first !== '') look();
    return () => setFound(() => null);
  }, []);
  const elsewhere = (paymentRequestId: string) => (): void =>
    go({ at: 'amount', target: { paymentRequestId, sale: null, refundable: null } });
  const opens = found?.isCurrent === true && found.sales.length > 0;
  const main = (): void => {
    if (opens) openFirst(found);
    else if (found !== null || sought !== NOTHING_SOUGHT || !openOnceListed()) look();
  };
  const set = (change: Partial<Sought>): void => {
    setSought({ ...sought, ...change });
    setFound((before) => before && { ...before, isCurrent: false });
  };
  useKeys({ main, second: close });
  return (
    <section class="scene find" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{said.headline}</h1>
        <p class="say">{said.say}</p>
        <Fields {...{ sought, set, timeZone }} />
        {missed === null ? null : (
          <div class="find-missed" role="status">
            <p>{said.elsewhere}</p>
            <Action weight="second" onPress={elsewhere(missed)}>
              {said.refundElsewhere}
            </Action>
          </div>
        )}
      </div>
      <DeskActions close={close} main={main} label={opens ? said.open : said.search} />
    </section>
  );
}

interface TodayParts extends Pick<FindProps, 'view' | 'setFound'> {
  /** Not where something is looked for at once. */
  readonly isWanted: boolean;
  readonly openFirst: (today: Found) => boolean;
}

/**
 * Lists the sales of today. Answers what an Enter does that is earlier than the list: the newest opens as soon as it is
 * there; false where no list is to come.
 */
function useToday({ view, isWanted, setFound, openFirst }: TodayParts): () => boolean {
  const { currency, timeZone } = view.terminal;
  const state = useRef({ isComing: isWanted, opens: false });
  useEffect(() => {
    if (!isWanted) return;
    let isShown = true;
    const day = dayAt(nowMs(), timeZone);
    void findSales(queriesOf({ ...NOTHING_SOUGHT, day }, currency, timeZone)).then((answer) => {
      const { opens } = state.current;
      state.current = { isComing: false, opens: false };
      if (!isShown || !answer.ok) return;
      const today: Found = { sales: answer.value, day, isCurrent: true };
      // Whoever types meanwhile has not looked for anything yet: the list still says what the tape holds.
      if (!opens || !openFirst(today)) setFound((before) => before ?? today);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return () => {
    state.current.opens = state.current.isComing;
    return state.current.isComing;
  };
}

interface DeskActionsProps {
  readonly close: () => void;
  readonly main: () => void;
  readonly label: string;
}

function DeskActions({ close, main, label }: DeskActionsProps) {
  const words = useDeskWords();
  return (
    <div class="actions">
      <Action weight="second" hint="Esc" onPress={close}>
        {words.close}
      </Action>
      <Action weight="main" hint="Enter" onPress={main}>
        {label}
      </Action>
    </div>
  );
}

interface FieldsProps {
  readonly sought: Sought;
  readonly timeZone: string;
  readonly set: (change: Partial<Sought>) => void;
}

function Fields({ sought, set, timeZone }: FieldsProps) {
  const words = useWords();
  const { find: said } = useDeskWords();
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
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
          onKeyDown={walkLines}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </label>
      <DayField
        label={said.day}
        day={sought.day}
        none={said.any}
        timeZone={timeZone}
        set={(day) => set({ day })}
      />
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
