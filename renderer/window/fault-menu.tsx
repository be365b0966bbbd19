import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import { Overlay } from '../parts/overlay.tsx';

type Faults = ReplyOf<'listTrainingFaults'>;
type Named = keyof Catalogue['faults']['names'];

/** The name of a fault in the cashier's language; what is not named there, as the sandbox says it. */
export function faultName(words: Catalogue, id: string, say: string): string {
  return Object.hasOwn(words.faults.names, id) ? words.faults.names[id as Named] : say;
}

interface FaultMenuProps {
  readonly chosen: (name: string | null) => void;
  readonly close: () => void;
}

/** Practice: what goes wrong with the next payment, as buttons; those that a cashier meets first stand first. */
export function FaultMenu({ chosen, close }: FaultMenuProps) {
  const words = useWords();
  const [faults, setFaults] = useState<Faults>({ set: null, faults: [] });
  useEffect(() => {
    void ask('listTrainingFaults', { params: {}, body: null }).then((answer) => {
      if (answer.ok) setFaults(answer.value);
    });
  }, []);
  const set = (id: string, name: string): void => {
    void ask('setTrainingFault', { params: {}, body: { id } }).then((answer) => {
      if (!answer.ok) return;
      chosen(id === 'none' ? null : name);
      close();
    });
  };
  const isNamed = ({ id }: Faults['faults'][number]): boolean => Object.hasOwn(words.faults.names, id);
  const sorted = [...faults.faults.filter(isNamed), ...faults.faults.filter((fault) => !isNamed(fault))];
  return (
    <Overlay title={words.faults.title} close={close}>
      <p class="sheet-say">{words.faults.say}</p>
      <ul class="faults">
        {sorted.map(({ id, say }) => {
          const name = faultName(words, id, say);
          return (
            <li key={id}>
              <button
                type="button"
                class="action"
                aria-pressed={id === (faults.set ?? 'none')}
                onClick={() => set(id, name)}
              >
                {name}
              </button>
            </li>
          );
        })}
      </ul>
    </Overlay>
  );
}
