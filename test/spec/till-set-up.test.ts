import { describe, expect, it } from 'vitest';
import { KINDS, parseConfig } from '../../src/acquirers/kinds.ts';
import { fieldId } from '../../src/set-up/acquirer-questions.ts';
import type { Answer, Answers } from '../../src/set-up/answers.ts';
import { answerFault, tidied } from '../../src/set-up/check.ts';
import type { Found, Question } from '../../src/set-up/question.ts';
import { nextQuestion, questionsOf } from '../../src/set-up/questions.ts';
import { configOf } from '../../src/set-up/to-config.ts';

// The set-up of a till (interface section 1, `setup`): which questions are asked, what each takes, which config they make.

const FOUND: Found = {
  ...{ timeZone: 'Asia/Kuala_Lumpur', country: 'MY', languages: ['en'], screens: [] },
  printers: [{ value: 'usb:/dev/usb/lp0', say: 'A printer' }],
  keyFiles: [],
};
/** A text for every field of every kind, as its schema wants it. */
const FIELDS: Readonly<Record<string, string>> = {
  ...{
    stage: 'test',
    baseUrl: 'https://gateway.example',
    clientId: 'SANDBOX_1',
    privateKey: 'keys/till.pem',
  },
  ...{ 'publicKeys.1': 'keys/gateway.pub.pem', siteReference: 'test_shop1', live: 'no', user: 'api' },
  ...{ password: 'keys/a.password', notificationPassword: '', billingCountry: 'DE', customerId: '123' },
  ...{ terminalId: '12345678', merchantId: 'Shop', encryption: 'aes', hmacKey: 'keys/a.hmac' },
  ...{ fxCurrency: 'EUR' },
};
const SHOP: Answers = {
  ...{ languages: ['en', 'ms'], shopName: 'Kopi Corner', country: 'MY', city: '', business: '5814' },
  ...{ currency: 'MYR', settlement: 'USD', timeZone: 'Asia/Kuala_Lumpur', merchantId: 'M-1' },
  ...{ storeId: 'S1', tillId: 'T1', scanner: '{"kind":"keyboard"}', printer: '', 'managers/1': 'Aisyah' },
  ...{ 'managers/1/pin': 'scrypt$hash', 'managers/2': '', 'cashiers/1': '', 'technicians/1': '' },
};

/** Answers everything that is asked, as a shop with these acquirers does. */
function answered(kinds: readonly string[], first: Answers = SHOP): Answers {
  let answers: Answers = { ...first, acquirers: kinds };
  for (;;) {
    const next = nextQuestion(questionsOf(KINDS, FOUND, answers), answers);
    if (next === null) return answers;
    const path = next.id.split('/').slice(2).join('/');
    answers = { ...answers, [next.id]: next.form === 'trial' ? '' : FIELDS[path]! };
  }
}

const asked = (answers: Answers): Question[] => questionsOf(KINDS, FOUND, answers);

function faultOf(id: string, answer: Answer, answers: Answers = SHOP): string | null {
  const question = asked(answers).find((each) => each.id === id)!;
  return answerFault(KINDS, parseConfig, question, answers, tidied(question, answer))?.kind ?? null;
}

describe('The set-up of a till (interface section 1) › its questions', () => {
  it.each(KINDS.map(({ kind }) => [kind]))('of a shop with %s make a config that the till takes', (kind) => {
    const config = parseConfig(JSON.stringify(configOf(KINDS, answered([kind]))));

    expect(config.ok ? Object.values(config.value.gateways).map((each) => each.kind) : config.error).toEqual([
      kind,
    ]);
  });

  it('of a shop with all acquirers make one config with all of them', () => {
    const kinds = KINDS.map(({ kind }) => kind);

    const config = parseConfig(JSON.stringify(configOf(KINDS, answered(kinds))));

    expect(config.ok ? Object.keys(config.value.gateways).length : config.error).toBe(kinds.length);
  });

  it('of an acquirer are asked for those only that were chosen', () => {
    const fields = (answers: Answers) => asked(answers).filter(({ ask }) => ask === 'field');

    expect(fields(SHOP)).toEqual([]);
    expect(fields({ acquirers: ['saferpay'] }).every(({ kind }) => kind === 'saferpay')).toBe(true);
  });

  it('ask which screen is the customer’s where there are several, and make the config name it', () => {
    const screens = ['Till', 'Far'].map((value) => ({ value, say: value }));
    const of = (found: Found): string[] => questionsOf(KINDS, found, SHOP).map(({ id }) => id);

    const config = configOf(KINDS, { ...SHOP, customerScreen: 'Far' });

    expect(of({ ...FOUND, screens })).toContain('customerScreen');
    expect(of({ ...FOUND, screens: screens.slice(1) })).not.toContain('customerScreen');
    expect(config['displays']).toEqual({ customer: 'Far' });
  });

  it('begin with what was found already filled in', () => {
    const usual = (id: string) => asked({ country: 'MY' }).find((each) => each.id === id)?.usual;

    expect(['languages', 'country', 'currency', 'timeZone', 'printer'].map(usual)).toEqual([
      ['en'],
      'MY',
      'MYR',
      'Asia/Kuala_Lumpur',
      'usb:/dev/usb/lp0',
    ]);
  });

  it('ask for people of a group until one is passed over, and for at least one manager', () => {
    const people = asked({ ...SHOP, 'cashiers/1': 'Mei', 'cashiers/1/pin': 'scrypt$x' })
      .filter(({ chapter }) => chapter === 'people')
      .map(({ id }) => id);

    expect(people).toContain('cashiers/2');
    expect(faultOf('managers/1', '')).toBe('empty');
    expect(faultOf('managers/2', '')).toBeNull();
  });

  it('ask for the paper of a printer, and for an address only of one on the network', () => {
    const devices = (printer: string) =>
      asked({ ...SHOP, printer })
        .filter(({ chapter }) => chapter === 'devices')
        .map(({ id }) => id);

    expect(devices('')).toEqual(['scanner', 'printer']);
    expect(devices('usb:/dev/usb/lp0')).toEqual(['scanner', 'printer', 'paper', 'testPrint']);
    expect(devices('tcp')).toContain('printerAddress');
  });
});

describe('The set-up of a till (interface section 1) › each answer is checked when it is given', () => {
  it.each([
    ['shopName', '', 'empty'],
    ['country', 'Malaysia', 'form'],
    ['currency', 'XYZ', 'form'],
    ['timeZone', 'Mars/Olympus', 'form'],
    ['business', '99999', 'form'],
    ['acquirers', [], 'empty'],
    ['acquirers', ['bank'], 'form'],
  ])('%s refuses %j as %s', (id, answer, kind) => {
    expect(faultOf(id, answer)).toBe(kind);
  });

  it.each([
    ['country', ' my '],
    ['currency', 'myr'],
    ['city', ''],
    ['acquirers', ['alipay-plus']],
  ])('%s takes %j', (id, answer) => {
    expect(faultOf(id, answer, { ...SHOP, acquirers: [] })).toBeNull();
  });

  it('an address of an acquirer is refused where the config would refuse it', () => {
    const id = fieldId('alipay-plus', 'baseUrl');
    const answers = { ...SHOP, acquirers: ['alipay-plus'] };

    expect(faultOf(id, 'http://gateway.example', answers)).toBe('form');
    expect(faultOf(id, 'https://gateway.example', answers)).toBeNull();
  });
});
