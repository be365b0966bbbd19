import type { WireAmount } from '../../src/ground/money/amount.ts';
import { troubleOf } from '../sale/trouble.ts';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { newRequestKey } from '../till/order-id.ts';
import type { PlaceProps, Target } from './place.ts';
import { ReasonChoice } from './reason-choice.tsx';

interface RefundReasonProps extends PlaceProps {
  readonly target: Target;
  readonly amount: WireAmount;
}

/** Why money goes back; where the till owes it already, the likely reason is another one. */
export function RefundReason({ target, amount, go }: RefundReasonProps) {
  const { reason: said } = useDeskWords();
  const isOwed = target.sale !== null && troubleOf(target.sale) === 'owed';
  const choose = (reason: string): void => {
    const idempotencyKey = newRequestKey();
    const approval = {
      ...({ kind: 'refund', target, amount, reason, idempotencyKey } as const),
      ...{ unanswered: false, isConfirmed: false },
    };
    go({ at: 'approve', approval });
  };
  return (
    <ReasonChoice
      headline={said.headline}
      say={said.say}
      reasons={[
        isOwed ? said.cancelled : said.returned,
        said.wrongAmount,
        said.twice,
        isOwed ? said.returned : said.complaint,
      ]}
      choose={choose}
      back={() => go({ at: 'amount', target })}
    />
  );
}
