import { useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { keepFocus } from '../parts/action.tsx';
import { refusalSays } from '../strings/refusals.ts';
import { useWords } from '../strings/words.ts';
import type { Desk } from '../till/desk.ts';
import { troubleOf } from './trouble.ts';

interface NoticeProps {
  readonly view: View;
  readonly sale: SaleView | null;
  readonly desk: Desk;
  /** What is said for as long as it is so, where nothing else is. */
  readonly standing?: string | null;
}

/** The line in which the till says why it did not do something, until it is seen or over. */
export function Notice({ view, sale, desk, standing = null }: NoticeProps) {
  const words = useWords();
  const [seen, setSeen] = useState<string | null>(null);
  const { notice } = view;
  const mark = notice === null ? null : `${notice.kind} ${notice.at}`;
  // A scanned receipt opens the manager's desk: that says enough.
  const isOnStage = notice?.kind === 'charge-gone' && sale !== null && troubleOf(sale) === 'gone';
  const ofTill =
    notice !== null && notice.kind !== 'receipt-scanned' && seen !== mark && !isOnStage
      ? (refusalSays(notice.kind, notice.why, words) ?? notice.say)
      : null;
  const say = desk.refusal?.detail ?? ofTill;
  const dismiss = (): void => {
    desk.say(null);
    setSeen(mark);
  };
  return (
    <div role="alert" class="notice-place">
      {say === null && standing !== null ? (
        <div class="notice">
          <p>{standing}</p>
        </div>
      ) : null}
      {say === null ? null : (
        <div class="notice">
          <p>{say}</p>
          <button type="button" class="notice-seen" onMouseDown={keepFocus} onClick={dismiss}>
            {words.notice.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}
