import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { ask } from '../till/till.ts';

/**
 * A manager has the settings changed, with a PIN; then the till shows the questions of the set-up in place of its sales.
 *
 * A till without managers is asked at once.
 */
export function ChangeApproval({ back }: { readonly back: () => void }) {
  const words = useBenchWords();
  const [managers, setManagers] = useState<ReplyOf<'listManagers'> | null>(null);
  useEffect(() => {
    void ask('listManagers', { params: {}, body: null }).then((answer) => {
      if (!answer.ok) return back();
      setManagers(answer.value);
      if (answer.value.length === 0) void ask('runTillSetUp', { params: {}, body: { act: 'edit' } });
    });
  }, []);
  if (managers === null || managers.length === 0) return <section class="scene" />;
  return (
    <SignIn
      post="bench"
      people={managers}
      back={back}
      asks={{
        headline: words.change,
        say: words.changeSay,
        request: (approver) => ask('runTillSetUp', { params: {}, body: { act: 'edit', approver } }),
      }}
    />
  );
}
