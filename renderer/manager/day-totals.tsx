import { amountText } from '../parts/amount.tsx';
import { Shape } from '../parts/shapes.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import { useWords } from '../strings/words.ts';
import type { Report } from './report.ts';

interface DayTotalsProps {
  readonly report: Report;
  readonly language: string;
}

/** Totals by currency and type, and by name what is not resolved. */
export function DayTotals({ report, language }: DayTotalsProps) {
  const words = useWords();
  const { day } = useDeskWords();
  const { totals, unresolved } = report;
  return (
    <>
      {totals.length === 0 ? <p>{day.nothing}</p> : null}
      <dl class="totals">
        {inOrder(totals).map(({ type, currency, count, value }) => (
          <div key={`${currency} ${type}`}>
            <dt>{day[type]}</dt>
            <dd>{day.counted(count, amountText({ currency, value }, language))}</dd>
          </div>
        ))}
      </dl>
      {unresolved.length === 0 ? null : (
        <div class="unresolved">
          <h2>{day.unresolved}</h2>
          <ul>
            {unresolved.map((sale) => (
              <li key={`${sale.saleId} ${sale.state}`}>
                <Shape name="checking" />
                <span>
                  {amountText(sale.amount, language)} · {stateOf(sale.state, words)}
                  <span class="refund-when">{sale.referenceOrderId}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

const TYPES = ['sale', 'void', 'refund'] as const;

function inOrder(totals: Report['totals']): Report['totals'] {
  return [...totals].sort(
    (a, b) => a.currency.localeCompare(b.currency) || TYPES.indexOf(a.type) - TYPES.indexOf(b.type),
  );
}

function stateOf(state: string, { states, refunds }: ReturnType<typeof useWords>): string {
  if (state === 'refundPending') return refunds.pending;
  if (state in states) return states[state as keyof typeof states];
  return state;
}
