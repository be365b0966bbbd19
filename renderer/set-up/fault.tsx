import { sayRefusal } from '../strings/refusals.ts';
import { useSetUpWords } from '../strings/set-up/sentences.ts';
import { useWords } from '../strings/words.ts';
import type { Refusal } from '../till/till.ts';
import type { SetUpView } from './use-set-up.ts';

/** Faults whose detail is a name: of a key of the config, of a file, of what the system said. It helps in any language. */
const NAMED: readonly string[] = ['config', 'file', 'notSaved'];

interface FaultProps {
  readonly view: SetUpView;
  readonly refusal?: Refusal | null;
  /** What the page itself found. */
  readonly own?: string | null;
}

/** Why an answer was not taken. Its room is kept, so that no key moves when it comes. */
export function Fault({ view, refusal = null, own = null }: FaultProps) {
  const all = useWords();
  const words = useSetUpWords();
  const { fault } = view;
  const detail = fault !== null && (all.language === 'en' || NAMED.includes(fault.kind)) ? fault.say : '';
  const said = fault === null ? null : `${words.faults[fault.kind]} ${detail}`.trim();
  const shown = own ?? (refusal === null ? said : sayRefusal(refusal, all));
  return (
    <div class="set-up-fault" role="alert">
      {shown === null ? null : <p class="warning">{shown}</p>}
    </div>
  );
}
