import { useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import type { Answer } from '../till/till.ts';
import { withoutCodes } from '../strings/health.ts';

/** Prints a report, and says what became of it; one at a time. */
export function usePrinted(act: () => Promise<Answer<ReplyOf<'printX'>>>): [say: string, print: () => void] {
  const words = useWords();
  const desk = useDeskWords();
  const [say, setSay] = useState('');
  const [isBusy, setBusy] = useState(false);
  const print = (): void => {
    if (isBusy) return;
    setBusy(true);
    setSay(desk.moment);
    void act().then((answer) => {
      setBusy(false);
      if (!answer.ok) setSay(sayRefusal(answer.refusal, words));
      else if (answer.value.outcome === 'printed') setSay(desk.printed);
      else if (answer.value.outcome === 'unknown') setSay(desk.mayBePrinted);
      else setSay(desk.notPrinted(withoutCodes(answer.value.why ?? '')));
    });
  };
  return [say, print];
}
