import { keepFocus } from '../parts/action.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import type { CaseView } from './use-acceptance.ts';

const PHASES = ['before', 'sandbox', 'outputs', 'launch', 'pilot', 'after'] as const;

interface ListProps {
  readonly cases: readonly CaseView[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

/** Every case with its standing, by the parts of the road; a touch lays one on the paper. */
export function AcceptanceList({ cases, chosen, choose }: ListProps) {
  const { acceptance: words } = useBenchWords();
  return (
    <div class="acceptance-list" role="group" aria-labelledby="headline" tabIndex={0}>
      {PHASES.map((phase) => {
        const own = cases.filter((each) => each.phase === phase);
        return own.length === 0 ? null : (
          <section key={phase} aria-label={words.phases[phase]}>
            <h2>{words.phases[phase]}</h2>
            <ul>
              {own.map(({ id, title, state }) => (
                <li key={id}>
                  <button
                    type="button"
                    class="acceptance-row"
                    aria-pressed={id === chosen}
                    onMouseDown={keepFocus}
                    onClick={() => choose(id)}
                  >
                    <Standing state={state} />
                    <span class="acceptance-id">{id}</span>
                    <span class="acceptance-title" lang="en">
                      {title}
                    </span>
                    <span class={`acceptance-state acceptance-${state}`}>{words.states[state]}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

/** The standing as a shape, so that it is not told by its colour alone. */
function Standing({ state }: Pick<CaseView, 'state'>) {
  if (state === 'passed') return <Shape name="ok" />;
  if (state === 'failed') return <Shape name="down" />;
  return state === 'notForThisShop' ? <Shape name="none" /> : <Shape name="closing" />;
}
