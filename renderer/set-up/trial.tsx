import { Shape } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { useBenchCatalogue } from '../strings/technician/bench-catalogues.ts';
import type { BenchWords } from '../strings/technician/bench-words.ts';
import { useWords } from '../strings/words.ts';
import { HandOver } from './hand-over.tsx';
import { answer, Frame, type AnswerProps } from './frame.tsx';
import type { SetUpView } from './use-set-up.ts';

type TrialView = NonNullable<SetUpView['trial']>;

/** Something that was answered is tried: an acquirer is asked, a page is printed. A good trial leads on. */
export function Trial(props: AnswerProps) {
  const { question, view, steps } = props;
  const words = useSetUpWords();
  const bench = useBenchCatalogue(useWords().language);
  const { trial } = view;
  const attempt = (): void => steps.run({ act: 'try' });
  const isGood = trial?.good === true;
  const main = isGood
    ? { word: words.next, act: () => answer(steps, question, 'yes') }
    : { word: trial === null ? words.tryIt : words.again, act: attempt };
  return (
    <Frame {...props} main={main}>
      {question.ask === 'check' ? <HandOver files={view.handOver} /> : null}
      <div class="set-up-told" role="status">
        {steps.isAsking && bench !== null ? <p>{bench.trying}</p> : null}
        {trial === null || steps.isAsking || bench === null ? null : (
          <Told trial={trial} bench={bench} notYet={words.faults.config} />
        )}
      </div>
    </Frame>
  );
}

interface ToldProps {
  readonly trial: TrialView;
  readonly bench: BenchWords;
  /** What is said where nothing could be tried, since the till would not take what was answered. */
  readonly notYet: string;
}

/** The words are those of the technician's page, which makes the same trials. */
function Told({ trial, bench, notYet }: ToldProps) {
  const rows = rowsOf(trial, bench);
  const say = trial.kind === 'config' ? `${notYet} ${trial.say}` : sayOf(trial, bench);
  return (
    <div class="device-told">
      <p class="device-outcome">
        <Shape name={trial.good ? 'ok' : 'down'} />
        <span>{say}</span>
      </p>
      {rows.length === 0 ? null : (
        <dl class="facts">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function sayOf({ good, kind, found, say }: TrialView, bench: BenchWords): string {
  if (kind === 'printer')
    return good ? bench.printed : found === 'unknown' ? bench.maybe : bench.notPrinted(say);
  const known: Readonly<Record<string, string>> = bench.gatewayFound;
  return good ? bench.gatewayFine : `${bench.gatewayNot} ${known[found] ?? say}`;
}

function rowsOf({ reached, accepted, verified }: TrialView, bench: BenchWords): [string, string][] {
  if (reached === undefined) return [];
  return [
    [bench.rows.reached, reached ? bench.yes : bench.no],
    [bench.rows.accepted, bench[accepted ?? 'unknown']],
    [bench.rows.verified, bench[verified ?? 'unknown']],
  ];
}
