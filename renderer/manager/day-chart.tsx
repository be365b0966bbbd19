import { amountText } from '../parts/amount.tsx';
import { useDeskWords } from '../strings/manager/desk-words.ts';
import type { Report } from './report.ts';

interface DayChartProps {
  readonly report: Report;
  readonly language: string;
}

/** What moved under one name: sold, and given back by void or refund, in minor units. */
interface Row {
  readonly label: string;
  sold: bigint;
  back: bigint;
}

type Moved = Pick<Report['totals'][number], 'type' | 'value'>;

/** The day as bars with their figures, for each currency: by the hour, wallet, person and acquirer, as far as they are known. */
export function DayChart({ report, language }: DayChartProps) {
  const { day } = useDeskWords();
  const currencies = [...new Set(report.totals.map(({ currency }) => currency))];
  return (
    <div class="charts">
      {currencies.map((currency) => {
        const ofCurrency = <T extends { readonly currency: string }>(all: readonly T[]): T[] =>
          all.filter((each) => each.currency === currency);
        const wallets = rowsOf(ofCurrency(report.wallets), ({ wallet }) => wallet ?? day.noWallet);
        const named = [
          {
            title: day.people,
            rows: rowsOf(ofCurrency(report.byOperator), ({ operatorId }) => operatorId ?? '—'),
          },
          {
            title: day.acquirers,
            rows: rowsOf(ofCurrency(report.acquirers), ({ gateway }) => gateway ?? '—'),
          },
        ].filter(({ rows }) => rows.length > 0);
        return [
          <Bars
            key={`${currency} hours`}
            title={`${day.hours} · ${currency}`}
            rows={hoursOf(ofCurrency(report.hours))}
            {...{ currency, language }}
          />,
          <Bars
            key={`${currency} wallets`}
            title={`${day.wallets} · ${currency}`}
            rows={wallets}
            {...{ currency, language }}
          />,
          ...named.map(({ title, rows }) => (
            <Bars
              key={`${currency} ${title}`}
              title={`${title} · ${currency}`}
              rows={rows}
              {...{ currency, language }}
            />
          )),
        ];
      })}
    </div>
  );
}

function rowsOf<T extends Moved>(all: readonly T[], labelOf: (each: T) => string): Row[] {
  const rows = new Map<string, Row>();
  for (const each of all) {
    const label = labelOf(each);
    const row = rows.get(label) ?? { label, sold: 0n, back: 0n };
    if (each.type === 'sale') row.sold += BigInt(each.value);
    else row.back += BigInt(each.value);
    rows.set(label, row);
  }
  return [...rows.values()];
}

/** Every hour from the first to the last in which something moved, so that a quiet hour is seen as one. */
function hoursOf(hours: Report['hours']): Row[] {
  const name = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  const moved = new Map(rowsOf(hours, ({ hour }) => name(hour)).map((row) => [row.label, row]));
  const first = Math.min(...hours.map(({ hour }) => hour));
  const last = Math.max(...hours.map(({ hour }) => hour));
  if (hours.length === 0) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const label = name(first + index);
    return moved.get(label) ?? { label, sold: 0n, back: 0n };
  });
}

interface BarsProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly currency: string;
  readonly language: string;
}

/** Solid is what was sold, hatched what went back; the figures say the same. */
function Bars({ title, rows, currency, language }: BarsProps) {
  const { day } = useDeskWords();
  const largest = rows.reduce((most, { sold, back }) => max(most, sold, back), 1n);
  const figure = (minor: bigint): string => amountText({ currency, value: String(minor) }, language);
  return (
    <table class="bars">
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ label, sold, back }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="bars-drawn" aria-hidden="true">
              <Bar name="sold" share={shareOf(sold, largest)} />
              {back === 0n ? null : <Bar name="back" share={shareOf(back, largest)} />}
            </td>
            <td class="bars-figure">
              {figure(sold)}
              {back === 0n ? null : <span>{day.back(figure(back))}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function max(...all: readonly bigint[]): bigint {
  return all.reduce((most, each) => (each > most ? each : most));
}

/** Whole tenths of a per cent of the largest. */
function shareOf(part: bigint, largest: bigint): number {
  return Number((part * 1000n) / largest) / 10;
}

function Bar({ name, share }: { readonly name: 'sold' | 'back'; readonly share: number }) {
  return (
    <svg class={`bar bar-${name}`}>
      {name === 'back' ? (
        <pattern
          id="bar-hatch"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect class="bar-ground" width="8" height="8" />
          <rect class="bar-stripe" width="3" height="8" />
        </pattern>
      ) : null}
      <rect
        class="bar-length"
        width={`${share}%`}
        height="100%"
        {...(name === 'back' ? { fill: 'url(#bar-hatch)' } : {})}
      />
    </svg>
  );
}
