import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { setupSentence } from '../../src/contract/setup-words.ts';
import { useNow } from '../page/clock.ts';
import { useKeys } from '../page/keys.ts';
import { Action } from '../parts/action.tsx';
import { Qr } from '../parts/qr.tsx';
import { Shape } from '../parts/shapes.tsx';
import { sayRefusal } from '../strings/refusals.ts';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask, type Refusal } from '../till/till.ts';
import type { BenchView } from './use-bench.ts';

type Setup = ReplyOf<'readScannerSetup'>;
type Act = 'start' | 'stop' | 'write';

/** How often the set-up is looked at: the next code has to come as quickly as the last one was scanned. */
const LOOK_MS = 300;

interface SetupProps {
  readonly bench: BenchView | null;
  /** Back to the bench. */
  readonly close: () => void;
  /** Back to the sales: the till starts again. */
  readonly leave: () => void;
  /** Who takes what was found, where it does not go into the till's config. */
  readonly take?: Take;
}

interface Take {
  readonly word: string;
  readonly act: (part: string) => void;
}

/** The scanner's set-up: three codes to be scanned, then what was found and where it goes. */
export function ScannerSetup({ bench, close, leave, take }: SetupProps) {
  const words = useWords();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const now = useNow(LOOK_MS);
  const run = async (act: Act): Promise<void> => {
    const answer = await ask('runScannerSetup', { params: {}, body: { act } });
    if (answer.ok) setSetup(answer.value);
    setRefusal(answer.ok ? null : worded(answer.refusal, words));
  };
  useEffect(() => void run('start'), []);
  useEffect(() => {
    let wanted = true;
    void ask('readScannerSetup', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setSetup((before) => (before === null ? null : answer.value));
    });
    return () => {
      wanted = false;
    };
  }, [now]);
  const stop = (): void => void run('stop').then(close);
  if (setup === null || setup.running || refusal !== null)
    return <Listening setup={setup} refusal={refusal} stop={refusal === null ? stop : close} />;
  const restart = (): void => {
    void ask('restartTill', { params: {}, body: null }).then((answer) => {
      if (answer.ok) leave();
      else setRefusal(worded(answer.refusal, words));
    });
  };
  return <Found {...{ setup, bench, run, restart, take }} close={stop} />;
}

/** What was refused; null where no answer came, as the set-up is looked at again anyway. */
function worded(refusal: Refusal, words: Catalogue): string | null {
  return refusal.detail === null ? null : sayRefusal(refusal, words);
}

interface ListeningProps {
  readonly setup: Setup | null;
  readonly refusal: string | null;
  readonly stop: () => void;
}

function Listening({ setup, refusal, stop }: ListeningProps) {
  const { setup: words } = useBenchWords();
  useKeys({ second: stop });
  const code = setup?.code ?? null;
  return (
    <section class="scene setup" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">{code === null ? words.begins : words.code(code.number, code.of)}</h1>
        <p class="say">{refusal ?? words.say}</p>
        <Says says={setup?.says ?? []} />
      </div>
      <div class="setup-code">{code === null ? null : <Qr text={code.text} label={words.picture} />}</div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={stop}>
          {words.stop}
        </Action>
      </div>
    </section>
  );
}

interface FoundProps {
  readonly setup: Setup;
  readonly bench: BenchView | null;
  readonly run: (act: Act) => Promise<void>;
  readonly close: () => void;
  readonly restart: () => void;
  readonly take: Take | undefined;
}

function Found({ setup, bench, run, close, restart, take }: FoundProps) {
  const { setup: words } = useBenchWords();
  const { strip } = useWords();
  const { part, written } = setup;
  const mayWrite = part !== null && bench?.configFile !== null;
  const main = mainOf({ setup, bench, run, restart, take, mayWrite }, words);
  useKeys({ main: main?.act, second: close });
  const headline =
    written === 'yes'
      ? words.written
      : written === 'failed'
        ? words.notWritten
        : part === null
          ? words.notFound
          : words.found;
  return (
    <section class="scene setup" aria-labelledby="headline">
      <div class="scene-words">
        <h1 id="headline">
          <Shape name={part === null || written === 'failed' ? 'down' : 'ok'} />
          {headline}
        </h1>
        {written === 'yes' ? <p class="say">{words.writtenSay}</p> : null}
        {part !== null && !mayWrite ? <p class="say">{words.noFile}</p> : null}
        <Says says={setup.says} />
        {part === null ? null : <pre class="bench-text setup-part">{part}</pre>}
      </div>
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={close}>
          {written === 'yes' || part === null ? strip.close : words.leave}
        </Action>
        {main === null ? null : (
          <Action weight="main" hint="Enter" onPress={main.act}>
            {main.word}
          </Action>
        )}
      </div>
    </section>
  );
}

interface MainParts extends Pick<FoundProps, 'setup' | 'bench' | 'run' | 'restart' | 'take'> {
  readonly mayWrite: boolean;
}

/** The one thing to do next; null where there is none but to leave it. */
function mainOf(
  { setup, bench, run, restart, take, mayWrite }: MainParts,
  words: ReturnType<typeof useBenchWords>['setup'],
): { readonly word: string; readonly act: () => void } | null {
  if (setup.written === 'yes')
    return bench?.mayRestart === true ? { word: words.restart, act: restart } : null;
  if (setup.part === null) return { word: words.again, act: () => void run('start') };
  const { part } = setup;
  if (take !== undefined) return { word: take.word, act: () => take.act(part) };
  if (!mayWrite) return null;
  const word = setup.written === 'failed' ? words.again : words.write;
  return { word, act: () => void run('write') };
}

/** What the till says of it, the last sentence last. */
function Says({ says }: { readonly says: Setup['says'] }) {
  const { setupSays: words } = useBenchWords();
  return (
    <ul class="setup-says" aria-live="polite">
      {says.map((said, index) => (
        <li key={`${index} ${said.say}`}>{words === null ? said.say : setupSentence(words, said)}</li>
      ))}
    </ul>
  );
}
