import { useState } from 'preact/hooks';
import { NO_PIN, PIN_DIGITS_MIN, pinTyped } from '../../parts/pin-entry.ts';
import { PersonChoice } from '../../parts/person-choice.tsx';
import { PinPad } from '../../parts/pin-pad.tsx';
import { useDeskWords } from '../../strings/manager/desk-words.ts';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import type { Answer } from '../../till/till.ts';
import { ApprovalSays, useRefused } from '../approval-says.tsx';
import { useAskedManagers } from '../use-managers.ts';

interface OfficeApprovalProps {
  readonly headline: string;
  readonly say: string;
  readonly give: string;
  /** Asks the till; the PIN is held nowhere else. */
  readonly request: (approver: { readonly id: string; readonly pin: string }) => Promise<Answer<unknown>>;
  readonly done: () => void;
  readonly back: () => void;
}

/** A manager approves one thing of the office with a PIN. */
export function OfficeApproval({ headline, say, give, request, done, back }: OfficeApprovalProps) {
  const said = useDeskWords();
  const words = useOfficeWords();
  const managers = useAskedManagers('office');
  const [chosen, setChosen] = useState<string | null>(null);
  const [entry, setEntry] = useState(NO_PIN);
  const [isAsking, setAsking] = useState(false);
  const [isUnanswered, setUnanswered] = useState(false);
  const [isNotTaken, setNotTaken] = useState(false);
  const [refused, setRefused] = useRefused();
  const who = chosen ?? (managers?.length === 1 ? (managers[0]?.id ?? null) : null);
  const isLocked = refused !== null && refused.lockedUntilMs !== null && refused.approverId === who;
  const mayGive = who !== null && entry.pin.length >= PIN_DIGITS_MIN && !isAsking && !isLocked;
  const approve = (): void => {
    if (who === null) return;
    const { pin } = entry;
    setEntry(NO_PIN);
    setAsking(true);
    setRefused(null);
    void request({ id: who, pin }).then((answer) => {
      setAsking(false);
      if (answer.ok) return done();
      const { slug } = answer.refusal;
      setUnanswered(slug === 'no-answer');
      setNotTaken(!['no-answer', 'approver-refused', 'approver-locked'].includes(slug));
      setRefused({ refusal: answer.refusal, approverId: who });
    });
  };
  return (
    <section class="scene pad approve" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {headline}
      </h1>
      <p class="say">{say}</p>
      <PersonChoice
        people={managers ?? []}
        label={said.approve.who}
        who={who}
        choose={(id) => {
          setChosen(id);
          setEntry(NO_PIN);
        }}
      />
      {isNotTaken ? (
        <div role="alert" class="approve-says">
          <p class="warning">{words.notTaken}</p>
        </div>
      ) : (
        <ApprovalSays refused={refused} who={who} isJammed={entry.jammed} isUnanswered={isUnanswered} />
      )}
      <PinPad
        length={entry.pin.length}
        typed={said.approve.typed(entry.pin.length)}
        press={(key) => setEntry((before) => pinTyped(before, key))}
        main={mayGive ? approve : undefined}
        mainLabel={isAsking ? said.moment : give}
        back={{ label: said.back, act: back }}
        isAsking={isAsking}
      />
    </section>
  );
}
