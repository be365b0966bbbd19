import type { ComponentChildren } from 'preact';
import { useKeys } from '../../page/keys.ts';
import { Action } from '../../parts/action.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';

interface OfficeFormProps {
  readonly headline: string;
  /** What the main key says. */
  readonly give: string;
  /** Null where something is still missing. */
  readonly main: (() => void) | null;
  readonly back: () => void;
  /** What is more than a few lines has the whole height, and is scrolled. */
  readonly isLong?: boolean;
  readonly children: ComponentChildren;
}

/** What a person fills in at the office: its lines, and the keys to go on and back. */
export function OfficeForm({ headline, give, main, back, isLong = false, children }: OfficeFormProps) {
  const desk = useDeskWords();
  useKeys({ second: back, ...(main === null ? {} : { main }) });
  return (
    <section class={`scene ${isLong ? 'day' : 'find'}`} aria-labelledby="headline">
      {isLong ? (
        <>
          <div class="day-head">
            <h1 id="headline">{headline}</h1>
          </div>
          <div class="day-figures office" role="group" tabIndex={0} aria-label={headline}>
            {children}
          </div>
        </>
      ) : (
        <div class="scene-words">
          <h1 id="headline">{headline}</h1>
          {children}
        </div>
      )}
      <div class="actions">
        <Action weight="second" hint="Esc" onPress={back}>
          {desk.back}
        </Action>
        <Action weight="main" hint="Enter" disabled={main === null} onPress={main ?? (() => undefined)}>
          {give}
        </Action>
      </div>
    </section>
  );
}
