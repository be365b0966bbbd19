import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import { COMMANDS, type Command } from '../../src/contract/contract.ts';
import { COMMAND_NAMES, type CommandName } from '../../src/contract/routes.ts';
import { identify } from '../../src/scan/classify.ts';
import { holdsPaymentCode } from '../../src/scan/held-code.ts';
import { takenIn } from '../../src/till/door.ts';

const UPM = '281001020000000000001234';
const EMV = `hQVDUFYw${'MQ+/aZ09yY'.repeat(4)}AB==`;
/** A code of every family that is worth money. */
const CODES = {
  ALIPAY_PLUS: UPM,
  ALIPAY_PLUS_19: '2891234567890612345',
  ALIPAY_LEGACY: '281234567890123456',
  WECHAT: '134567890123456789',
  UNIONPAY: '6212345678901234567',
  EMV_CPM: EMV,
} as const;

const grouped = (code: string, size: number, sign: string): string =>
  (code.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(sign);

/** One code in the forms in which it may come into the wrong place. */
const formsOf = (code: string): string[] => [
  code,
  grouped(code, 4, ' '),
  grouped(code, 4, '\u00a0'),
  grouped(code, 6, ' '),
  `]C1${code}`,
  `]Q3${code}`,
  `]e0${grouped(code, 4, ' ')}`,
  `Table 5, ${code}`,
  `paid by${code}!`,
  `${code.slice(0, 2)} ${grouped(code.slice(2), 4, ' ')}`,
];

const FORMS = [
  ...Object.values(CODES).flatMap(formsOf),
  // As digits of full width and of other scripts, as hexadecimal, and with the capitals the other way round.
  '２８１００１０２００００００００００００１２３４',
  '٢٨١٠٠١٠٢٠٠٠٠٠٠٠٠٠٠٠٠١٢٣٤',
  '२८१००१०२००००००००००००१२३४',
  '85 05 43 50 56 30 31 61 13 4F',
  '8505435056303161134F07A000000',
  'HqvdufyW'.repeat(1) + 'mq==',
  '28.1001/02 0000-0000 0000_0000 1234',
  '②⑧①⓪⓪①⓪②⓪⓪⓪⓪⓪⓪⓪⓪⓪⓪⓪⓪①②③④',
  UPM.replace(/\d/g, (digit) => String.fromCodePoint(0x1fbf0 + Number(digit))),
  grouped(UPM, 4, '-'),
];

describe('A payment code in a text (interface §6)', () => {
  it.each(Object.entries(CODES))('%s: the code of this test is of its family', (family, code) => {
    const routing = { codes: CODE_BOOK, routes: [], gatewayOfFamily: new Map() };

    expect(identify(code, routing).family).toBe(family);
  });

  it.each(FORMS)('%s is found', (text) => {
    expect(holdsPaymentCode(text, CODE_BOOK)).toBe(true);
  });

  it.each([
    'ORD-77',
    '20261120-183104-9f3a6c1e2b4d5a60',
    '20261120-183104-1234567890123456',
    '2611201831040001',
    '26112018310400010001',
    '91423692070746030702511401',
    '4006381333931',
    '26.11.2026 18:31:04, 12 pieces',
    'Call 012-345 6789, then 012-987 6543',
    '26-1120-0001-000123',
    '100000-200000-300000',
    '1300/0001/0002/0003/04',
    '152.600.112.000.010.003',
    'ORD100000 200000 300000',
    '28-0000-1111-2222-3333',
    '6212-3456-7890-1234-567',
    '01J9ZC4K8M2N3P5Q7R9S0T1V2W',
    '6f1c1d9e-2a34-4b56-8c78-9d0e1f2a3b4c',
    '2019060811431234567890123456789012',
    '281001******34',
    '12 x 3 x 450 = 16200, 28 + 10 + 2000',
  ])('%s is none', (text) => {
    expect(holdsPaymentCode(text, CODE_BOOK)).toBe(false);
  });
});

const AMOUNT = { currency: 'MYR', value: '4550' };
const APPROVER = { id: 'm1', pin: '1234' };
const WHOLE_ADDRESS = {
  ...{
    region: 'MY',
    state: 'KL',
    city: 'Kuala Lumpur',
    address1: '12 Jalan Contoh',
    address2: 'B',
    zipCode: '50000',
  },
};
/** A body that each command takes; every place of its row stands in it. */
const BODIES: Readonly<Partial<Record<CommandName, object>>> = {
  openSale: { referenceOrderId: 'ORD-1', orderDescription: 'Coffee', amount: AMOUNT, homeTerminalId: 'T08' },
  enterCode: { text: 'x' },
  identifyCode: { text: 'x' },
  chooseGateway: { gateway: 'alipayPlus' },
  chooseTender: { tender: 'qr' },
  cancelSale: { approver: APPROVER, reason: 'Given up' },
  acceptSale: { approver: APPROVER, reason: 'Ours' },
  freeSale: { approver: APPROVER, reason: 'Other way' },
  overrideSale: { approver: APPROVER, reason: 'Other till is broken' },
  requestRefund: { paymentRequestId: 'P-1', amount: AMOUNT, reason: 'Returned', approver: APPROVER },
  closeDay: { again: true },
  signIn: { id: 'c1', pin: '1234', post: 'till' },
  signOut: { post: 'till' },
  setTrainingFault: { id: 'none' },
  hearKeys: { keys: [{ code: 'KeyA', atMs: 1 }] },
  printReceipt: { printer: 'p' },
  tryPrint: { printer: 'p' },
  tryGateway: { gateway: 'g' },
  runScannerSetup: { act: 'start' },
  runAcceptance: {
    ...{ act: 'say', gateway: 'alipayPlus', against: 'own', case: 'AP-102', account: '0000' },
    ...{ verdict: 'passed', who: 'AB', why: 'seen' },
  },
  tryOffice: { id: 'D-1' },
  requestRegistration: {
    merchantInfo: {
      merchantDisplayName: 'Kopi',
      merchantAddress: WHOLE_ADDRESS,
      registrationDetail: {
        ...{ legalName: 'Kopi Sdn Bhd', registrationType: 'OTHER_IDENTIFICATION_NO', registrationNo: '2024' },
        ...{ registrationAddress: WHOLE_ADDRESS, businessType: 'ENTERPRISE' },
        ...{ registrationEffectiveDate: '2024-01-15', registrationExpireDate: '2034-01-14' },
        contactInfo: [{ contactType: 'EMAIL', contactNo: 'office@kopi.example' }],
        attachments: [
          {
            ...{ attachmentType: 'OTHER_MATERIAL', attachmentName: 'a.pdf', contentType: 'application/pdf' },
            content: 'aGk=',
          },
        ],
      },
      websites: [{ name: 'Shop', url: 'https://kopi.example' }],
    },
    storeInfo: {
      storeName: 'Kopi Central',
      storeAddress: WHOLE_ADDRESS,
      storeContacts: [{ fullName: 'Aisyah', contactNo: '+60', identificationId: 'A1' }],
    },
    passThroughInfo: 'T07',
    approver: APPROVER,
  },
  declare: {
    ...{ paymentRequestId: 'P-1', declarationAmount: AMOUNT, isSplit: 'true', referenceOrderId: 'A' },
    customs: { customsCode: 'NINGBO' },
    merchantCustomsInfo: { merchantCustomsCode: 'MY99', merchantCustomsName: 'Kopi' },
    buyerCertificate: {
      ...{ certificateType: 'PASSPORT', certificateNo: 'E1234', holderName: { fullName: 'Example' } },
      ...{ effectiveDate: '2024-01-15', expireDate: '2034-01-14' },
    },
    approver: APPROVER,
  },
  enterDispute: {
    ...{ disputeRequestId: 'D-1', kind: 'money', paymentRequestId: 'P-1', amount: AMOUNT },
    ...{ dueAt: '2026-12-10T09:30:00+08:00', approver: APPROVER },
  },
  addDisputePaper: { name: 'cctv.png', contentType: 'image/png', content: 'aGk=' },
  answerDispute: {
    ...{ refundType: 'ACCEPT_PARTIAL_REFUND', refundAmount: AMOUNT, remarks: 'Sold', papers: ['receipt'] },
    approver: APPROVER,
  },
  closeDispute: { outcome: 'won', reason: 'Told by mail', approver: APPROVER },
  beginTrainingDispute: { kind: 'papers' },
  bookCredit: { bookedOn: '2026-11-24', amount: AMOUNT, reference: 'ALIPAYPLUS 1', charges: AMOUNT },
  importCredits: { csv: 'bookedOn,amountValue,currency,reference\n' },
  runTillSetUp: { act: 'answer', question: 'shopName', answer: 'Kopi Corner', approver: APPROVER },
};
const PARAMS: Readonly<Record<string, string>> = {
  ...{
    saleId: 'S-1',
    copy: 'customer',
    refundRequestId: 'R-1',
    number: '1',
    disputeRequestId: 'D-1',
    paper: 'receipt',
    registrationRequestId: 'R-1',
    customsDeclarationRequestId: 'C-1',
    gateway: 'alipayPlus',
    against: 'own',
  },
};

/** Where a code may stand, or is kept nowhere. */
const PAPER_OF_STORE = 'requestRegistration body.merchantInfo.registrationDetail.attachments.0.content';
const CERTIFICATE = 'declare body.buyerCertificate.certificateNo';
const FREE = [
  'enterCode body.text',
  'identifyCode body.text',
  'addDisputePaper body.content',
  PAPER_OF_STORE,
  CERTIFICATE,
];
const isFree = (place: string): boolean => FREE.includes(place) || place.endsWith('.pin');

/** The places of all texts in a schema, such as `approver.id`; a list's are at its first entry. */
function textsOf(schema: z.ZodType, path: string): string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, each]) =>
      textsOf(each, `${path}.${key}`),
    );
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return textsOf(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return textsOf(schema.element as z.ZodType, `${path}.0`);
  const isNoText = [z.ZodNumber, z.ZodBoolean, z.ZodEnum].some((kind) => schema instanceof kind);
  return isNoText ? [] : [path];
}

/** What is sent with a command, with a text at one place of it. */
function sentWith(name: CommandName, place: string, text: string): Record<string, unknown> {
  const row: Command = COMMANDS[name];
  const params = Object.fromEntries(Object.keys(row.params.shape).map((key) => [key, PARAMS[key]]));
  const sent = structuredClone({ params, query: {}, body: BODIES[name] ?? null, idempotencyKey: undefined });
  const keys = place.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at: Record<string, unknown>, key) => at[key] as Record<string, unknown>, sent);
  holder[last] = text;
  return sent;
}

const PLACES = COMMAND_NAMES.flatMap((name) => {
  const row: Command = COMMANDS[name];
  const texts = [
    ...textsOf(row.params, 'params'),
    ...textsOf(row.query, 'query'),
    ...(row.body === null ? [] : textsOf(row.body, 'body')),
    ...(row.idempotent === true ? ['idempotencyKey'] : []),
  ];
  return texts.map((place) => [name, place] as const);
});

describe('A payment code in a command (interface §6)', () => {
  it('every place of a text in the contract is looked at', () => {
    expect(PLACES.length).toBeGreaterThan(40);
    expect(PLACES.map(([name, place]) => `${name} ${place}`)).toEqual(
      expect.arrayContaining(['openSale body.referenceOrderId', 'requestRefund idempotencyKey', ...FREE]),
    );
  });

  it.each(PLACES)('%s %s takes none, in no form, and does not say it again', (name, place) => {
    const taken = FORMS.filter((form) => takenIn(name, sentWith(name, place, form)).ok);
    const said = FORMS.filter((form) =>
      JSON.stringify(takenIn(name, sentWith(name, place, form))).includes(form),
    );

    if (isFree(`${name} ${place}`)) expect(taken.length).toBeGreaterThan(0);
    else expect({ taken, said }).toEqual({ taken: [], said: [] });
  });

  it('names the field that holds it', () => {
    const fieldOf = (name: CommandName, place: string): unknown => {
      const answer = takenIn(name, sentWith(name, place, UPM));
      return answer.ok ? null : [answer.error.slug, answer.error.field, answer.error.why];
    };

    expect([
      fieldOf('openSale', 'body.orderDescription'),
      fieldOf('requestRefund', 'body.approver.id'),
      fieldOf('requestRefund', 'idempotencyKey'),
      fieldOf('listSales', 'query.wallet'),
      fieldOf('readSale', 'params.saleId'),
    ]).toEqual([
      ['invalid-request', 'orderDescription', 'paymentCode'],
      ['invalid-request', 'approver.id', 'paymentCode'],
      ['invalid-request', 'Idempotency-Key', 'paymentCode'],
      ['invalid-request', 'wallet', 'paymentCode'],
      ['invalid-request', 'saleId', 'paymentCode'],
    ]);
  });

  it('a field that no row has is not said again where it is a code', () => {
    const answer = takenIn('openSale', {
      params: {},
      body: { ...BODIES.openSale, [`x${UPM}`]: 1 },
    });

    expect(JSON.stringify(answer)).not.toContain(UPM);
  });
});
