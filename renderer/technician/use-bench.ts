import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { useNow } from '../page/clock.ts';
import { ask } from '../till/till.ts';

export type BenchView = ReplyOf<'readBench'>;

/** How often the bench is looked at anew, while somebody looks at it. */
const LOOK_MS = 2000;

/** The bench as it stands now; null before the first look. */
export function useBench(): BenchView | null {
  const [bench, setBench] = useState<BenchView | null>(null);
  const now = useNow(LOOK_MS);
  useEffect(() => {
    let wanted = true;
    void ask('readBench', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setBench(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [now]);
  return bench;
}
