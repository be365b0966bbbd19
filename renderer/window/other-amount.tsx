import type { View } from '../../src/contract/contract.ts';
import { shopTime } from '../page/clock.ts';
import { dateText } from '../page/days.ts';
import { keepFocus } from '../parts/action.tsx';
import { amountText } from '../parts/amount.tsx';
import { useWords, type Catalogue } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import { Says, StripButton } from './strip-parts.tsx';

type OtherCharge = View['otherCharges'][number];

interface OtherAmountProps {
  readonly charges: readonly OtherCharge[];
}

interface OtherAmountButtonProps extends OtherAmountProps {
  readonly open: boolean;
  readonly toggle: () => void;
}

/**
 * Stands in the strip for as long as nobody has seen that another amount was charged than the one asked.
 *
 * Why the last of the parts: it comes and goes, and no other key may move under a finger.
 */
export function OtherAmountButton({ charges, open, toggle }: OtherAmountButtonProps) {
  const words = useWords();
  const [first] = charges;
  if (first === undefined) return null;
  return (
    <StripButton shape="attention" open={open} toggle={toggle} label={sayCharge(first, words)}>
      {words.strip.otherAmount}: <span class="strip-amount">{amountText(first.charged, words.language)}</span>
    </StripButton>
  );
}

interface OtherAmountSaysProps extends OtherAmountProps {
  readonly close: () => void;
}

/** What was charged and what was asked, until a person has seen it. */
export function OtherAmountSays({ charges, close }: OtherAmountSaysProps) {
  const words = useWords();
  const [first] = charges;
  if (first === undefined) return null;
  const { saleId } = first;
  return (
    <Says
      title={`${words.strip.otherAmount} · ${dateText(first.at, words.language)} ${shopTime(first.at)}`}
      close={close}
    >
      <p>{sayCharge(first, words)}</p>
      <button
        type="button"
        class="notice-seen"
        onMouseDown={keepFocus}
        onClick={() => void ask('seeNotice', { params: { saleId }, body: null })}
      >
        {words.notice.dismiss}
      </button>
    </Says>
  );
}

function sayCharge({ asked, charged }: OtherCharge, { attention, language }: Catalogue): string {
  return attention.otherAmount(amountText(charged, language), amountText(asked, language));
}
