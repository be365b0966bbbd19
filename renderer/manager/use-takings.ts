import { useEffect, useState } from 'preact/hooks';
import type { View } from '../../src/contract/contract.ts';
import type { WireAmount } from '../../src/ground/money/amount.ts';
import { ask } from '../till/till.ts';
import type { Target } from './place.ts';
import type { Report } from './report.ts';

/**
 * What this till took since the last close at the acquirer of a payment, less what went back; null where refunds are not
 * paid from the takings of the day, and before it is known.
 *
 * Why only a warning hangs on it: other tills and the acquirer's own day count too, and are not known here.
 * Source: saferpay dossier, section 10.
 */
export function useTakings({ sale, paymentRequestId }: Target, view: View): WireAmount | null {
  const attempt = sale?.attempts.find((each) => each.paymentRequestId === paymentRequestId);
  const gateway = attempt?.gateway ?? null;
  const isOf = gateway !== null && view.terminal.refundsFromTakings.includes(gateway);
  const [x, setX] = useState<Report | null>(null);
  useEffect(() => {
    let wanted = isOf;
    if (wanted)
      void ask('readX', { params: {}, body: null }).then((answer) => {
        if (wanted && answer.ok) setX(answer.value);
      });
    return () => {
      wanted = false;
    };
  }, [isOf, paymentRequestId]);
  if (!isOf || x === null) return null;
  const currency = sale?.amount.currency ?? view.terminal.currency;
  const value = x.acquirers
    .filter((total) => total.gateway === gateway && total.currency === currency)
    .reduce((sum, total) => sum + (total.type === 'sale' ? 1n : -1n) * BigInt(total.value), 0n);
  return { currency, value: String(value < 0n ? 0n : value) };
}
