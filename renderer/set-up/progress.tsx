import { CHAPTERS } from '../../src/contract/till-setup-names.ts';
import { Shape, TearEdge } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import type { SetUpView } from './use-set-up.ts';

/** What is done and what is left, in the place of the tape. */
export function Progress({ view }: { readonly view: SetUpView }) {
  const words = useSetUpWords();
  const now = view.question?.chapter ?? 'end';
  const at = CHAPTERS.indexOf(now);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <div class="paper-head">
          <h2 id="tape-headline">{words.title}</h2>
        </div>
        <ol class="chapters">
          {CHAPTERS.map((chapter, index) => (
            <li
              key={chapter}
              class={index === at ? 'chapter chapter-now' : 'chapter'}
              aria-current={index === at ? 'step' : undefined}
            >
              <span class="chapter-sign">{index < at ? <Shape name="ok" /> : null}</span>
              {words.chapters[chapter]}
            </li>
          ))}
        </ol>
        <p class="paper-empty" role="status">
          {view.question === null ? null : words.left(view.left)}
        </p>
        <p class="paper-empty aside">{words.kept}</p>
      </div>
      <TearEdge />
    </aside>
  );
}
