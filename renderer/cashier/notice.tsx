import { useState } from 'preact/hooks';
import type { View } from '../../src/contract.ts';
import type { SaleView } from '../../src/payment/view.ts';
import { useWords, type Catalogue } from '../strings/words.ts';
import { keepFocus } from './action.tsx';
import type { Desk } from './desk.ts';

interface NoticeProps {
  readonly view: View;
  readonly sale: SaleView | null;
  readonly desk: Desk;
}

/** The line in which the till says why it did not do something, until it is seen or over. */
export function Notice({ view, sale, desk }: NoticeProps) {
  const words = useWords();
  const [seen, setSeen] = useState<string | null>(null);
  const { notice } = view;
  const mark = notice === null ? null : `${notice.kind} ${notice.at}`;
  // A scanned receipt opens the manager's desk: that says enough.
  const ofTill =
    notice !== null && notice.kind !== 'receipt-scanned' && seen !== mark ? worded(notice, words) : null;
  const say = desk.refusal?.detail ?? ofTill;
  const dismiss = (): void => {
    desk.say(null);
    setSeen(mark);
  };
  return (
    <div role="alert" class="notice-place">
      {say === null || say === sale?.say ? null : (
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

/** A notice in the cashier's language; what only the till knows to say, as it says it. */
function worded({ kind, say }: NonNullable<View['notice']>, words: Catalogue): string {
  if (words.language === 'en') return say;
  if (kind === 'code-repeated') return words.notice.repeated;
  if (kind === 'order-unresolved') return words.notice.unresolved;
  return kind === 'scan-not-wanted' ? words.notice.notWanted : say;
}
