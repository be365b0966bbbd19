import { CHAPTERS } from '../../src/contract/till-setup-names.ts';
import { Action, keepFocus } from '../parts/action.tsx';
import { Shape, TearEdge } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { useBenchCatalogue } from '../strings/technician/bench-catalogues.ts';
import { useWords } from '../strings/words.ts';
import type { SetUpSteps, SetUpView } from './use-set-up.ts';

/**
 * What is done and what is left, in the place of the tape.
 *
 * Where a config is changed, each part can be touched: nobody goes through all for one thing.
 */
export function Progress({ view, steps }: { readonly view: SetUpView; readonly steps: SetUpSteps }) {
  const words = useSetUpWords();
  const bench = useBenchCatalogue(useWords().language);
  const { isAsking, run } = steps;
  const now = view.question?.chapter ?? 'end';
  const at = CHAPTERS.indexOf(now);
  const isChange = view.edits && view.state === 'asking';
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{view.edits && bench !== null ? bench.change : words.title}</h2>
        </div>
        <ol class="chapters">
          {CHAPTERS.map((chapter, index) => (
            <li
              key={chapter}
              class={index === at ? 'chapter chapter-now' : 'chapter'}
              aria-current={index === at ? 'step' : undefined}
            >
              <span class="chapter-sign">{index < at || isChange ? <Shape name="ok" /> : null}</span>
              {isChange ? (
                <button
                  type="button"
                  class="chapter-key"
                  disabled={isAsking}
                  onMouseDown={keepFocus}
                  onClick={() => run({ act: 'go', chapter })}
                >
                  {words.chapters[chapter]}
                </button>
              ) : (
                words.chapters[chapter]
              )}
            </li>
          ))}
        </ol>
        <p class="paper-empty" role="status">
          {view.question === null || view.edits ? null : words.left(view.left)}
        </p>
        <p class="paper-empty aside">{view.edits ? words.changeSay : words.kept}</p>
        {isChange ? (
          <div class="actions set-up-leave">
            <Action weight="second" disabled={isAsking} onPress={() => run({ act: 'leave' })}>
              {words.leave}
            </Action>
          </div>
        ) : null}
      </div>
      <TearEdge />
    </aside>
  );
}
