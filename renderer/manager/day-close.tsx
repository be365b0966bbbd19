import { useState } from 'preact/hooks';
import { shopTime } from '../page/clock.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { newRequestKey } from '../till/order-id.ts';
import { ask, inKiosk, type Refusal } from '../till/till.ts';
import { DayChart } from './day-chart.tsx';
import { DayTotals } from './day-totals.tsx';
import type { PlaceProps } from './place.ts';
import type { Report } from './report.ts';
import { usePrinted } from './use-printed.ts';

interface CloseQuestionProps {
  readonly x: Report;
  readonly back: () => void;
  readonly closed: (z: Report) => void;
}

/**
 * One plain question, and a second one where the day was closed a moment ago.
 *
 * The close is named with one key: where no answer comes, the same request is made again and closes the day only once.
 */
export function CloseQuestion({ x, back, closed }: CloseQuestionProps) {
  const words = useDeskWords();
  const cashier = useWords();
  const { language } = cashier;
  const [idempotencyKey] = useState(newRequestKey);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const close = (again: boolean): void => {
    if (isBusy) return;
    setBusy(true);
    setConfirmed(again);
    void ask('closeDay', { params: {}, body: { again }, idempotencyKey }).then((answer) => {
      setBusy(false);
      if (answer.ok) closed(answer.value);
      else setRefusal(answer.refusal);
    });
  };
  const isNotKnown = refusal?.slug === 'no-answer';
  const isJustClosed = refusal?.slug === 'day-just-closed';
  const act = (): void => close(isConfirmed);
  // A second Enter is what asked this question: it must not answer it.
  useKeys({ main: isJustClosed ? back : act, second: back });
  if (isJustClosed)
    return <JustClosed refusal={refusal} isBusy={isBusy} back={back} again={() => close(true)} />;
  const carried = x.unresolved.length;
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.day.ask}</h1>
        <p class="say">{words.day.askSay(x.number)}</p>
        {carried === 0 ? null : <p class="say">{words.day.carried(carried)}</p>}
        <p role="alert" class={refusal === null ? 'unseen' : 'warning'}>
          {isNotKnown ? words.day.notKnown : refusal === null ? null : sayRefusal(refusal, cashier)}
        </p>
      </div>
      <div class="day-figures" role="region" tabIndex={0} aria-label={words.day.figures}>
        <DayTotals report={x} language={language} />
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {words.back}
        </Action>
        <Action weight="main" hint="Enter" disabled={isBusy} onPress={act}>
          {isNotKnown ? words.day.tryAgain : words.day.close}
        </Action>
      </div>
    </section>
  );
}

interface JustClosedProps {
  readonly refusal: Refusal;
  readonly isBusy: boolean;
  readonly back: () => void;
  readonly again: () => void;
}

/** The day was closed a moment ago and nothing happened since: most likely this is the same wish twice. */
function JustClosed({ refusal, isBusy, back, again }: JustClosedProps) {
  const words = useDeskWords();
  const { number = 0, closedAt = '' } = refusal;
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head" role="alert">
        <h1 id="headline">
          <Shape name="ok" />
          {words.day.closed(number)}
        </h1>
        <p class="say">{words.day.justClosed(shopTime(closedAt))}</p>
      </div>
      <div class="actions">
        <Action weight="second" disabled={isBusy} onPress={again}>
          {words.day.closeAgain}
        </Action>
        <Action weight="main" hint="Enter" onPress={back}>
          {words.back}
        </Action>
      </div>
    </section>
  );
}

interface ClosedDayProps extends Pick<PlaceProps, 'close'> {
  readonly z: Report;
  /** It was opened from the list, and leads back there. */
  readonly isListed: boolean;
}

/** A closed day: it is printed again, or saved where the page can save files. */
export function ClosedDay({ z, close, isListed }: ClosedDayProps) {
  const words = useDeskWords();
  const { language } = useWords();
  const number = String(z.number);
  const [say, print] = usePrinted(() => ask('printZ', { params: { number }, body: null }));
  useKeys({ main: close, second: close, print });
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">
          <Shape name="ok" />
          {words.day.closed(z.number)}
        </h1>
        <p class="say">{inKiosk ? words.day.noFiles : words.day.closedSay}</p>
        <p class="aside" role="status">
          {say}
        </p>
        {inKiosk ? null : (
          <p class="saves">
            {(['pdf', 'csv'] as const).map((format) => (
              <a
                key={format}
                class="action"
                href={`./v1/reports/z/${number}/paper?format=${format}`}
                download={`z-${number}.${format}`}
              >
                {words.day[format]}
              </a>
            ))}
          </p>
        )}
      </div>
      <div class="day-figures" role="region" tabIndex={0} aria-label={words.day.figures}>
        <DayTotals report={z} language={language} />
        <DayChart report={z} language={language} />
      </div>
      <div class="actions">
        <Action weight="second" hint="F9" onPress={print}>
          {words.print}
        </Action>
        <Action weight="main" hint="Enter" onPress={close}>
          {isListed ? words.back : words.close}
        </Action>
      </div>
    </section>
  );
}
