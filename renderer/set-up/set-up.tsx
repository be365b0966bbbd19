import { useEffect } from 'preact/hooks';
import { Keyboard } from '../keyboard/keyboard.tsx';
import { useTouchedBox } from '../keyboard/use-touched-box.ts';
import { Unreachable } from '../parts/unreachable.tsx';
import { useSetUpCatalogue } from '../strings/set-up/set-up-catalogues.ts';
import { SetUpSentences } from '../strings/set-up/sentences.ts';
import { useCatalogues } from '../strings/use-catalogues.ts';
import { Words } from '../strings/words.ts';
import type { Link } from '../till/till.ts';
import { End, Started } from './end.tsx';
import { Progress } from './progress.tsx';
import { QuestionScene } from './question.tsx';
import { useSetUp, type SetUpSteps } from './use-set-up.ts';

export interface SetUpProps {
  readonly link: Link;
  /** What the till pushed last. */
  readonly pushed: unknown;
}

/** The set-up of a till without a config, in the place of its sales: one question a page, and what is left beside it. */
export function SetUp({ link, pushed }: SetUpProps) {
  const steps = useSetUp(pushed);
  // Before the shop has chosen, the machine's language is the best guess.
  const tag = steps.view?.language ?? navigator.language;
  const [words] = useCatalogues([tag]);
  const language = words?.language ?? 'en';
  const sentences = useSetUpCatalogue(language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  if (words === undefined || sentences === null || steps.view === null) return <main class="stage" />;
  return (
    <Words.Provider value={words}>
      <SetUpSentences.Provider value={sentences}>
        <Pages steps={steps} view={steps.view} link={link} />
      </SetUpSentences.Provider>
    </Words.Provider>
  );
}

interface PagesProps {
  readonly steps: SetUpSteps;
  readonly view: NonNullable<SetUpSteps['view']>;
  readonly link: Link;
}

function Pages({ steps, view, link }: PagesProps) {
  const [touched, closeKeyboard] = useTouchedBox();
  const { question } = view;
  // A till that was set up ends, and is started again.
  const isAway = link !== 'open' && view.state !== 'finished';
  return (
    <div class={`window window-set-up ${touched === null ? '' : 'window-typing'}`}>
      <main class="stage">
        {isAway ? (
          <Unreachable link={link} alone={false} />
        ) : view.state === 'finished' ? (
          <Started />
        ) : question === null ? (
          <End view={view} steps={steps} />
        ) : (
          <QuestionScene key={question.id} {...{ question, view, steps }} />
        )}
      </main>
      <Progress view={view} steps={steps} />
      {touched === null ? null : <Keyboard box={touched} close={closeKeyboard} />}
    </div>
  );
}
