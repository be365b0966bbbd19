import type { AcceptanceCase } from '../case.ts';
import { ALIPAY_PLUS_MONEY } from './alipay-plus-money.ts';
import { ALIPAY_PLUS_TROUBLE } from './alipay-plus-trouble.ts';
import { DISPUTED, REGISTERED } from './alipay-plus-office.ts';
import { PILOT, PILOT_REFUNDED } from './alipay-plus-pilot.ts';
import { LIVE_ACCOUNT } from './live-account.ts';
import { claimed, named, OURS, read, sibling } from './sources.ts';

const kinds = ['alipay-plus'] as const;

/** The cases of Alipay+ for an acquirer whose customers show a code. Source: going-live dossier, section 2.1. */
export const ALIPAY_PLUS_CASES: readonly AcceptanceCase[] = [
  {
    ...{ id: 'AP-101', kinds, phase: 'before', title: 'Wallets told of the merchants early' },
    ...{ sources: [read(1)], ways: ['outside', 'nextDay'], evidence: ['word', 'wire'] },
    steps: 'Hand the merchants to the solution architect in good time; say where AlipayCN is to be taken.',
    seen: 'Each wallet has registered the shop; no payment is refused with MERCHANT_NOT_REGISTERED.',
  },
  {
    ...{ id: 'AP-102', kinds, phase: 'before', title: 'All cases of the developer centre passed' },
    ...{ sources: [read(1), named(1)], ways: ['outside'], evidence: ['photo'] },
    steps: 'Pass them on the portal; the cases AP-201 to AP-216 stand in their place here.',
    seen: 'The portal shows them as passed.',
  },
  {
    ...{ id: 'AP-103', kinds, phase: 'before', title: 'Service provider authorised, Agent-Token' },
    ...{ sources: [read(1)], ways: ['outside', 'self'], evidence: ['wire'] },
    steps: 'Only where a technical service provider calls: put its token into the config.',
    seen: 'The token stands in every call.',
    needs: 'serviceProvider',
  },
  {
    ...{ id: 'AP-104', kinds, phase: 'before', title: 'Date of the pilot agreed, test wallets asked for' },
    ...{ sources: [read(1), read(5)], ways: ['outside'], evidence: ['word'] },
    steps: 'Ask the solution architect for both; another page points to the Linker Wallet app instead.',
    seen: 'A wallet that can show a code.',
  },
  {
    ...{ id: 'AP-105', kinds, phase: 'before', title: 'Address for the reports on the allow-list' },
    ...{ sources: [read(1)], ways: ['outside'], evidence: ['story'] },
    steps: 'Open the folder of the reports from this machine: npm run settle -- --config till.json --fetch.',
    seen: 'The folder lists; a refusal is said in words.',
  },
  {
    ...{ id: 'AP-106', kinds, phase: 'before', title: 'Own code checked and released' },
    ...{ sources: [read(1)], ways: ['self'], evidence: ['word'] },
    steps:
      'Note the version, the packages and the hash of the config: they stand on the first page of the report.',
    seen: 'They equal what runs in the shop.',
    script: { moves: [], expect: [] },
  },
  ...ALIPAY_PLUS_MONEY,
  ...ALIPAY_PLUS_TROUBLE,
  {
    ...{ id: 'AP-301', kinds, phase: 'outputs', title: 'Brand on the terminal' },
    ...{ sources: [read(4)], ways: ['self', 'person'], evidence: ['screens', 'photo'] },
    steps:
      "Look at each till's windows while a payment is taken, and hold the folder of marks against the checklist.",
    seen: "The mark from the acquirer's folder, unchanged, in the payment zone.",
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'picture', name: 'scan now' },
        { move: 'cancel', sale: 'A' },
      ],
      expect: [{ see: 'marks-good' }, { see: 'mark-on-screen', name: 'scan now' }],
    },
  },
  {
    ...{ id: 'AP-302', kinds, phase: 'outputs', title: 'Receipt' },
    ...{ sources: [read(4)], ways: ['self', 'person'], evidence: ['papers', 'photo'] },
    steps: "Print both copies on the shop's printer.",
    seen: 'The brand and the amount on both.',
    script: {
      moves: [
        { move: 'sell', sale: 'A', minor: 12_300 },
        { move: 'scan', sale: 'A', code: 'fresh' },
        { move: 'until', sale: 'A', state: 'paid' },
        { move: 'print', sale: 'A' },
      ],
      expect: [
        { see: 'paper', sale: 'A', copy: 'customer', holds: ['brand', 'amount', 'paymentId'] },
        { see: 'paper', sale: 'A', copy: 'merchant', holds: ['brand', 'amount', 'paymentId'] },
      ],
    },
  },
  {
    ...{ id: 'AP-303', kinds, phase: 'outputs', title: 'One button, not one for each wallet' },
    ...{ sources: [sibling(4)], ways: ['self'], evidence: ['screens'] },
    steps: "Look at the cashier's window.",
    seen: 'One way to scan, for all wallets.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'picture', name: 'scan now' },
        { move: 'cancel', sale: 'A' },
      ],
      expect: [{ see: 'screen', name: 'scan now', window: 'cashier', scene: 'awaiting' }],
    },
  },
  {
    ...{ id: 'AP-304', kinds, phase: 'outputs', title: 'Lengths of codes' },
    ...{ sources: [sibling(4)], ways: ['self', 'person'], evidence: ['wire'] },
    steps: 'Codes of 16 to 24 digits that begin with 25 to 30, one of 32 digits, and one that is reserved.',
    seen: 'Read whole; reserved ones are refused in words; what is no payment code is never charged.',
    script: {
      moves: [
        {
          move: 'identify',
          texts: ['2812345678901234', '281234567890123456789012', '281234022345678901234567', '99123456'],
        },
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { text: '281234002345678901234567' } },
        { move: 'cancel', sale: 'A' },
      ],
      expect: [
        { see: 'refused', move: 'scan', slug: 'code-refused' },
        { see: 'calls', api: 'pay', most: 0 },
      ],
    },
  },
  {
    ...{ id: 'AP-401', kinds, phase: 'launch', title: 'Launched into production' },
    ...{ sources: [read(2)], ways: ['outside', 'self'], evidence: ['photo', 'word'] },
    steps: "An own Client ID, an own key pair, Alipay+'s production key, the addresses of notices; launch.",
    seen: "The config holds another id and other keys than the sandbox's; the address answers from outside.",
    script: LIVE_ACCOUNT,
  },
  {
    ...{ id: 'AP-501', kinds, phase: 'pilot', title: 'Pilot: accept a payment' },
    ...{
      sources: [read(1), named(1)],
      ways: ['live'],
      evidence: ['screens', 'papers', 'wire', 'story', 'books'],
    },
    steps: 'A real wallet, a small amount.',
    seen: 'As AP-202.',
    script: PILOT,
  },
  {
    ...{
      id: 'AP-502',
      kinds,
      phase: 'pilot',
      title: 'Small payment, refund, notice and report in production',
    },
    ...{ sources: [claimed(6)], ways: ['live', 'nextDay'], evidence: ['papers', 'wire'] },
    steps: 'Pay and refund in full; on the next day a person reconciles the report.',
    seen: 'Nothing stays charged; the report matches.',
    script: PILOT_REFUNDED,
  },
  {
    ...{ id: 'AP-503', kinds, phase: 'pilot', title: 'After the pilot' },
    ...{ sources: [named(1)], ways: ['outside'], evidence: ['word'] },
    steps: 'Ask the solution architect.',
    seen: 'What the acquirer asks for.',
  },
  {
    ...{ id: 'AP-601', kinds, phase: 'after', title: 'Watch' },
    ...{ sources: [claimed(6)], ways: ['self', 'outside'], evidence: ['screens', 'word'] },
    steps:
      'Alarms for payments, errors and reports; a reminder before a certificate ends; people are trained.',
    seen: 'An alarm that was made up reaches who must hear it.',
  },
  {
    ...{ id: 'AP-701', kinds, phase: 'before', title: 'Registration in the sandbox' },
    ...{ sources: [claimed(6), named(6)], ways: ['self', 'outside'], evidence: ['wire'] },
    steps: 'Register, inquire, be told, be refused, mend, send again.',
    seen: 'An answer for each wallet; S is accepted, not approved.',
    script: REGISTERED,
  },
  {
    ...{ id: 'AP-702', kinds, phase: 'sandbox', title: 'Retrieval and escalation' },
    ...{ sources: [claimed(6), named(6)], ways: ['self', 'outside'], evidence: ['wire', 'papers'] },
    steps: 'Have one opened, answer with papers, accept a part.',
    seen: 'The day until which it must be answered; one answer; nothing is refunded by itself.',
    script: DISPUTED,
  },
  {
    ...{ id: 'BY-01', kinds, phase: 'sandbox', title: 'Charged, and every answer stays unknown' },
    ...{ sources: [claimed(18), OURS], ways: ['self'], evidence: ['wire', 'screens', 'books'] },
    steps: 'Pay and every inquiry are answered "unknown" although the wallet has paid.',
    seen: 'It is never shown paid, never failed; it is cancelled, and nothing stays charged.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'u-storm-charged' } },
        { move: 'until', sale: 'A', state: 'cancelled' },
      ],
      expect: [
        { see: 'never', sale: 'A', state: 'paid' },
        { see: 'never', sale: 'A', state: 'failed' },
        { see: 'calls', api: 'cancelPayment', least: 1 },
        { see: 'net', order: 'A', minor: 0 },
      ],
    },
  },
  {
    ...{ id: 'BY-05', kinds, phase: 'sandbox', title: 'Refused, then paid with a second try' },
    ...{ sources: [read(22), OURS], ways: ['self'], evidence: ['wire', 'books'] },
    steps: 'The first wallet has too little money, the second one pays the same order.',
    seen: 'The order stays open between; the second try has an id of its own; one charge.',
    script: {
      moves: [
        { move: 'sell', sale: 'A' },
        { move: 'scan', sale: 'A', code: { fault: 'refuse-user-balance-not-enough' } },
        { move: 'until', sale: 'A', state: 'failed' },
        { move: 'retry', sale: 'A' },
        { move: 'scan', sale: 'A', code: 'fresh' },
        { move: 'until', sale: 'A', state: 'paid' },
      ],
      expect: [
        { see: 'new-id', sale: 'A' },
        { see: 'charges', order: 'A', count: 1 },
      ],
    },
  },
];
