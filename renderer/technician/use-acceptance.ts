import { useEffect, useState } from 'preact/hooks';
import type { InputOf, ReplyOf } from '../../src/contract/contract.ts';
import { useNow } from '../page/clock.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';

export type AcceptanceView = ReplyOf<'readAcceptance'>;
export type AcquirerView = AcceptanceView['acquirers'][number];
export type CaseView = AcquirerView['cases'][number];
export type Act = InputOf<'runAcceptance'>['body'];

/** How often the cases are looked at: what a person is asked for has to come quickly. */
const LOOK_MS = 1000;

/** The acceptance cases as they stand, how to act on them, and what was refused. */
export interface Acceptance {
  /** Null before the first look. */
  readonly view: AcceptanceView | null;
  readonly refusal: string | null;
  readonly run: (act: Act) => void;
}

/** Follows the acceptance cases while somebody looks at them. */
export function useAcceptance(): Acceptance {
  const words = useWords();
  const [view, setView] = useState<AcceptanceView | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const now = useNow(LOOK_MS);
  useEffect(() => {
    let wanted = true;
    void ask('readAcceptance', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setView(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [now]);
  const run = (act: Act): void =>
    void ask('runAcceptance', { params: {}, body: act }).then((answer) => {
      if (answer.ok) setView(answer.value);
      setRefusal(answer.ok ? null : sayRefusal(answer.refusal, words));
    });
  return { view, refusal, run };
}
