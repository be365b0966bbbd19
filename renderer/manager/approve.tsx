import { useState } from 'preact/hooks';
import { Amount } from '../parts/amount.tsx';
import { NO_PIN, PIN_DIGITS_MIN, pinTyped } from '../parts/pin-entry.ts';
import { PersonChoice } from '../parts/person-choice.tsx';
import { PinPad } from '../parts/pin-pad.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { ApprovalSays, useRefused } from './approval-says.tsx';
import { giveWords, placeBefore, requestApproved, subjectOf } from './approvals.ts';
import { LostDispute } from './lost-dispute.tsx';
import type { Approval, PlaceProps } from './place.ts';
import { useManagers, type Managers } from './use-managers.ts';

/**
 * A manager approves one thing about one payment with a PIN.
 *
 * The PIN is held here alone, is never shown, and is gone before the till has answered.
 */
export function Approve({ approval, go }: PlaceProps & { readonly approval: Approval }) {
  const said = useDeskWords();
  const managers = useManagers();
  const [chosen, setChosen] = useState<string | null>(null);
  const [entry, setEntry] = useState(NO_PIN);
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useRefused();
  const { amount, sale, paymentRequestId } = subjectOf(approval);
  const back = (): void => go(placeBefore(approval));
  const who = chosen ?? (managers?.length === 1 ? (managers[0]?.id ?? null) : null);
  const isLocked = refused !== null && refused.lockedUntilMs !== null && refused.approverId === who;
  const mayGive = who !== null && entry.pin.length >= PIN_DIGITS_MIN && !isAsking && !isLocked;
  const give = (): void => {
    if (who === null) return;
    const { pin } = entry;
    setEntry(NO_PIN);
    setAsking(true);
    setRefused(null);
    void requestApproved(approval, { id: who, pin }).then((answer) => {
      setAsking(false);
      if (answer.ok) return go(answer.value);
      setRefused({ refusal: answer.refusal, approverId: who });
      if (answer.refusal.slug === 'no-answer')
        go({ at: 'approve', approval: { ...approval, unanswered: true } });
    });
  };
  if (refused?.refusal.slug === 'confirm-needed' && approval.kind === 'refund') {
    const again = (): void => {
      setRefused(null);
      go({ at: 'approve', approval: { ...approval, isConfirmed: true } });
    };
    return <LostDispute {...{ amount, back, again }} />;
  }
  return (
    <section class="scene pad approve" aria-labelledby="headline">
      <h1 id="headline" class="pad-headline">
        {said.approve.headline}
      </h1>
      <Amount amount={amount} />
      <p class="aside desk-ids">
        {sale?.walletBrandName === undefined ? '' : `${sale.walletBrandName} · `}
        {said.sale.payment(paymentRequestId)}
      </p>
      <ManagerChoice
        managers={managers}
        who={who}
        choose={(id) => {
          setChosen(id);
          setEntry(NO_PIN);
        }}
      />
      <ApprovalSays refused={refused} who={who} isJammed={entry.jammed} isUnanswered={approval.unanswered} />
      <PinPad
        length={entry.pin.length}
        typed={said.approve.typed(entry.pin.length)}
        press={(key) => setEntry((before) => pinTyped(before, key))}
        main={mayGive ? give : undefined}
        mainLabel={isAsking ? said.moment : giveWords(approval, said)}
        back={{ label: said.back, act: back }}
        isAsking={isAsking}
      />
    </section>
  );
}

interface ManagerChoiceProps {
  readonly managers: Managers | null;
  readonly who: string | null;
  readonly choose: (id: string) => void;
}

function ManagerChoice({ managers, who, choose }: ManagerChoiceProps) {
  const { approve: said } = useDeskWords();
  if (managers?.length === 0) return <p class="warning">{said.nobody}</p>;
  return <PersonChoice people={managers ?? []} label={said.who} {...{ who, choose }} />;
}
