import { useState } from 'preact/hooks';
import { Action } from '../cashier/action.tsx';
import { useKeys } from '../cashier/keys.ts';
import { Shape } from '../cashier/shapes.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { ask, inKiosk } from '../till.ts';
import { DayTotals } from './day-totals.tsx';
import type { Report } from './day.tsx';
import type { PlaceProps } from './manager.tsx';
import { usePrinted } from './use-printed.ts';

interface CloseQuestionProps {
  readonly x: Report;
  readonly back: () => void;
  readonly closed: (z: Report) => void;
}

/** One plain question. Where no answer comes, it is looked whether the day is closed before it is asked again. */
export function CloseQuestion({ x, back, closed }: CloseQuestionProps) {
  const words = useDeskWords();
  const { language } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [state, setState] = useState<'asking' | 'notKnown'>('asking');
  const [detail, setDetail] = useState<string | null>(null);
  const close = async (): Promise<void> => {
    const answer = await ask('closeDay', { params: {}, body: null });
    if (answer.ok) return closed(answer.value);
    if (answer.refusal.slug === 'no-answer') setState('notKnown');
    else setDetail(answer.refusal.detail);
  };
  const look = async (): Promise<void> => {
    const now = await ask('readX', { params: {}, body: null });
    if (!now.ok) return;
    if (now.value.number === x.number) return setState('asking');
    const z = await ask('readZ', { params: { number: String(x.number) }, body: null });
    if (z.ok) closed(z.value);
  };
  const act = (): void => {
    if (isBusy) return;
    setBusy(true);
    void (state === 'asking' ? close() : look()).then(() => setBusy(false));
  };
  useKeys({ main: act, second: back });
  const carried = x.unresolved.length;
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.day.ask}</h1>
        <p class="say">{words.day.askSay(x.number)}</p>
        {carried === 0 ? null : <p class="say">{words.day.carried(carried)}</p>}
        <p role="alert" class={state === 'asking' && detail === null ? 'unseen' : 'warning'}>
          {state === 'notKnown' ? words.day.notKnown : detail}
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
          {state === 'asking' ? words.day.close : words.day.look}
        </Action>
      </div>
    </section>
  );
}

/** A closed day: it is printed again, or saved where the page can save files. */
export function ClosedDay({ z, close }: PlaceProps & { readonly z: Report }) {
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
                href={`/v1/reports/z/${number}/paper?format=${format}`}
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
      </div>
      <div class="actions">
        <Action weight="second" hint="F9" onPress={print}>
          {words.print}
        </Action>
        <Action weight="main" hint="Enter" onPress={close}>
          {words.close}
        </Action>
      </div>
    </section>
  );
}
