import type { View } from '../../src/contract/contract.ts';
import { keepFocus } from '../parts/action.tsx';
import { useStaffWords } from '../strings/staff/staff-catalogues.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';

interface OperatorProps {
  readonly view: View;
  readonly underWay: boolean;
  readonly say: (words: string) => void;
}

/** Who is signed in, in the strip; one touch signs out. Nothing where nobody has to sign in. */
export function Operator({ view, underWay, say }: OperatorProps) {
  const { language } = useWords();
  const words = useStaffWords(language);
  const person = view.staff.till?.person;
  if (person === undefined || person === null || words === null) return null;
  const leave = (): void => {
    if (underWay) say(words.busy);
    else void ask('signOut', { params: {}, body: { post: 'till' } });
  };
  return (
    <button type="button" class="strip-place strip-person" onMouseDown={keepFocus} onClick={leave}>
      <span>
        <span class="unseen">{words.signedIn(person.name)} </span>
        <strong aria-hidden="true">{person.name}</strong>
        <span class="strip-out">{words.out}</span>
      </span>
    </button>
  );
}
