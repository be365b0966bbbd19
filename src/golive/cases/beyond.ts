import type { AcceptanceCase, CaseKind, CaseSource, Move, Script, Way } from '../case.ts';
import { PAID_ON_PAGE, paidOnPage, refunds, shown } from './page-rows.ts';
import { claimed, OURS, read } from './sources.ts';

const KINDS = [
  'alipay-plus',
  'antom-instore',
  'antom-card',
  'saferpay',
  'computop',
  'trust-payments',
] as const;

const PAID_BY_CODE: readonly Move[] = [
  { move: 'sell', sale: 'A' },
  { move: 'scan', sale: 'A', code: 'fresh' },
  { move: 'until', sale: 'A', state: 'paid' },
  { move: 'picture', name: 'paid' },
  { move: 'print', sale: 'A' },
];

/** The same script at every acquirer: one for those whose customers show a code, one for those with a page. */
function everywhere(byCode: Script, onPage: Script): Readonly<Record<CaseKind, Script>> {
  return {
    ...{ 'alipay-plus': byCode, 'antom-instore': byCode },
    ...{ 'antom-card': onPage, saferpay: onPage, computop: onPage, 'trust-payments': onPage },
  };
}

/** A customer who does nothing, and a cashier who gives up. */
const STOPPED = everywhere(
  {
    moves: [
      { move: 'sell', sale: 'A' },
      { move: 'scan', sale: 'A', code: { fault: 'in-process-never' } },
      { move: 'until', sale: 'A', state: 'customerConfirming' },
      { move: 'picture', name: 'waiting' },
      { move: 'cancel', sale: 'A' },
      { move: 'until', sale: 'A', state: 'cancelled' },
    ],
    expect: [
      { see: 'passes', sale: 'A', states: ['customerConfirming', 'cancelled'] },
      { see: 'calls', api: 'cancelPayment', least: 1 },
      { see: 'screen', name: 'waiting', window: 'customer', scene: 'customer-confirm' },
      { see: 'net', order: 'A', minor: 0 },
    ],
  },
  {
    moves: [...shown(), { move: 'cancel', sale: 'A' }, { move: 'until', sale: 'A', state: 'cancelling' }],
    expect: [
      { see: 'passes', sale: 'A', states: ['customerConfirming', 'cancelling'] },
      { see: 'never', sale: 'A', state: 'paid' },
      { see: 'screen', name: 'link', window: 'customer', scene: 'customer-pay' },
      { see: 'net', order: 'A', minor: 0 },
    ],
  },
);

/** Paid, given back in parts; and a line that goes away for a moment. */
const EVERY_STATE = everywhere(
  {
    moves: [
      ...PAID_BY_CODE,
      ...refunds(200, 1000),
      { move: 'bend', bend: 'cutLine', at: 'pay' },
      { move: 'sell', sale: 'B' },
      { move: 'scan', sale: 'B', code: 'fresh' },
      { move: 'until', sale: 'B', state: 'failed' },
      { move: 'straighten' },
      { move: 'retry', sale: 'B' },
      { move: 'scan', sale: 'B', code: 'fresh' },
      { move: 'until', sale: 'B', state: 'paid' },
    ],
    expect: [
      { see: 'calls', api: 'refund', least: 2, most: 2 },
      { see: 'passes', sale: 'B', states: ['failed', 'paid'] },
      { see: 'charges', order: 'B', count: 1 },
      { see: 'net', order: 'A', minor: 0 },
    ],
  },
  {
    moves: [...paidOnPage(), ...refunds(200, 1000)],
    expect: [...PAID_ON_PAGE, { see: 'net', order: 'A', minor: 0 }],
  },
);

/** Both windows and both papers of one payment. */
const SPOKEN = everywhere(
  { moves: PAID_BY_CODE, expect: [{ see: 'languages' }] },
  { moves: paidOnPage(), expect: [{ see: 'languages' }] },
);

const NOTED = everywhere(
  { moves: PAID_BY_CODE, expect: [{ see: 'log-columns' }] },
  { moves: paidOnPage(), expect: [{ see: 'charges', order: 'A', count: 1 }] },
);

const SEARCHED = everywhere(
  { moves: [...PAID_BY_CODE, { move: 'search' }], expect: [{ see: 'nothing-secret' }] },
  { moves: [...paidOnPage(), { move: 'search' }], expect: [{ see: 'nothing-secret' }] },
);

/** Worth taking from others, for every acquirer. Source: going-live dossier, section 2.7. */
export const BEYOND_CASES: readonly AcceptanceCase[] = [
  beyond(
    'BY-02',
    'A stop by hand must cancel',
    'The screen says why it waits; stop by hand.',
    'Cancelled; each attempt has its own number under that of the order.',
    [read(26)],
    ['person'],
    STOPPED,
  ),
  beyond(
    'BY-03',
    'Again on the live integration',
    'Time-outs, broken links and refusals once more; connection from the terminal itself.',
    'The live account copies nothing from test.',
    [read(19)],
    ['self', 'live'],
  ),
  beyond(
    'BY-04',
    'Every state handled',
    'The terminal loses its line; refunds in whole and in part.',
    'What did not leave has failed and is paid with the next try; refunds are given back to the unit.',
    [read(21)],
    ['person'],
    EVERY_STATE,
  ),
  beyond(
    'BY-06',
    "The shop's language everywhere",
    'Look at both windows and both papers.',
    "They speak the shop's languages; a customer who breaks off is final at once.",
    [read(23)],
    ['person'],
    SPOKEN,
  ),
  beyond(
    'BY-07',
    'The tester notes answer, id and time',
    'Pay once; report.csv has these columns.',
    'Every message of it names a payment and has a result: the acquirer holds it against its own log.',
    [read(24), OURS],
    ['self'],
    NOTED,
  ),
  beyond(
    'BY-08',
    'Settled in the right account',
    'Several live payments.',
    'They arrive in the right bank account.',
    [read(25)],
    ['live', 'nextDay'],
  ),
  beyond(
    'BY-09',
    'Secrets never in the client',
    'Search both windows and the whole folder of the run for the codes, tokens and keys that it used.',
    'None is found.',
    [read(20), claimed(20)],
    ['self'],
    SEARCHED,
  ),
];

function beyond(
  id: string,
  title: string,
  steps: string,
  seen: string,
  sources: readonly CaseSource[],
  ways: readonly Way[],
  byKind?: Readonly<Record<CaseKind, Script>>,
): AcceptanceCase {
  return {
    ...{ id, kinds: KINDS, phase: 'sandbox', title, steps, seen, sources, ways },
    evidence: byKind === undefined ? ['word'] : ['screens', 'papers', 'wire'],
    ...(byKind === undefined ? {} : { byKind }),
  };
}
