import { useEffect, useRef, useState } from 'preact/hooks';
import { shopTime } from '../page/clock.ts';
import { keepFocus } from '../parts/action.tsx';
import { Shape, shapeOfPart } from '../parts/shapes.tsx';
import { healthSays } from '../strings/health.ts';
import { useBenchWords, type BenchWords } from '../strings/technician/bench-words.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { TRIALS, type Told } from './trials.ts';
import type { BenchView } from './use-bench.ts';

type Device = BenchView['devices'][number];

/** One device: what it is, when it last spoke, a button to try it, and what came back. */
export function DeviceStrip({ device }: { readonly device: Device }) {
  const words = useWords();
  const bench = useBenchWords();
  const [told, setTold] = useState<Told | null>(null);
  const [trying, setTrying] = useState(false);
  const here = useRef(true);
  useEffect(() => () => void (here.current = false), []);
  const { kind } = device;
  const why = healthSays(device, words);
  const names = namesIn(device.why ?? '', why ?? '');
  const trial = kind === 'journal' || kind === 'marks' || kind === 'letters' ? null : TRIALS[kind];
  const attempt = (): void => {
    if (trial === null) return;
    setTrying(true);
    setTold(null);
    void trial(device.name, bench, words).then((answer) => {
      if (!here.current) return;
      setTrying(false);
      setTold(answer);
    });
  };
  return (
    <li class={`device device-${device.status}`}>
      <div class="device-head">
        <Shape name={shapeOfPart(device)} />
        <div class="device-words">
          <h2>{nameOf(device, words, bench)}</h2>
          <p>{stateOf(device, words, bench)}</p>
          {why === undefined ? null : <p class="device-why">{why}</p>}
          {names === '' ? null : <p class="device-why">{names}</p>}
        </div>
        {trial === null ? null : (
          <button
            type="button"
            class="action"
            disabled={trying}
            aria-label={`${trialWord(device, bench)}: ${nameOf(device, words, bench)}`}
            onMouseDown={keepFocus}
            onClick={attempt}
          >
            {trialWord(device, bench)}
          </button>
        )}
      </div>
      <div aria-live="polite">
        {trying ? <p class="device-told">{kind === 'scanner' ? bench.scanNow : bench.trying}</p> : null}
        {told === null ? null : <Came told={told} />}
      </div>
    </li>
  );
}

function Came({ told }: { readonly told: Told }) {
  return (
    <div class="device-told">
      <p class="device-outcome">
        <Shape name={told.good === null ? 'none' : told.good ? 'ok' : 'down'} />
        <span>{told.say}</span>
      </p>
      {told.rows.length === 0 ? null : (
        <dl class="facts">
          {told.rows.map(([label, value]) => (
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

function nameOf({ kind, name }: Device, words: Catalogue, bench: BenchWords): string {
  if (kind === 'marks' || kind === 'letters') return bench[kind];
  return kind === 'journal' ? words.strip.journal : `${words.strip[kind]} ${name}`;
}

function stateOf(device: Device, words: Catalogue, bench: BenchWords): string {
  const { kind, status, since, spokeAt } = device;
  const how = status === 'ok' ? words.strip.ok : `${words.strip.down}. ${words.strip.since(shopTime(since))}`;
  // Marks and letters are files: they say nothing by themselves, and one that stands in for another is not ready.
  if (kind === 'marks' || kind === 'letters') return shapeOfPart(device) === 'advice' ? bench.advice : how;
  const spoke = spokeAt === undefined ? bench.silent : bench.spoke(shopTime(spokeAt));
  return `${how} · ${spoke}`;
}

function trialWord({ kind }: Device, bench: BenchWords): string {
  if (kind === 'scanner') return bench.trial.scan;
  return kind === 'printer' ? bench.trial.print : bench.trial.gateway;
}

/** Addresses, files, signs and codes of the till's own sentence that the page's does not say; of use in any language. */
function namesIn(sentence: string, said: string): string {
  const names = sentence.match(/\/[\w./-]+|[\w.-]+:\d+|\b[A-Z][A-Z0-9_]+\b|\b0x[0-9a-f]+\b/g) ?? [];
  return [...new Set(names)].filter((name) => !said.includes(name)).join(' · ');
}
