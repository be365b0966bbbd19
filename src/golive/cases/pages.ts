import { casesOf } from './page-rows.ts';
import { IN_ITS_DOSSIER, named, NOT_LISTED, read } from './sources.ts';

/** Source: going-live dossier, section 2.6. */
export const SAFERPAY_CASES = casesOf('saferpay', [
  [
    'SP-01',
    'Preparation',
    'Credentials for JSON, notices by mail, the layout of the page.',
    'The config loads; one Initialize is answered.',
    [read(16)],
    ['outside', 'self'],
    ['wire'],
    'before',
  ],
  [
    'SP-02',
    'Before the payment',
    'Amount, currency, description; addresses of return and of notices.',
    'The page shows the sale; the addresses of notices are always sent.',
    [read(16)],
    ['person'],
    ['photo', 'wire'],
  ],
  [
    'SP-03',
    'Displayed information',
    'Look at the page.',
    'Methods, amount, text and merchant are right.',
    [read(16)],
    ['person'],
    ['photo'],
    'outputs',
  ],
  [
    'SP-04',
    'After the payment',
    'Assert, capture; refund with the CaptureId.',
    'Paid only after Assert; that a refund cannot be taken back is said before it is sent.',
    [named(16)],
    ['person'],
    ['wire', 'papers'],
  ],
  [
    'SP-05',
    'Limits of refunds',
    "Refund more than the day's turnover.",
    'Refused, in a sentence for the manager.',
    [read(16)],
    ['person'],
    ['wire'],
  ],
  [
    'SP-06',
    'Live',
    'Live host and account; one small payment.',
    'The host is not that of tests.',
    [named(16)],
    ['self', 'live'],
    ['word', 'wire'],
    'launch',
  ],
]);

/** Source: going-live dossier, section 2.6. */
export const COMPUTOP_CASES = casesOf('computop', [
  [
    'CT-01',
    'Three modes: live, downstream test, simulation',
    'In each authorise, reverse, capture, credit.',
    'Each action that the till knows has run once.',
    [read(17)],
    ['person', 'self'],
    ['wire'],
  ],
  [
    'CT-02',
    'Simulation by text',
    'Test:0000 and Test:0305 in the description.',
    'Success and refusal, with the mark of training on every paper.',
    [read(17)],
    ['self'],
    ['wire', 'papers'],
  ],
  [
    'CT-03',
    'Simulation works in live too',
    'A text that begins with Test: on a live config.',
    'Refused here; nothing is sent.',
    [read(17)],
    ['self'],
    ['story'],
  ],
  [
    'CT-04',
    'Test data only in test, live data only in live',
    'Compare the ids.',
    'No test id stands in a live config.',
    [read(17)],
    ['self'],
    ['word'],
    'launch',
  ],
]);

/** Source: going-live dossier, section 2.6. */
export const TRUST_PAYMENTS_CASES = casesOf('trust-payments', [
  [
    'TP-01',
    'Test site, live site',
    'A test_ reference; one AUTH, query, refund.',
    'livestatus is 0 in test; a live till refuses answers of test.',
    [IN_ITS_DOSSIER, NOT_LISTED],
    ['person', 'self'],
    ['wire'],
  ],
  [
    'TP-02',
    'WAP enabled for sandbox and live',
    'Open the link on a phone.',
    'A page for a phone.',
    [IN_ITS_DOSSIER],
    ['person', 'outside'],
    ['photo'],
  ],
  [
    'TP-03',
    'Paid is settlestatus 100, and may be late',
    'Wait.',
    'Released as the config says, never before.',
    [IN_ITS_DOSSIER],
    ['person'],
    ['screens', 'wire'],
  ],
]);
