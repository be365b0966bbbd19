import { useEffect, useState } from 'preact/hooks';
import { shopTime } from '../page/clock.ts';
import { dateText, dayInZone } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { amountText } from '../parts/amount.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { ask, inKiosk } from '../till/till.ts';
import { DayField } from './day-field.tsx';
import type { Report } from './report.ts';

interface ClosedDaysProps {
  /** The till's zone: a span is of days of the shop. */
  readonly timeZone: string;
  readonly back: () => void;
  readonly open: (z: Report) => void;
}

/** As many as one can look through at once. */
const DAYS_AT_ONCE = 31;

/** The closed days, newest first, each with its paper and its files; and a span of days with every payment as a row. */
export function ClosedDays({ timeZone, back, open }: ClosedDaysProps) {
  const words = useDeskWords();
  const [days, isMore, more] = useDays();
  useKeys({ main: back, second: back });
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.day.days}</h1>
        {days === null ? <p class="aside">{words.moment}</p> : null}
        {days?.length === 0 ? <p class="say">{words.day.noDays}</p> : null}
        {inKiosk ? <p class="aside">{words.day.noFiles}</p> : <Span timeZone={timeZone} />}
      </div>
      <div class="day-figures" role="region" tabIndex={0} aria-label={words.day.figures}>
        <ul class="days">
          {(days ?? []).map((z) => (
            <DayLine key={z.number} z={z} open={() => open(z)} />
          ))}
        </ul>
      </div>
      <div class="actions">
        {isMore ? (
          <Action weight="second" onPress={more}>
            {words.day.earlier}
          </Action>
        ) : null}
        <Action weight="main" hint="Enter" onPress={back}>
          {words.back}
        </Action>
      </div>
    </section>
  );
}

/** The days read so far; whether there may be more; and how to read them. */
function useDays(): [readonly Report[] | null, boolean, () => void] {
  const [days, setDays] = useState<readonly Report[] | null>(null);
  const [isMore, setMore] = useState(false);
  const read = (): void => {
    const last = days?.at(-1);
    const before = last === undefined ? {} : { before: String(last.number) };
    const query = { ...before, limit: String(DAYS_AT_ONCE) };
    void ask('listZ', { params: {}, query, body: null }).then((answer) => {
      if (!answer.ok) return;
      setDays([...(days ?? []), ...answer.value]);
      setMore(answer.value.length === DAYS_AT_ONCE);
    });
  };
  useEffect(read, []);
  return [days, isMore, read];
}

function DayLine({ z, open }: { readonly z: Report; readonly open: () => void }) {
  const words = useDeskWords();
  const { language } = useWords();
  const name = words.day.day(z.number);
  const sold = z.totals.filter(({ type }) => type === 'sale');
  return (
    <li>
      <Action weight="second" onPress={open}>
        {name}
      </Action>
      <span class="days-words">
        <span class="days-when">
          {dateText(z.until, language)} {shopTime(z.until)}
        </span>
        <span class="days-sold">
          {sold.map(({ currency, count, value }) => (
            <span key={currency}>{words.day.counted(count, amountText({ currency, value }, language))}</span>
          ))}
        </span>
      </span>
      {inKiosk ? null : (
        <span class="saves">
          {(['pdf', 'csv'] as const).map((format) => (
            <a
              key={format}
              class="action"
              aria-label={`${name}: ${words.day[format]}`}
              href={`./v1/reports/z/${z.number}/paper?format=${format}`}
              download={`z-${z.number}.${format}`}
            >
              {format.toUpperCase()}
            </a>
          ))}
        </span>
      )}
    </li>
  );
}

/** From one day to another, both of them whole: every payment, refund and void as a row of a table. */
function Span({ timeZone }: { readonly timeZone: string }) {
  const { day } = useDeskWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const isChosen = from !== '' && to !== '';
  const isWrong = isChosen && from > to;
  return (
    <fieldset class="span">
      <legend>{day.rows}</legend>
      <DayField label={day.from} day={from} none="–" timeZone={timeZone} set={setFrom} />
      <DayField label={day.to} day={to} none="–" timeZone={timeZone} set={setTo} />
      {isChosen && !isWrong ? (
        <a class="action" href={addressOf(from, to, timeZone)} download={`sales-${from}-${to}.csv`}>
          {day.csv}
        </a>
      ) : (
        <Action weight="second" disabled onPress={() => undefined}>
          {day.csv}
        </Action>
      )}
      <p role="status" class={isWrong ? 'warning' : 'unseen'}>
        {isWrong ? day.wrongSpan : null}
      </p>
    </fieldset>
  );
}

function addressOf(from: string, to: string, timeZone: string): string {
  const span = { from: dayInZone(from, timeZone).from, to: dayInZone(to, timeZone).until };
  return `./v1/reports/sales?${new URLSearchParams({ ...span, format: 'csv' }).toString()}`;
}
