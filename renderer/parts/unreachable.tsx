import { useWords } from '../strings/words.ts';
import type { Link } from '../till/till.ts';
import { Shape } from './shapes.tsx';

interface UnreachableProps {
  readonly link: Exclude<Link, 'open'>;
  /** Nothing of the till was seen yet: this is the whole window. */
  readonly alone: boolean;
}

/** The till does not answer: nothing that was on the stage may be trusted. */
export function Unreachable({ link, alone }: UnreachableProps) {
  const said = useWords().unreachable[link];
  const words = (
    <section class={`scene unreachable unreachable-${link}`} role="alert">
      {link === 'connecting' ? null : <Shape name="down" large />}
      <h1>{said.headline}</h1>
      <p class="say say-loud">{said.say}</p>
    </section>
  );
  return alone ? <main class="stage stage-alone">{words}</main> : words;
}
