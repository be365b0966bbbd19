import type {
  AcceptanceCase,
  CaseKind,
  CaseSource,
  EvidenceKind,
  Expectation,
  Move,
  Phase,
  Script,
  ShopTrait,
  Way,
} from '../case.ts';

/** A case of an acquirer whose page the customer opens: id, name, steps, what must be seen, and the rest. */
export type Row = readonly [
  id: string,
  title: string,
  steps: string,
  seen: string,
  sources: readonly CaseSource[],
  ways: readonly Way[],
  evidence: readonly EvidenceKind[],
  phase?: Phase,
  script?: Script,
  needs?: ShopTrait,
];

/** A sale whose link the customer opens, and pays; `minor` chooses what goes wrong. */
export const paidOnPage = (minor?: number): readonly Move[] => [
  ...shown(minor),
  { move: 'customer', sale: 'A' },
  { move: 'until', sale: 'A', state: 'paid' },
  { move: 'picture', name: 'paid' },
  { move: 'print', sale: 'A' },
];

/** A sale whose link is shown. */
export const shown = (minor?: number): readonly Move[] => [
  { move: 'sell', sale: 'A', ...(minor === undefined ? {} : { minor }) },
  { move: 'tender', sale: 'A' },
  { move: 'until', sale: 'A', state: 'customerConfirming' },
  { move: 'picture', name: 'link' },
];

/** What every payment on a page must show. */
export const PAID_ON_PAGE: readonly Expectation[] = [
  { see: 'passes', sale: 'A', states: ['submitting', 'customerConfirming', 'paid'] },
  { see: 'screen', name: 'link', window: 'customer', scene: 'customer-pay' },
  { see: 'screen', name: 'paid', window: 'cashier', scene: 'paid' },
  { see: 'charges', order: 'A', count: 1 },
  { see: 'paper', sale: 'A', copy: 'customer', holds: ['amount'] },
];

/** A payment that the customer's wallet or bank declines. */
export const DECLINED: Script = {
  moves: [
    ...shown(1941),
    { move: 'customer', sale: 'A' },
    { move: 'until', sale: 'A', state: 'failed' },
    { move: 'picture', name: 'refused' },
  ],
  expect: [
    { see: 'never', sale: 'A', state: 'paid' },
    { see: 'screen', name: 'refused', window: 'cashier', scene: 'failed' },
    { see: 'charges', order: 'A', count: 0 },
  ],
};

/** The acquirer's page is looked at on a phone, and paid there. */
export const LOOKED_AT: Script = {
  ownOnly: true,
  moves: [...shown(), { move: 'look', sale: 'A', name: 'page' }, { move: 'until', sale: 'A', state: 'paid' }],
  expect: [
    { see: 'page-says', name: 'page', sale: 'A' },
    { see: 'passes', sale: 'A', states: ['customerConfirming', 'paid'] },
  ],
};

/** Refunds of so much, one after the other, each waited for; `all` is what was paid. */
export const refunds = (...minors: readonly (number | 'all')[]): readonly Move[] =>
  minors.flatMap((minor) => [{ move: 'refund', sale: 'A', minor }, { move: 'quiet' }] as const);

/** A payment that is paid, and refunded in whole. */
export const REFUNDED: Script = {
  moves: [...paidOnPage(), ...refunds('all'), { move: 'print', sale: 'A' }],
  expect: [
    { see: 'paper', sale: 'A', copy: 'refund', holds: ['refund'] },
    { see: 'net', order: 'A', minor: 0 },
  ],
};

export const casesOf = (kind: CaseKind, rows: readonly Row[]): readonly AcceptanceCase[] =>
  rows.map(([id, title, steps, seen, sources, ways, evidence, phase = 'sandbox', script, needs]) => ({
    ...{ id, kinds: [kind], phase, title, steps, seen, sources, ways, evidence },
    ...(script === undefined ? {} : { script }),
    ...(needs === undefined ? {} : { needs }),
  }));
