import { useState } from 'preact/hooks';
import { Action } from '../../parts/action.tsx';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { ask } from '../../till/till.ts';

/** Practice: the wallet disputes the last payment. Money is asked back first, then papers, in turn. */
export function Practise() {
  const words = useOfficeWords();
  const [count, setCount] = useState(0);
  const [isNothingPaid, setNothingPaid] = useState(false);
  const begin = (): void => {
    const kind = count % 2 === 0 ? 'money' : 'papers';
    setCount(count + 1);
    void ask('beginTrainingDispute', { params: {}, body: { kind } }).then((answer) =>
      setNothingPaid(!answer.ok),
    );
  };
  return (
    <Action weight="second" onPress={begin}>
      {isNothingPaid ? words.practiseFirst : words.practise}
    </Action>
  );
}
