import { formatAmount } from '../ground/money/format.ts';
import type { Amount } from '../ground/money/amount.ts';
import type { Currency } from '../ground/money/currencies.ts';
import type { Ms } from '../ground/time.ts';
import {
  BLANK,
  centred,
  framed,
  head,
  inBoth,
  origin,
  pair,
  RULE,
  type Place,
  type Receipt,
} from './document.ts';
import type { Brand } from './brand.ts';
import { localTime } from '../ground/local-time.ts';
import { isolated } from './direction.ts';
import { paperLanguageOf, wordsOf } from './words/languages.ts';

/** How many, and how much together. */
export interface Tally {
  readonly count: number;
  readonly valueMinor: bigint;
}

/** All that a report of a day says. `X` are running totals, `Z` a closed day with its number. */
export type DayReportFacts = Omit<Place, 'language'> & {
  /** All that the till has. */
  readonly brands: readonly Brand[];
  readonly fromMs: Ms;
  readonly untilMs: Ms;
  readonly currency: Currency;
  readonly sales: Tally;
  readonly refunds: Tally;
  readonly voids: Tally;
  /** What is not known or still owed when the report is made, by its order. */
  readonly unresolved: readonly {
    readonly referenceOrderId: string;
    readonly amount: Amount;
  }[];
  readonly wallets: readonly { readonly name: string; readonly tally: Tally }[];
  /** By gateway; none where only one moved money: it would say again what the sums say. */
  readonly acquirers: readonly { readonly name: string; readonly tally: Tally }[];
  /** By who was signed in; none where nobody signs in. */
  readonly people: readonly { readonly name: string; readonly tally: Tally }[];
  /** The till's clock less the acquirer's, where its times are wrong by so much; else null. */
  readonly clockOffMs: Ms | null;
  readonly marked: boolean;
  /** The hash of the journal before the close, as hexadecimal: on a Z as a code and in characters. */
  readonly head: string;
  readonly languages: readonly string[];
} & ({ readonly type: 'X' } | { readonly type: 'Z'; readonly number: number });

/**
 * The report of a day as a paper.
 *
 * Net is sales less refunds and voids, and may be below zero; sums are whole minor units of one currency.
 */
export function dayReportOf(facts: DayReportFacts): Receipt {
  const language = paperLanguageOf(facts.languages[0]);
  const place: Place = { ...facts, language };
  const words = wordsOf(language);
  const money = (valueMinor: bigint) => signed(valueMinor, facts.currency, facts.languages[0] ?? 'en');
  const row = (label: string, { count, valueMinor }: Tally) => pair(`${label} (${count})`, money(valueMinor));
  const net = facts.sales.valueMinor - facts.refunds.valueMinor - facts.voids.valueMinor;
  return framed(place, [
    ...head(place, facts.brands),
    RULE,
    ...origin(place),
    RULE,
    centred(facts.type === 'X' ? words.xReport : words.zReport, 'tall', true),
    ...(facts.marked
      ? [centred(`*** ${inBoth(place, ({ duplicate }) => duplicate).join(' / ')} ***`, 'plain', true)]
      : []),
    ...(facts.type === 'Z' ? pair(words.number, String(facts.number)) : []),
    ...pair(words.from, localTime(facts.fromMs, facts.timeZone)),
    ...pair(words.until, localTime(facts.untilMs, facts.timeZone)),
    ...(facts.clockOffMs === null ? [] : pair(words.clockOff, inMinutes(facts.clockOffMs))),
    RULE,
    ...row(words.sales, facts.sales),
    ...row(words.refunds, facts.refunds),
    ...row(words.voids, facts.voids),
    { kind: 'pair', label: words.net, value: money(net), strong: true },
    ...(facts.wallets.length === 0 ? [] : [RULE]),
    ...facts.wallets.flatMap(({ name, tally }) => row(isolated(name), tally)),
    ...(facts.acquirers.length === 0 ? [] : [RULE]),
    ...facts.acquirers.flatMap(({ name, tally }) => row(isolated(name), tally)),
    ...(facts.people.length === 0 ? [] : [RULE]),
    ...facts.people.flatMap(({ name, tally }) => row(`${words.operator} ${isolated(name)}`, tally)),
    ...(facts.unresolved.length === 0
      ? []
      : [BLANK, ...pair(words.unresolved, String(facts.unresolved.length))]),
    ...facts.unresolved.flatMap(({ referenceOrderId, amount }) =>
      pair(referenceOrderId, formatAmount(amount, facts.languages[0] ?? 'en')),
    ),
    ...(facts.type === 'Z' ? [RULE, { kind: 'barcode' as const, text: facts.head }] : []),
  ]);
}

function inMinutes(offMs: Ms): string {
  const minutes = Math.round(offMs / 60_000);
  return `${minutes > 0 ? '+' : ''}${minutes} min`;
}

function signed(valueMinor: bigint, currency: Currency, language: string): string {
  const isBelowZero = valueMinor < 0n;
  const sum = { currency, valueMinor: isBelowZero ? -valueMinor : valueMinor };
  return `${isBelowZero ? '-' : ''}${formatAmount(sum, language)}`;
}
