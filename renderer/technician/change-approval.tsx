import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { useBenchWords } from '../strings/technician/bench-words.ts';
import { ask } from '../till/till.ts';

interface ChangeApprovalProps {
  readonly back: () => void;
  /** The technician goes on, or does not after all: the page must not sign them out when the questions come. */
  readonly goOn: (goesOn: boolean) => void;
}

/**
 * A manager has the settings changed, with a PIN; then the till shows the questions of the set-up in place of its sales.
 *
 * A till without managers is asked at once.
 */
export function ChangeApproval({ back, goOn }: ChangeApprovalProps) {
  const words = useBenchWords();
  const [managers, setManagers] = useState<ReplyOf<'listManagers'> | null>(null);
  const begin = async (approver?: { readonly id: string; readonly pin: string }) => {
    goOn(true);
    const body = { act: 'edit' as const, ...(approver === undefined ? {} : { approver }) };
    const answer = await ask('runTillSetUp', { params: {}, body });
    if (!answer.ok) goOn(false);
    return answer;
  };
  useEffect(() => {
    void ask('listManagers', { params: {}, body: null }).then((answer) => {
      if (!answer.ok) return back();
      setManagers(answer.value);
      if (answer.value.length === 0) void begin();
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
        request: begin,
      }}
    />
  );
}
