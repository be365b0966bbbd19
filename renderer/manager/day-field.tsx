import { useEffect, useState } from 'preact/hooks';
import { nowMs } from '../page/clock.ts';
import { dateText, dayAt, dayPlus, daysOfMonth, monthPlus, monthText, weekdayTexts } from '../page/days.ts';
import { Action, keepFocus } from '../parts/action.tsx';
import { Overlay } from '../parts/overlay.tsx';
import { useWords } from '../strings/words.ts';

interface DayFieldProps {
  readonly label: string;
  /** `2026-11-20`; empty where none is chosen. */
  readonly day: string;
  /** What stands there instead of a day. */
  readonly none: string;
  readonly timeZone: string;
  readonly set: (day: string) => void;
}

/**
 * A day of the shop, chosen from a calendar by a finger or by the arrow keys.
 *
 * Why not the browser's own: it writes a day as the machine does, not as the shop, and its days are too small to touch.
 */
export function DayField({ label, day, none, timeZone, set }: DayFieldProps) {
  const { language } = useWords();
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <div class="field">
      <label>
        <span>{label}</span>
        <button type="button" class="field-day" onMouseDown={keepFocus} onClick={() => setOpen(true)}>
          {day === '' ? none : dateText(day, language)}
        </button>
      </label>
      {isOpen ? (
        <Calendar
          {...{ label, day, none, close }}
          today={dayAt(nowMs(), timeZone)}
          choose={(chosen) => {
            close();
            set(chosen);
          }}
        />
      ) : null}
    </div>
  );
}

interface CalendarProps extends Pick<DayFieldProps, 'label' | 'day' | 'none'> {
  readonly today: string;
  readonly choose: (day: string) => void;
  readonly close: () => void;
}

/** By how many days each arrow key goes on. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function Calendar({ label, day, none, today, choose, close }: CalendarProps) {
  const { language } = useWords();
  /** The day that has the focus: its month is shown. */
  const [at, setAt] = useState(day === '' ? today : day);
  useEffect(() => document.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus(), [at]);
  const press = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setAt(dayPlus(at, step));
  };
  const toMonth = (months: number) => (
    <Action weight="second" onPress={() => setAt(monthPlus(at, months))}>
      {monthText(monthPlus(at, months), language)}
    </Action>
  );
  return (
    <Overlay title={label} close={close} press={press}>
      <div class="calendar-months">
        {toMonth(-1)}
        <strong role="status">{monthText(at, language)}</strong>
        {toMonth(1)}
        <Action weight="second" onPress={() => choose('')}>
          {none}
        </Action>
      </div>
      <div class="calendar" role="group" aria-label={monthText(at, language)}>
        {weekdayTexts(language).map((name) => (
          <span key={name} aria-hidden="true">
            {name}
          </span>
        ))}
        {daysOfMonth(at).map((each, index) =>
          each === null ? (
            <span key={index} />
          ) : (
            <button
              key={each}
              type="button"
              class="key"
              data-day={each}
              aria-label={dateText(each, language)}
              aria-pressed={each === day}
              aria-current={each === today ? 'date' : undefined}
              onMouseDown={keepFocus}
              onClick={() => choose(each)}
            >
              {Number(each.slice(8))}
            </button>
          ),
        )}
      </div>
    </Overlay>
  );
}
