import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sayBack } from '../../renderer/sale/sale-says.ts';
import { catalogueOf, LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { healthSays, withoutCodes } from '../../renderer/strings/health.ts';
import type { DeskWords } from '../../renderer/strings/manager/desk-words.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { gatewayDown } from '../../src/till/gateway-down.ts';

const STRINGS = new URL('../../renderer/strings/', import.meta.url);

/** Every sentence of a catalogue; those with an amount or a count are made with a 3. */
function sentencesOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function')
    return [String((words as (...given: unknown[]) => unknown)('3', '3', '3'))];
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(sentencesOf);
}

async function catalogueAt(folder: string, language: string): Promise<unknown> {
  const file = new URL(`${folder}${language.toLowerCase()}.ts`, STRINGS);
  const module = (await import(file.href)) as Record<string, unknown>;
  return Object.values(module)[0];
}

const FOLDERS = [
  '',
  ...readdirSync(STRINGS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${name}/`),
];

/** What the trade calls a payment service, in any of the languages: no word of a cashier. */
const OTHER_NAMES =
  /acquir|adquirente|acquéreur|pemeroleh|đơn vị chấp nhận|ผู้รับชำระ|アクワイア|매입사|收单|收單/i;

/** What a manager was called beside the usual word. */
const OTHER_MANAGERS: Readonly<Record<string, RegExp>> = {
  de: /Manager/,
  ko: /관리자/,
  'zh-Hans': /经理/,
  'zh-Hant': /經理/,
};

const SALE: SaleView = {
  saleId: 's1',
  referenceOrderId: 'ORD-1',
  orderDescription: 'Coffee',
  amount: { currency: 'MYR', value: '4550' },
  state: 'cancelled',
  reason: 'CANCELLED_BY_CASHIER',
  may: [],
  openedAt: '2026-03-02T10:30:00+08:00',
  attempts: [],
  refunds: [],
  receipts: {},
};

describe('Wording for a tired person (design, voice)', () => {
  it('English: no riddle of before is left in any catalogue', async () => {
    const folders = FOLDERS.filter((folder) => folder !== 'till/');
    const catalogues = await Promise.all(folders.map((folder) => catalogueAt(folder, 'en')));
    const sentences = catalogues.flatMap(sentencesOf);

    expect(sentences.length).toBeGreaterThan(300);
    expect(
      sentences.filter((sentence) =>
        /needs a person|\bowed:|do not fit\. N|stays charged|\bbench\b|of it can/i.test(sentence),
      ),
    ).toEqual([]);
  });

  it.each(LANGUAGES)('%s: the payment service has one name on the screens of the shop', async (language) => {
    const folders = ['', 'trouble/', 'manager/', 'staff/', 'around/'];
    const catalogues = await Promise.all(folders.map((folder) => catalogueAt(folder, language)));

    expect(catalogues.flatMap(sentencesOf).filter((sentence) => OTHER_NAMES.test(sentence))).toEqual([]);
  });

  it.each(Object.entries(OTHER_MANAGERS))('%s: the manager has one name', async (language, other) => {
    const catalogues = await Promise.all(FOLDERS.map((folder) => catalogueAt(folder, language)));

    expect(catalogues.flatMap(sentencesOf).filter((sentence) => other.test(sentence))).toEqual([]);
  });

  it.each(LANGUAGES)('%s: no catalogue holds an error code', async (language) => {
    const folders = FOLDERS.filter((folder) => folder !== 'till/' || language !== 'en');
    const catalogues = await Promise.all(folders.map((folder) => catalogueAt(folder, language)));

    expect(
      catalogues.flatMap(sentencesOf).filter((sentence) => /ECONN|[A-Z]{3,}_[A-Z]/.test(sentence)),
    ).toEqual([]);
  });

  it.each(LANGUAGES)(
    '%s: a cancelled sale says whether the customer was charged or refunded',
    async (language) => {
      const words = await catalogueOf(language);

      expect(sayBack(SALE, words)).toBe(`${words.cancelled.notCharged} ${words.cancelled.say}`);
      expect(sayBack({ ...SALE, paymentId: 'p1' }, words)).toBe(
        `${words.cancelled.refunded} ${words.cancelled.say}`,
      );
      // A hold that was let go of has an id too, and took no money.
      const hold: SaleView = { ...SALE, paymentId: 'p1', reason: 'NOT_COLLECTED' };
      expect(sayBack(hold, words)).toContain(words.cancelled.notCharged);
    },
  );

  it.each(LANGUAGES)(
    '%s: a gateway that cannot be reached is told without the code of the error',
    async (language) => {
      const words = await catalogueOf(language);
      const why = 'the gateway cannot be reached (ECONNREFUSED)';
      const says = healthSays(gatewayDown('noConnection', why), words);

      expect(says).not.toMatch(/ECONN/);
      expect(says).toBe(
        words.till === null
          ? 'No connection. Payments cannot be taken. Refunds are kept and sent later.'
          : words.till.health.noConnection,
      );
    },
  );

  it('English: what the till says of a device and of a paper is shown without the code of the error', async () => {
    const words = await catalogueOf('en');
    const why = 'printer 10.0.0.9:9100 cannot be reached (EHOSTUNREACH): check that the printer is on';

    expect(healthSays({ reason: 'unreachable', why }, words)).toBe(
      'printer 10.0.0.9:9100 cannot be reached: check that the printer is on',
    );
    expect(withoutCodes('the certificate is wrong (UNABLE_TO_VERIFY_LEAF_SIGNATURE)')).toBe(
      'the certificate is wrong',
    );
    expect(withoutCodes('Set the suffix Enter (CR) at the scanner.')).toBe(
      'Set the suffix Enter (CR) at the scanner.',
    );
  });

  it.each(LANGUAGES)('%s: wrong PINs before an approval are counted in words', async (language) => {
    const { approve } = (await catalogueAt('manager/', language)) as DeskWords;

    expect(approve.wrongTries(3)).toContain('3');
    expect(approve.wrongTries(3)).not.toBe(approve.wrongTries(4));
    expect(new Set([approve.pin, approve.shortPin, approve.limit]).size).toBe(3);
  });

  it('English: three wrong PINs are told in this sentence', async () => {
    const { approve } = (await catalogueAt('manager/', 'en')) as DeskWords;

    expect(approve.wrongTries(3)).toBe('Before this, a wrong PIN was typed 3 times.');
    expect(approve.shortPin).toBe('This PIN is too short to approve with. Call the technician.');
  });
});
