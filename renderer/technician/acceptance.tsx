import { useState } from 'preact/hooks';
import { useKeys } from '../page/keys.ts';
import { Action, keepFocus } from '../parts/action.tsx';
import { TearEdge } from '../parts/shapes.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { AcceptanceCase } from './acceptance-case.tsx';
import { AcceptanceList } from './acceptance-list.tsx';
import { AcceptanceTask } from './acceptance-task.tsx';
import { useAcceptance, type AcquirerView } from './use-acceptance.ts';

interface AcceptanceProps {
  /** Back to the bench. */
  readonly close: () => void;
}

/** The acquirers' acceptance cases: all of them on the stage, one of them on the paper; while they are played, what to do now. */
export function AcceptancePages({ close }: AcceptanceProps) {
  const { acceptance: words } = useBenchWords();
  const { view, refusal, run } = useAcceptance();
  const [named, setNamed] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [account, setAccount] = useState('');
  const running = view?.running ?? null;
  const all = view?.acquirers ?? [];
  const shown =
    all.find((each) => keyOf(each) === (running === null ? named : keyOf(running))) ?? all[0] ?? null;
  const one = shown?.cases.find(({ id }) => id === (chosen ?? running?.case)) ?? shown?.cases[0] ?? null;
  const needsAccount = shown?.against === 'sandbox';
  const mayStart = shown?.may === true && running === null && (!needsAccount || account.length === 4);
  const start = (id?: string): void => {
    if (shown === null || !mayStart) return;
    const { gateway, against } = shown;
    const only = id === undefined ? {} : { case: id };
    run({ act: 'start', gateway, against, ...only, ...(needsAccount ? { account } : {}) });
  };
  const leave = (): void => {
    if (running !== null) run({ act: 'leave', gateway: running.gateway, against: running.against });
  };
  useKeys({ main: running === null ? () => start() : undefined, second: running === null ? close : leave });
  const hasBegun = shown?.cases.some(({ attempt }) => attempt > 0) === true;
  return (
    <>
      <main class="stage">
        <section class="scene acceptance" aria-labelledby="headline">
          <header class="acceptance-head">
            <h1 id="headline">{words.headline}</h1>
            <p class="say">
              {shown === null ? words.none : words.passed(passedOf(shown), shown.cases.length)}
            </p>
            <div class="tabs">
              {all.map((each) => (
                <button
                  key={keyOf(each)}
                  type="button"
                  aria-pressed={each === shown}
                  disabled={running !== null}
                  onMouseDown={keepFocus}
                  onClick={() => setNamed(keyOf(each))}
                >
                  {each.gateway} · {words.against[each.against]}
                </button>
              ))}
            </div>
          </header>
          {running === null ? (
            <AcceptanceList cases={shown?.cases ?? []} chosen={one?.id ?? null} choose={setChosen} />
          ) : (
            <AcceptanceTask running={running} run={run} />
          )}
          <div class="actions actions-many">
            <p class="bench-reported" role="status">
              {refusal ?? (shown?.may === false ? words.notTest : (view?.trouble ?? null))}
            </p>
            {needsAccount && running === null && shown.may ? (
              <label class="acceptance-account">
                <span>{words.account}</span>
                <input
                  type="text"
                  maxLength={4}
                  value={account}
                  autocomplete="off"
                  onInput={(event) => setAccount(event.currentTarget.value)}
                />
              </label>
            ) : null}
            {running === null ? (
              <>
                <Action weight="second" hint="Esc" onPress={close}>
                  {words.back}
                </Action>
                <Action weight="main" hint="Enter" disabled={!mayStart} onPress={() => start()}>
                  {hasBegun ? words.goOn : words.start}
                </Action>
              </>
            ) : (
              <Action weight="second" hint="Esc" disabled={running.leaving} onPress={leave}>
                {running.leaving ? words.leaving : words.leave}
              </Action>
            )}
          </div>
        </section>
      </main>
      <aside class="tape" aria-labelledby="tape-headline">
        <div class="paper">
          {one === null || shown === null ? null : (
            <AcceptanceCase
              key={`${keyOf(shown)} ${one.id}`}
              {...{ of: one, acquirer: shown, run }}
              again={mayStart && one.plays ? () => start(one.id) : null}
            />
          )}
        </div>
        <TearEdge />
      </aside>
    </>
  );
}

function keyOf({ gateway, against }: Pick<AcquirerView, 'gateway' | 'against'>): string {
  return `${gateway} ${against}`;
}

function passedOf({ cases }: AcquirerView): number {
  return cases.filter(({ state }) => state === 'passed').length;
}
