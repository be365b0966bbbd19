import { accountOf, netMinorOf } from './acquirer.ts';
import { paymentsOf, wordsOfState } from './till.ts';
import { viewsOf } from './two-tills.ts';
import type { Bounds, World } from './world.ts';
import type { Walked } from './walk.ts';

/** How every payment and refund stands, in a few words; the same for all worlds that differ only in what is on its way. */
export function shapeOf(world: World): string {
  if (world.other === null) return shapeAt(world);
  return viewsOf(world)
    .map((seen) => `${seen.till.name}: ${seen.isOff ? 'off, ' : ''}${shapeAt(seen)}`)
    .join('; ');
}

function shapeAt({ books, till }: World): string {
  const payments = paymentsOf(till).map(({ payment }) => {
    const account = accountOf(books, payment.facts.paymentRequestId);
    const held = account === undefined ? 'nothing' : `${account.state} ${netMinorOf(account)}`;
    return `attempt ${payment.facts.number} ${wordsOfState(payment)} (books: ${held})`;
  });
  const refunds = till.sales.flatMap((sale) =>
    sale.refunds.map(({ facts, state }) => `refund ${facts.refundRequestId} ${state.kind}`),
  );
  return [...payments, ...refunds].join(', ');
}

/** What no walk has, so that its states are few enough to be visited: said in every report. */
const LEFT_OUT = [
  'more orders than one, and more tills than two',
  'of one till: another one that sells; it charges this order by mistake only',
  'of two tills: a charge that its date tells from the own one, a second attempt, and pages',
  "the end of the acquirer's day, for what is paid on a page",
  'papers, prices and currencies: one price, and one other amount',
  'waits of different lengths: all are one or two, and how often something was tried decides nothing',
  'a refund that must not be repeated, and arrives only after the books were looked at',
  'a refund in the portal in the very moment of a reverse, and books that do not name such a refund',
  'books that go on telling of what was cancelled in the portal',
];

/** All that a walk found, for a person; the last line is for a program. */
export function reportOf(
  { bounds, tender }: { readonly tender: string; readonly bounds: Bounds },
  walked: Walked,
  seconds: number,
): string {
  const { findings, states, transitions } = walked;
  const stories = findings.flatMap(({ kind, rule, states: count, story }) => [
    `Rule ${rule} is broken in ${count} ${rule === 'move' ? 'moves' : 'states'}: ${kind}.`,
    ...story.map((sentence, index) => `  ${String(index + 1).padStart(2)}. ${sentence}`),
    '',
  ]);
  const rows: [string, string][] = [
    ['paid by', tender],
    [
      'bounds',
      Object.entries(bounds)
        .map(([name, value]) => `${String(value)} ${name}`)
        .join(', '),
    ],
    ['states', String(states)],
    ['transitions', String(transitions)],
    ...(walked.endedBy === null
      ? []
      : [['ended', 'early, so nothing is said of quiet ends'] as [string, string]]),
    ['seconds', seconds.toFixed(1)],
    ['states a second', String(Math.round(states / Math.max(seconds, 0.001)))],
  ];
  const table = rows.map(([name, value]) => `${name.padEnd(16)} ${value}`);
  const last = `${states} states, ${transitions} transitions, ${findings.length} violations`;
  return [...stories, ...table, '', 'Left out:', ...LEFT_OUT.map((what) => `- ${what}`), '', last, ''].join(
    '\n',
  );
}
