import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../till/till.ts';

/** What the till answers, asked again whenever one of `when` changes, and by hand; null before the first answer. */
export function useAsked<T>(
  asks: () => Promise<Answer<T>>,
  when: readonly unknown[],
): readonly [T | null, () => void] {
  const [value, setValue] = useState<T | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    void asks().then((answer) => {
      if (wanted && answer.ok) setValue(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [...when, round]);
  return [value, () => setRound((before) => before + 1)];
}
