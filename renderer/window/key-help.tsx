import { keepFocus } from '../parts/action.tsx';
import { useWords } from '../strings/words.ts';
import { Overlay } from '../parts/overlay.tsx';
import type { WindowKeys } from './window-keys.ts';

interface KeyHelpProps {
  readonly keys: WindowKeys;
  readonly close: () => void;
}

/** What each key does; those of the whole window are done by a touch of their line too. */
export function KeyHelp({ keys: acts, close }: KeyHelpProps) {
  const { keys } = useWords();
  const rows = [
    ['0–9 .', keys.amount],
    ['Enter', keys.main],
    ['Esc', keys.second],
    ['F2', keys.search, acts.F2],
    ['F3', keys.refund, acts.F3],
    ['F4', keys.day, acts.F4],
    ['F8', keys.technician, acts.F8],
    ['F9', keys.print],
    ['F12', keys.help],
  ] as const;
  return (
    <Overlay title={keys.title} close={close}>
      <dl class="keys">
        {rows.map(([key, does, act]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{act === undefined ? does : <KeyLine {...{ does, act, close }} />}</dd>
          </div>
        ))}
      </dl>
    </Overlay>
  );
}

interface KeyLineProps {
  readonly does: string;
  readonly act: () => void;
  readonly close: () => void;
}

function KeyLine({ does, act, close }: KeyLineProps) {
  const press = (): void => {
    close();
    act();
  };
  return (
    <button type="button" class="action" onMouseDown={keepFocus} onClick={press}>
      {does}
    </button>
  );
}
