import { useWords } from '../strings/words.ts';
import { Overlay } from './overlay.tsx';

/** What each key does. */
export function KeyHelp({ close }: { readonly close: () => void }) {
  const { keys } = useWords();
  const rows = [
    ['0–9 .', keys.amount],
    ['Enter', keys.main],
    ['Esc', keys.second],
    ['F2', keys.search],
    ['F3', keys.refund],
    ['F4', keys.day],
    ['F8', keys.technician],
    ['F9', keys.print],
    ['F12', keys.help],
  ] as const;
  return (
    <Overlay title={keys.title} close={close}>
      <dl class="keys">
        {rows.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Overlay>
  );
}
