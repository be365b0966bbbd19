import type { AcceptanceCase, CaseSource, Way } from '../case.ts';
import { claimed, OURS, read } from './sources.ts';

/** Worth taking from others, for every acquirer. Source: going-live dossier, section 2.7. */
export const BEYOND_CASES: readonly AcceptanceCase[] = [
  beyond(
    'BY-02',
    'A stop by hand must cancel',
    'The screen says why it waits; stop by hand.',
    'Cancelled; each attempt has its own number under that of the order.',
    [read(26)],
    ['person'],
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
    'The terminal loses its line; duplicates; refunds in whole and in part; each terminal at its account.',
    'As AP-203, AP-209 and AP-210.',
    [read(21)],
    ['person'],
  ),
  beyond(
    'BY-06',
    "The shop's language everywhere",
    'Look at both windows and both papers.',
    "They speak the shop's languages; a customer who breaks off is final at once.",
    [read(23)],
    ['person'],
  ),
  beyond(
    'BY-07',
    'The tester notes answer, id and time',
    'Nothing: report.csv has these columns.',
    'The acquirer holds it against its own log.',
    [read(24), OURS],
    ['self'],
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
    'Search the run for the codes, tokens and keys that it used.',
    'None is found.',
    [read(20), claimed(20)],
    ['self'],
  ),
];

function beyond(
  id: string,
  title: string,
  steps: string,
  seen: string,
  sources: readonly CaseSource[],
  ways: readonly Way[],
): AcceptanceCase {
  const kinds = [
    'alipay-plus',
    'antom-instore',
    'antom-card',
    'saferpay',
    'computop',
    'trust-payments',
  ] as const;
  return { id, kinds, phase: 'sandbox', title, steps, seen, sources, ways, evidence: ['word'] };
}
