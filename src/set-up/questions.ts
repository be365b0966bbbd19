import type { AcquirerTraits } from '../acquirers/kind.ts';
import { PRINTER_PROFILES } from '../config/printer-schema.ts';
import { BUSINESSES } from '../contract/till-setup-names.ts';
import { PIN_DIGITS_MIN } from '../staff/policy.ts';
import { acquirerQuestions } from './acquirer-questions.ts';
import { isAnswered, textOf, textsOf, type Answers } from './answers.ts';
import { currencyOf } from './countries.ts';
import type { Found, Question } from './question.ts';

/** The languages of the screens, each by its own name. */
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ...{ en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', it: 'Italiano', ja: '日本語' },
  ...{ ko: '한국어', th: 'ไทย', ms: 'Bahasa Melayu', id: 'Bahasa Indonesia', vi: 'Tiếng Việt' },
  ...{ 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文' },
};

/** The people of a till: those of a group are asked for until one is passed over. */
const PEOPLE = [
  { group: 'managers', one: 'manager', pin: 'managerPin', least: 1 },
  { group: 'cashiers', one: 'cashier', pin: 'cashierPin', least: 0 },
  { group: 'technicians', one: 'technician', pin: 'technicianPin', least: 0 },
] as const;

/** More people than these go into the config by its editor. Ours. */
export const PEOPLE_MAX = 12;

/** The keys of the config that hold people. */
export function peopleGroups(): readonly (typeof PEOPLE)[number]['group'][] {
  return PEOPLE.map(({ group }) => group);
}

/**
 * Every question that is to be answered, in the order in which they are asked, as far as the answers so far tell.
 *
 * An answer may bring further questions: an acquirer its own, a person a PIN.
 */
export function questionsOf(kinds: readonly AcquirerTraits[], found: Found, answers: Answers): Question[] {
  return [
    ...shopQuestions(found, answers),
    ...acquirerQuestions(kinds, found, answers),
    ...deviceQuestions(found, answers),
    ...screenQuestions(found),
    ...PEOPLE.flatMap((group) => peopleQuestions(group, answers)),
  ];
}

/** The first question without an answer; null where all are answered. */
export function nextQuestion(questions: readonly Question[], answers: Answers): Question | null {
  return questions.find(({ id }) => !isAnswered(answers, id)) ?? null;
}

function shopQuestions({ timeZone, country, languages }: Found, answers: Answers): Question[] {
  const text = { chapter: 'shop', form: 'text', mayPass: false, options: [], usual: null } as const;
  const currency = currencyOf(textOf(answers, 'country'));
  return [
    {
      ...{ id: 'languages', ask: 'languages', chapter: 'shop', form: 'picks', mayPass: false },
      at: ['terminal.languages'],
      options: Object.entries(LANGUAGE_NAMES).map(([value, say]) => ({ value, say })),
      usual: languages.filter((each) => Object.hasOwn(LANGUAGE_NAMES, each)).slice(0, 1),
    },
    {
      ...text,
      ...{ id: 'shopName', ask: 'shopName', at: ['merchant.merchantName', 'merchant.store.storeName'] },
    },
    {
      ...text,
      ...{ id: 'country', ask: 'country', usual: country },
      at: ['merchant.merchantAddress.region', 'merchant.store.storeAddress.region'],
    },
    {
      ...text,
      ...{ id: 'city', ask: 'city', mayPass: true },
      at: ['merchant.merchantAddress.city', 'merchant.store.storeAddress.city'],
    },
    {
      ...{ id: 'business', ask: 'business', chapter: 'shop', form: 'pick', mayPass: false, usual: null },
      at: ['merchant.merchantMCC', 'merchant.store.storeMCC'],
      options: Object.entries(BUSINESSES).map(([say, value]) => ({ value, say })),
    },
    { ...text, id: 'currency', ask: 'currency', at: ['terminal.currency'], usual: currency },
    {
      ...text,
      ...{ id: 'settlement', ask: 'settlement', at: ['terminal.settlementCurrency'] },
      usual: textOf(answers, 'currency') || currency,
    },
    { ...text, id: 'timeZone', ask: 'timeZone', at: ['terminal.timeZone'], usual: timeZone },
    { ...text, id: 'merchantId', ask: 'merchantId', at: ['merchant.referenceMerchantId'] },
    { ...text, id: 'storeId', ask: 'storeId', at: ['merchant.store.referenceStoreId'], usual: 'S01' },
    { ...text, id: 'tillId', ask: 'tillId', at: ['terminal.storeTerminalId'], usual: 'T01' },
  ];
}

function deviceQuestions({ printers }: Found, answers: Answers): Question[] {
  const device = { chapter: 'devices', mayPass: true, options: [], usual: null } as const;
  const chosen = textOf(answers, 'printer');
  const onPaper: Question[] = [
    {
      ...device,
      ...{ id: 'paper', ask: 'paper', form: 'pick', at: ['printers'], mayPass: false, usual: 'generic-80mm' },
      options: PRINTER_PROFILES.map((name) => ({ value: name, say: name })),
    },
    { ...device, id: 'testPrint', ask: 'testPrint', form: 'trial', at: [] },
  ];
  const address: Question = {
    ...device,
    ...{ id: 'printerAddress', ask: 'printerAddress', form: 'text', at: ['printers'], mayPass: false },
  };
  return [
    { ...device, id: 'scanner', ask: 'scanner', form: 'scanner', at: ['scanners'] },
    {
      ...device,
      ...{ id: 'printer', ask: 'printer', form: 'pick', at: ['printers'], options: [...printers, NETWORK] },
      usual: printers[0]?.value ?? null,
    },
    ...(chosen === NETWORK.value ? [address] : []),
    ...(chosen === '' ? [] : onPaper),
  ];
}

/** A printer that is reached over the network by its address. */
const NETWORK = { value: 'tcp', say: 'TCP/IP' } as const;

/** The id of the name of a group's person, counted from 1. */
export function personId(group: string, number: number): string {
  return `${group}/${number}`;
}

/** The id of a person's PIN. */
export function pinId(group: string, number: number): string {
  return `${personId(group, number)}/pin`;
}

function peopleQuestions(
  { group, one, pin, least }: (typeof PEOPLE)[number],
  answers: Answers,
): readonly Question[] {
  const questions: Question[] = [];
  for (let number = 1; number <= PEOPLE_MAX; number += 1) {
    const id = personId(group, number);
    questions.push({
      ...{ id, ask: one, chapter: 'people', form: 'text', options: [], usual: null },
      at: [`${group}.${number - 1}.name`],
      mayPass: number > least,
    });
    if (textOf(answers, id) === '') break;
    questions.push({
      ...{ id: pinId(group, number), ask: pin, chapter: 'people', form: 'pin', options: [], usual: null },
      ...{ at: [], mayPass: false, digitsMin: PIN_DIGITS_MIN[one] },
    });
  }
  return questions;
}

/** The id of the question which screen is the customer's: a touch of the screen itself answers it too. */
export const CUSTOMER_SCREEN = 'customerScreen';

function screenQuestions({ screens }: Found): Question[] {
  if (screens.length < 2) return [];
  return [
    {
      ...{ id: CUSTOMER_SCREEN, ask: 'customerScreen', chapter: 'devices', form: 'screen', mayPass: true },
      ...{ at: ['displays.customer'], options: screens, usual: null },
    },
  ];
}

/** The people of a group by what was answered, with the hashes of their PINs. */
export function peopleIn(
  answers: Answers,
  group: (typeof PEOPLE)[number]['group'],
): { readonly id: string; readonly name: string; readonly pin: string }[] {
  return Array.from({ length: PEOPLE_MAX }, (_, index) => index + 1).flatMap((number) => {
    const name = textOf(answers, personId(group, number));
    return name === ''
      ? []
      : [{ id: `${group.charAt(0)}${number}`, name, pin: textOf(answers, pinId(group, number)) }];
  });
}

/** The acquirers that were chosen, by their kind. */
export function chosenKinds(kinds: readonly AcquirerTraits[], answers: Answers): AcquirerTraits[] {
  const chosen = textsOf(answers, 'acquirers');
  return kinds.filter(({ kind }) => chosen.includes(kind));
}
