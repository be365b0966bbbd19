import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { useBenchWords, type BenchWords } from '../strings/technician/bench-words.ts';
import type { AcceptanceView, Act } from './use-acceptance.ts';

type Running = NonNullable<AcceptanceView['running']>;

interface TaskProps {
  readonly running: Running;
  readonly run: (act: Act) => void;
}

/** What is being played, and what a person is to do now, in one sentence. */
export function AcceptanceTask({ running, run }: TaskProps) {
  const { acceptance: words } = useBenchWords();
  const { gateway, against, task, number, of, case: id } = running;
  const done = (): void => run({ act: 'done', gateway, against });
  const isAnswered = task !== null && task.task !== 'code';
  useKeys({ main: isAnswered ? done : undefined });
  return (
    <div class="acceptance-task" aria-live="polite">
      <p class="acceptance-now">{id === null ? words.begins : words.playing(id, number, of)}</p>
      <progress
        class="acceptance-progress"
        max={Math.max(1, of)}
        value={number}
        aria-label={words.headline}
      />
      <p class="acceptance-do">{task === null ? words.byItself : doNow(task, words)}</p>
      {task?.picture === undefined ? null : (
        <img class="acceptance-code" src={task.picture} alt={words.tasks.open} />
      )}
      {task === null ? null : (
        <div class="acceptance-answers">
          <Action
            weight="second"
            onPress={() => run({ act: 'cannot', gateway, against, why: 'The person could not do it now.' })}
          >
            {words.cannot}
          </Action>
          {isAnswered ? (
            <Action weight="main" hint="Enter" onPress={done}>
              {words.done}
            </Action>
          ) : null}
        </div>
      )}
    </div>
  );
}

function doNow(
  { task, need = 'pays', say }: NonNullable<Running['task']>,
  words: BenchWords['acceptance'],
): string {
  switch (task) {
    case 'code':
      return words.tasks.code[need];
    case 'open':
    case 'confirm':
    case 'decline':
      return words.tasks[task];
    case 'account':
    case 'manager':
      return say;
  }
}
