import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import { TearEdge } from '../parts/shapes.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { ask } from '../till/till.ts';
import type { Report } from './report.ts';

interface DayPaperProps {
  /** The closed day; null for the running totals. */
  readonly z: Report | null;
  readonly view: View;
}

/** The report as the paper that it is. */
export function DayPaper({ z, view }: DayPaperProps) {
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
      if (wanted) setText(answer.ok ? answer.value : (answer.refusal.detail ?? ''));
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
