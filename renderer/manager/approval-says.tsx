import { useState } from 'preact/hooks';
import { nowMs, useNow } from '../page/clock.ts';
import { amountText } from '../parts/amount.tsx';
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
    const seconds = next?.refusal.retryAfterSeconds;
    const lockedUntilMs = seconds === undefined ? null : nowMs() + seconds * 1000;
    setRefused(next === null ? null : { ...next, lockedUntilMs });
  };
  const now = useNow(1000, refused?.lockedUntilMs ?? 0);
  const isOver = refused !== null && refused.lockedUntilMs !== null && now >= refused.lockedUntilMs;
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
  const lockedUntilMs = ofWho?.lockedUntilMs ?? null;
  const say = isJammed
    ? words.amount.jammed
    : ofWho !== null
      ? sentenceOf(ofWho.refusal, words, cashier)
      : isUnanswered
        ? words.approve.noAnswer
        : null;
  return (
    <div role="alert" class="approve-says">
      {lockedUntilMs !== null ? (
        <Locked untilMs={lockedUntilMs} />
      ) : say === null ? null : (
        <p class="warning">{say}</p>
      )}
    </div>
  );
}

function Locked({ untilMs }: { readonly untilMs: number }) {
  const { approve } = useDeskWords();
  const seconds = Math.max(0, Math.ceil((untilMs - useNow(1000, untilMs)) / 1000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p class="warning" role="timer">
      {approve.locked(left)}
    </p>
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
