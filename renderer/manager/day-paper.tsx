import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { TearEdge } from '../parts/shapes.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask, type Refusal } from '../till/till.ts';
import type { Report } from './report.ts';

interface DayPaperProps {
  /** The closed day; null for the running totals. */
  readonly z: Report | null;
  readonly view: View;
}

/** Why there is no paper; empty where no answer came, as it is read again. */
function textOf(refusal: Refusal, words: Catalogue): string {
  return refusal.detail === null ? '' : sayRefusal(refusal, words);
}

/** The report as the paper that it is. */
export function DayPaper({ z, view }: DayPaperProps) {
  const cashier = useWords();
  const words = useDeskWords();
  const [text, setText] = useState('');
  const number = z?.number ?? null;
  // A closed day does not change any more.
  const renewedBy = number ?? view;
  useEffect(() => {
    let wanted = true;
    const read =
      number === null
        ? ask('readXPaper', { params: {}, query: { format: 'text' }, body: null })
        : ask('readZPaper', { params: { number: String(number) }, query: { format: 'text' }, body: null });
    void read.then((answer) => {
      if (wanted) setText(answer.ok ? answer.value : textOf(answer.refusal, cashier));
    });
    return () => {
      wanted = false;
    };
  }, [renewedBy]);
  return (
    <aside class="tape" aria-labelledby="tape-headline">
      <div class="paper">
        <h2 id="tape-headline" class="unseen">
          {words.day.paper}
        </h2>
        <pre class="receipt" role="region" tabIndex={0} aria-label={words.day.paper}>
          {text}
        </pre>
      </div>
      <TearEdge />
    </aside>
  );
}
