import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { Fault } from './fault.tsx';
import { HandOver } from './hand-over.tsx';
import type { SetUpSteps, SetUpView } from './use-set-up.ts';

interface EndProps {
  readonly view: SetUpView;
  readonly steps: SetUpSteps;
}

/** All is answered: what goes to the acquirers, and the key that starts the shop's till. */
export function End({ view, steps }: EndProps) {
  const words = useSetUpWords();
  const { run, isAsking } = steps;
  const back = (): void => run({ act: 'back' });
  const finish = (): void => run({ act: 'finish' });
  useKeys({ main: finish, second: back });
  return (
    <section class="scene set-up set-up-end" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{words.end}</h1>
        <p class="say">{words.endSay}</p>
        <HandOver files={view.handOver} />
        <Fault view={view} refusal={steps.refusal} />
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" disabled={isAsking} onPress={back}>
          {words.back}
        </Action>
        <Action weight="main" hint="Enter" disabled={isAsking} onPress={finish}>
          {words.start}
        </Action>
      </div>
    </section>
  );
}

/** The config is written. The till ends, and is started again with it. */
export function Started() {
  const words = useSetUpWords();
  return (
    <section class="scene set-up set-up-started" aria-labelledby="headline">
      <div class="scene-words" role="status">
        <h1 id="headline">
          <Shape name="ok" />
          {words.started}
        </h1>
        <p class="say">{words.startedSay}</p>
      </div>
    </section>
  );
}
