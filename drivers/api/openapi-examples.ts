import type { z } from 'zod';
import type { COMMANDS } from '../../src/contract/contract.ts';
import type { CommandName } from '../../src/contract/routes.ts';

type BodyOf<N extends CommandName> = (typeof COMMANDS)[N]['body'];
type Body<N extends CommandName> = BodyOf<N> extends z.ZodType ? z.input<BodyOf<N>> : never;
type Reply<N extends CommandName> = z.input<(typeof COMMANDS)[N]['reply']['schema']>;

/** What a reader can send as it stands, and what comes back. */
type Examples = {
  readonly [N in CommandName]?: { readonly body?: Body<N>; readonly reply?: Reply<N> };
};

const amount = { currency: 'MYR', value: '4550' };
const saleId = '01K9Z4T8Q6S1W2E3R4T5Y6U7I8';
const paymentRequestId = '90123456780000000000000101';
const openedAt = '2026-11-20T10:15:00.000+08:00';
const approver = { id: 'm1', pin: '123456' };

const opened: Reply<'openSale'> = {
  saleId,
  referenceOrderId: 'ORD-1',
  orderDescription: 'Two coffees',
  amount,
  state: 'awaitingCode',
  may: ['cancel'],
  openedAt,
  attempts: [],
  refunds: [],
  receipts: {},
};

const paid: Reply<'readSale'> = {
  ...opened,
  state: 'paid',
  may: ['void', 'refund'],
  attempts: [
    {
      paymentRequestId,
      state: 'paid',
      code: '281012**********45',
      family: 'ALIPAY_PLUS',
      gateway: 'alipayPlus',
      startedAt: '2026-11-20T10:15:04.000+08:00',
    },
  ],
  paymentRequestId,
  paymentId: '2026112019401080010018888',
  walletBrandName: 'Wallet of the sandbox',
  paymentTime: '2026-11-20T10:15:05+08:00',
  refundable: amount,
  receipts: { customer: { state: 'printed' }, merchant: { state: 'printed' } },
};

const refund: Reply<'requestRefund'> = {
  refundRequestId: '90123456780000000000000101R1',
  paymentRequestId,
  amount: { currency: 'MYR', value: '1500' },
  state: 'pending',
  reason: 'Wrong size',
  approver: 'm1',
  approvedAt: '2026-11-20T11:02:10.000+08:00',
};

/**
 * Examples of the calls that a cash register makes, for `openapi.json` and the manual.
 *
 * A test holds each against the schema of its command. Persons, shops and ids in them do not exist.
 */
export const EXAMPLES: Examples = {
  openSale: { body: { referenceOrderId: 'ORD-1', orderDescription: 'Two coffees', amount }, reply: opened },
  listSales: { reply: [paid] },
  readSale: { reply: paid },
  enterCode: { body: { text: '281012345678901245' }, reply: { ...opened, state: 'submitting' } },
  chooseGateway: { body: { gateway: 'alipayPlus' } },
  cancelSale: { body: { approver, reason: 'Customer changed their mind' } },
  chooseTender: { body: { tender: 'qr' } },
  readLink: {
    reply: { url: 'https://pay.example/p/abc', mode: 'direct', until: '2026-11-20T10:20:00.000+08:00' },
  },
  freeSale: { body: { approver, reason: 'Customer pays cash' } },
  overrideSale: { body: { approver, reason: 'The other till is broken' } },
  acceptSale: { body: { approver, reason: 'No other till sold it' } },
  requestRefund: {
    body: { paymentRequestId, amount: { currency: 'MYR', value: '1500' }, reason: 'Wrong size', approver },
    reply: refund,
  },
  readRefund: {
    reply: { ...refund, state: 'refunded', refundId: '2026112019401080010019999' },
  },
  listManagers: { reply: [{ id: 'm1', name: 'Aisyah' }] },
  closeDay: { body: { again: true } },
  identifyCode: {
    body: { text: '281012345678901245' },
    reply: {
      family: 'ALIPAY_PLUS',
      route: 'alipayPlus',
      ruleId: 'alipay-plus-28',
      rulesVersion: '2025-10',
      masked: '281012**********45',
    },
  },
  printReceipt: { body: { printer: 'counter' } },
  readQueue: { reply: [] },
  signIn: { body: { id: 'c1', pin: '1234', post: 'till' } },
  signOut: { body: { post: 'till' } },
  beginTrainingDispute: { body: { kind: 'money' } },
  setTrainingFault: { body: { id: 'lost-answer' } },
  hearKeys: {
    body: {
      keys: [
        { code: 'Digit2', atMs: 0 },
        { code: 'Digit8', atMs: 8 },
      ],
    },
  },
  requestRegistration: {
    body: {
      merchantInfo: {
        registrationDetail: {
          legalName: 'Kopi Corner Sdn Bhd',
          registrationType: 'ENTERPRISE_REGISTRATION_NO',
          registrationNo: '202401012345',
          contactInfo: [{ contactType: 'EMAIL', contactNo: 'office@kopi.example' }],
        },
      },
      approver,
    },
  },
  declare: {
    body: {
      paymentRequestId,
      declarationAmount: { currency: 'CNY', value: '10000' },
      isSplit: 'true',
      referenceOrderId: 'ORD-1-A',
      approver,
    },
  },
  tryOffice: { body: { id: '20261203110000R0000042' } },
  enterDispute: {
    body: {
      disputeRequestId: '20261210093000E0000007',
      kind: 'money',
      paymentRequestId,
      amount,
      dueAt: '2026-12-16T23:59:59+08:00',
      approver,
    },
  },
  addDisputePaper: {
    body: {
      name: 'delivery.pdf',
      contentType: 'application/pdf',
      content: 'JVBERi0xLjcKJUVYQU1QTEUgT05MWQ==',
    },
  },
  answerDispute: { body: { responseCode: '0001', papers: ['receipt', 'story'], approver } },
  bookCredit: {
    body: {
      bookedOn: '2026-11-24',
      amount: { currency: 'USD', value: '2079' },
      reference: 'ALIPAYPLUS 2026112401',
      charges: { currency: 'USD', value: '15' },
    },
  },
  importCredits: {
    body: {
      csv: 'bookedOn,amountValue,currency,reference,chargesValue\n2026-11-24,2079,USD,ALIPAYPLUS 2026112401,15\n',
    },
  },
  closeDispute: { body: { outcome: 'won', reason: 'The acquirer wrote so', approver } },
  runScannerSetup: { body: { act: 'start' } },
  runAcceptance: { body: { act: 'start', gateway: 'alipayPlus', against: 'own' } },
  runTillSetUp: { body: { act: 'answer', question: 'shopName', answer: 'Kopi Corner' } },
  tryPrint: { body: { printer: 'counter' } },
  tryGateway: { body: { gateway: 'alipayPlus' } },
};
