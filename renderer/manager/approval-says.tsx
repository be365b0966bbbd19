import { useState } from 'preact/hooks';
import { amountText } from '../parts/amount.tsx';
import { lockedUntilMs, useLockLeft } from '../parts/lock-out.ts';
import { useDeskWords, type DeskWords } from '../strings/manager/desk-words.ts';
import { sayRefusal } from '../strings/refusals.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import type { Refusal } from '../till/till.ts';

/** What was refused, and to whom; `lockedUntilMs` null where the manager is not locked out. */
export interface Refused {
  readonly refusal: Refusal;
  readonly approverId: string;
  readonly lockedUntilMs: number | null;
}

type SetRefused = (refused: Omit<Refused, 'lockedUntilMs'> | null) => void;

/** What was refused last; a lock-out is over by itself. */
export function useRefused(): [Refused | null, SetRefused] {
  const [refused, setRefused] = useState<Refused | null>(null);
  const set: SetRefused = (next) => {
    setRefused(next === null ? null : { ...next, lockedUntilMs: lockedUntilMs(next.refusal) });
  };
  const untilMs = refused?.lockedUntilMs ?? null;
  const isOver = useLockLeft(untilMs) === null && untilMs !== null;
  return [isOver ? null : refused, set];
}

interface ApprovalSaysProps {
  readonly refused: Refused | null;
  readonly who: string | null;
  readonly isJammed: boolean;
  readonly isUnanswered: boolean;
}

/** Why nothing was approved, until something else is tried. */
export function ApprovalSays({ refused, who, isJammed, isUnanswered }: ApprovalSaysProps) {
  const cashier = useWords();
  const words = useDeskWords();
  const ofWho = refused !== null && refused.approverId === who ? refused : null;
  const left = useLockLeft(ofWho?.lockedUntilMs ?? null);
  const say = isJammed
    ? words.amount.jammed
    : ofWho !== null
      ? sentenceOf(ofWho.refusal, words, cashier)
      : isUnanswered
        ? words.approve.noAnswer
        : null;
  return (
    <div role="alert" class="approve-says">
      {left !== null ? (
        <p class="warning" role="timer">
          {words.approve.locked(left)}
        </p>
      ) : say === null ? null : (
        <p class="warning">{say}</p>
      )}
    </div>
  );
}

function sentenceOf(refusal: Refusal, { approve, amount }: DeskWords, words: Catalogue): string {
  const { slug, why, refundable } = refusal;
  switch (slug) {
    case 'approver-refused':
      return why === 'limit' ? approve.limit : why === 'shortPin' ? approve.shortPin : approve.pin;
    case 'refund-exceeds-payment':
      return refundable === undefined
        ? sayRefusal(refusal, words)
        : amount.tooMuch(amountText(refundable, words.language));
    case 'not-found':
      return approve.notFound;
    case 'refund-refused':
      if (why === 'wholeOnly') return refusal.detail ?? approve.notPaid;
      return why === 'notKnown' ? approve.notKnown : approve.notPaid;
    case 'accept-refused':
    case 'cancel-refused':
      return approve.settled;
    case 'idempotency-mismatch':
      return approve.used;
    case 'no-answer':
      return approve.noAnswer;
    default:
      return sayRefusal(refusal, words);
  }
}
