import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Notice } from '../sale/notice.tsx';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import { DayChart } from './day-chart.tsx';
import { ClosedDay, CloseQuestion } from './day-close.tsx';
import { ClosedDays } from './closed-days.tsx';
import { DayPaper } from './day-paper.tsx';
import { DayTotals } from './day-totals.tsx';
import type { PlaceProps } from './place.ts';
import type { Report } from './report.ts';
import { usePrinted } from './use-printed.ts';

/** The day's end: what moved since the last close as a chart and a paper; the close; and the closed days with their papers. */
export function Day(props: PlaceProps) {
  const { view, desk } = props;
  const x = useX(view);
  const [z, setZ] = useState<Report | null>(null);
  const [asking, setAsking] = useState<Report | null>(null);
  const [isListing, setListing] = useState(false);
  return (
    <>
      <main class="stage">
        <Notice view={view} sale={null} desk={desk} />
        {z !== null ? (
          <ClosedDay z={z} isListed={isListing} close={isListing ? () => setZ(null) : props.close} />
        ) : isListing ? (
          <ClosedDays timeZone={view.terminal.timeZone} back={() => setListing(false)} open={setZ} />
        ) : asking !== null ? (
          <CloseQuestion x={asking} back={() => setAsking(null)} closed={setZ} />
        ) : (
          <DaySoFar x={x} ask={() => setAsking(x)} list={() => setListing(true)} {...props} />
        )}
      </main>
      <DayPaper z={z} view={view} />
    </>
  );
}

function useX(view: View): Report | null {
  const [x, setX] = useState<Report | null>(null);
  useEffect(() => {
    let wanted = true;
    void ask('readX', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setX(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [view]);
  return x;
}

interface DaySoFarProps extends PlaceProps {
  readonly x: Report | null;
  readonly ask: () => void;
  readonly list: () => void;
}

function DaySoFar({ x, ask: askToClose, list, go, close }: DaySoFarProps) {
  const words = useDeskWords();
  const { language } = useWords();
  const [say, print] = usePrinted(() => ask('printX', { params: {}, body: null }));
  useKeys({ second: close, print });
  return (
    <section class="scene day" aria-labelledby="headline">
      <div class="day-head">
        <h1 id="headline">{words.day.headline}</h1>
        <p class="aside">{x === null ? words.moment : spanOf(x, words.day, language)}</p>
        <p class="aside" role="status">
          {say}
        </p>
      </div>
      <div class="day-figures" role="region" tabIndex={0} aria-label={words.day.figures}>
        {x === null ? null : (
          <>
            <DayTotals report={x} language={language} />
            <DayChart report={x} language={language} />
          </>
        )}
      </div>
      <div class="actions actions-many">
        <div class="tools">
          <Action weight="second" hint="F9" onPress={print}>
            {words.print}
          </Action>
          <Action weight="second" onPress={list}>
            {words.day.days}
          </Action>
          <Action weight="second" onPress={() => go({ at: 'office', disputeId: null })}>
            {words.office}
          </Action>
        </div>
        <Action weight="second" hint="Esc" onPress={close}>
          {words.close}
        </Action>
        <Action weight="main" disabled={x === null || isEmpty(x)} onPress={askToClose}>
          {words.day.close}
        </Action>
      </div>
    </section>
  );
}

/** Nothing moved, and nothing is open: the page says so, and there is nothing to close. */
function isEmpty({ totals, unresolved }: Report): boolean {
  return totals.length === 0 && unresolved.length === 0;
}

function spanOf({ from, until }: Report, { span, begins }: DeskWords['day'], language: string): string {
  const at = (iso: string): string => `${dateText(iso, language)} ${shopTime(iso)}`;
  return span(from === null ? begins : at(from), at(until));
}
