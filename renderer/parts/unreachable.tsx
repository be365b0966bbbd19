import { useWords } from '../strings/words.ts';
import type { Link, RefusedKey } from '../till/till.ts';
import { Shape } from './shapes.tsx';

interface UnreachableProps {
  readonly link: Exclude<Link, 'open'>;
  /** Nothing of the till was seen yet: this is the whole window. */
  readonly alone: boolean;
  /** Each key of the config that is refused: its name, and what it must be. */
  readonly faults?: readonly RefusedKey[];
}

/** The till does not answer: nothing that was on the stage may be trusted. */
export function Unreachable({ link, alone, faults = [] }: UnreachableProps) {
  const said = useWords().unreachable[link];
  const words = (
    <section class={`scene unreachable unreachable-${link}`} role="alert">
      {link === 'connecting' ? null : <Shape name="down" large />}
      <h1>{said.headline}</h1>
      <p class="say say-loud">{said.say}</p>
      {faults.length === 0 ? null : (
        <dl class="refused-keys">
          {faults.map(({ path, why }) => (
            <div key={`${path} ${why}`}>
              <dt>{path === '' ? 'till.json' : path}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
  return alone ? <main class="stage stage-alone">{words}</main> : words;
}
