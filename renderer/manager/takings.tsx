import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import { amountText } from '../parts/amount.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import { ask } from '../till/till.ts';
import type { Target } from './place.ts';
import type { Report } from './report.ts';

interface TakingsProps {
  readonly target: Target;
  readonly view: View;
  /** What is to go back. */
  readonly amount: WireAmount;
}

/**
 * What an acquirer that pays refunds from the takings of the day has taken at this till, before a refund of more has to
 * wait. It only warns: other tills and the web shop may have taken enough. Source: saferpay dossier, section 10.
 */
export function Takings({ target, view, amount }: TakingsProps) {
  const words = useWords();
  const said = useDeskWords().amount;
  const gateway = gatewayOf(target, view);
  const taken = useTaken(gateway, amount.currency);
  if (gateway === null) return null;
  const isShort = taken !== null && BigInt(amount.value || '0') > BigInt(taken.value);
  return (
    <span class={isShort ? 'takings warning' : 'takings'}>
      {said.takings} {taken === null ? null : said.takenToday(amountText(taken, words.language))}
    </span>
  );
}

/** The gateway of a payment whose refunds are paid from its takings; null where they are not. */
function gatewayOf({ sale, paymentRequestId }: Target, { terminal }: View): string | null {
  const attempt = sale?.attempts.find((each) => each.paymentRequestId === paymentRequestId);
  return attempt !== undefined && terminal.refundsFromTakings.includes(attempt.gateway)
    ? attempt.gateway
    : null;
}

/** What is left of today's takings of a gateway; null until it is known. */
function useTaken(gateway: string | null, currency: string): WireAmount | null {
  const [x, setX] = useState<Report | null>(null);
  useEffect(() => {
    if (gateway === null) return;
    let wanted = true;
    void ask('readX', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setX(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [gateway]);
  return x === null || gateway === null ? null : { currency, value: takenIn(x, gateway, currency) };
}

function takenIn({ acquirers }: Report, gateway: string, currency: string): string {
  const sum = acquirers
    .filter((total) => total.gateway === gateway && total.currency === currency)
    .reduce((left, { type, value }) => left + (type === 'sale' ? BigInt(value) : -BigInt(value)), 0n);
  return String(sum > 0n ? sum : 0n);
}
