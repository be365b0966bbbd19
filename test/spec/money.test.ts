import currencyCodes from 'currency-codes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount, parsePayableAmount, type Amount } from '../../src/ground/money/amount.ts';
import { CURRENCIES, exponentOf, isCurrency, type Currency } from '../../src/ground/money/currencies.ts';
import { formatAmount, parseMajor, plainAmount } from '../../src/ground/money/format.ts';

// List One writes "N.A." for the minor units of these; the oracle reads that as 0.
const WITHOUT_MINOR_UNITS = 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' ');
const AFTER_THE_ORACLE = ['XCG'];

function givenAmount(currency: string, value: string): Amount {
  const amount = parseAmount({ currency, value });
  if (!amount.ok) throw new Error(amount.error.say);
  return amount.value;
}

const anyAmount = fc
  .tuple(fc.constantFrom(...CURRENCIES), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }))
  .map(([currency, value]) => givenAmount(currency, String(value)));

describe('Currencies (§2)', () => {
  it('minor-unit digits come from the ISO 4217 list, for every currency of it', () => {
    const payable = currencyCodes.data.filter(({ code }) => !WITHOUT_MINOR_UNITS.includes(code));

    const ours = payable.map(({ code }) => [code, isCurrency(code) ? exponentOf(code) : null]);

    expect(ours).toEqual(payable.map(({ code, digits }) => [code, digits]));
  });

  it('the table holds nothing that ISO 4217 does not list with minor units', () => {
    const listed = currencyCodes.codes().filter((code) => !WITHOUT_MINOR_UNITS.includes(code));

    expect([...CURRENCIES]).toEqual([...listed, ...AFTER_THE_ORACLE].sort());
  });

  it.each(['myr', 'XAU', 'XXX', '', 'MY', 'toString', '__proto__'])('%j is not a currency', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});

describe('Amounts on the wire (§2)', () => {
  it.each([
    ['MYR', '4550', 4550],
    ['JPY', '1', 1],
    ['KWD', '9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s %s is an amount of minor units', (currency, value, valueMinor) => {
    expect(parseAmount({ currency, value })).toEqual({ ok: true, value: { currency, valueMinor } });
  });

  it.each(['0', '-1', '', '01', '1.0', '1e3', ' 1', '+1', '٤', '9007199254740993', '12345678901234567'])(
    'value %j is refused: a natural number of at most 16 digits that a whole number can hold',
    (value) => {
      expect(parseAmount({ currency: 'MYR', value })).toMatchObject({
        ok: false,
        error: { kind: 'notMinorUnits' },
      });
    },
  );

  it('a currency that is not on the list is refused', () => {
    expect(parseAmount({ currency: 'XXX', value: '1' })).toMatchObject({
      ok: false,
      error: { kind: 'unknownCurrency' },
    });
  });

  it.each([
    ['1500000', true],
    ['100', true],
    ['1500001', false],
    ['1500050', false],
    ['50', false],
  ])('IDR %s can be paid: %s, the last two digits are 00 and it is never rounded', (value, payable) => {
    const amount = parsePayableAmount({ currency: 'IDR', value });

    expect(amount.ok).toBe(payable);
    if (!amount.ok) expect(amount.error.kind).toBe('notPayable');
  });

  it('another currency may end in anything', () => {
    expect(parsePayableAmount({ currency: 'MYR', value: '4551' }).ok).toBe(true);
  });
});

describe('Amounts for people (§7.3: correct decimals)', () => {
  it.each([
    ['MYR', '4550', 'en', 'MYR 45.50'],
    ['MYR', '5', 'en', 'MYR 0.05'],
    ['MYR', '120450', 'en', 'MYR 1,204.50'],
    ['EUR', '120450', 'de', 'EUR 1.204,50'],
    ['EUR', '120450', 'fr', 'EUR 1\u202f204,50'],
    ['JPY', '1200', 'ja', 'JPY 1,200'],
    ['KWD', '1234', 'en', 'KWD 1.234'],
    ['KWD', '1234567', 'ar', 'KWD 1,234.567'],
    ['IDR', '1500000', 'id', 'IDR 15.000,00'],
    ['THB', '4550', 'th-TH-u-nu-thai', 'THB 45.50'],
    ['MYR', '4550', 'not_a_language', 'MYR 45.50'],
    ['KWD', '9007199254740991', 'en', 'KWD 9,007,199,254,740.991'],
    ['USD', '9007199254740991', 'en', 'USD 90,071,992,547,409.91'],
  ])('%s %s in %s is %s', (currency, value, language, expected) => {
    expect(formatAmount(givenAmount(currency, value), language)).toBe(expected);
  });

  it('no digit is lost or added, for every amount in every currency and many languages', () => {
    const languages = fc.constantFrom(
      'en',
      'de',
      'fr',
      'hi',
      'ar',
      'fa',
      'my',
      'bn',
      'de-CH',
      'es',
      'ja',
      'th',
    );

    fc.assert(
      fc.property(anyAmount, languages, (amount, language) => {
        const digits = formatAmount(amount, language).replace(/[^0-9]/g, '');
        expect(digits).toBe(plainAmount(amount).replace('.', ''));
        expect(digits.replace(/^0+/, '')).toBe(String(amount.valueMinor));
      }),
    );
  });
});

describe('Amounts as typed by a cashier', () => {
  it.each([
    ['45.5', 'MYR', 4550],
    ['45,50', 'MYR', 4550],
    ['45', 'MYR', 4500],
    ['  45.50 ', 'MYR', 4550],
    ['0045.50', 'MYR', 4550],
    ['0.05', 'MYR', 5],
    ['1200', 'JPY', 1200],
    ['1.234', 'KWD', 1234],
    ['0,500', 'KWD', 500],
    ['1,23', 'KWD', 1230],
    ['15000', 'IDR', 1_500_000],
    ['90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
  ])('%j in %s is %s minor units', (text, currency, valueMinor) => {
    expect(parseMajor(text, currency as Currency)).toEqual({ ok: true, value: { currency, valueMinor } });
  });

  it.each([
    ['1,234', 'MYR', 'ambiguous'],
    ['1,234', 'KWD', 'ambiguous'],
    ['1,234', 'JPY', 'ambiguous'],
    ['1.234', 'MYR', 'tooManyDecimals'],
    ['12.5', 'JPY', 'tooManyDecimals'],
    ['1,234.50', 'MYR', 'notAnAmount'],
    ['1.234,50', 'MYR', 'notAnAmount'],
    ['1 234', 'MYR', 'notAnAmount'],
    ['45.', 'MYR', 'notAnAmount'],
    ['.50', 'MYR', 'notAnAmount'],
    ['-45', 'MYR', 'notAnAmount'],
    ['4e1', 'MYR', 'notAnAmount'],
    ['４５', 'MYR', 'notAnAmount'],
    ['', 'MYR', 'notAnAmount'],
    ['0.00', 'MYR', 'notMinorUnits'],
    ['90071992547409.92', 'USD', 'notMinorUnits'],
    ['100.50', 'IDR', 'notPayable'],
  ])('%j in %s is refused as %s', (text, currency, kind) => {
    expect(parseMajor(text, currency as Currency)).toMatchObject({ ok: false, error: { kind } });
  });

  it('what the till writes plainly, it reads back as the same money', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        const payable = amount.currency !== 'IDR' || amount.valueMinor % 100 === 0;
        const back = parseMajor(plainAmount(amount), amount.currency);
        expect(back).toEqual(
          payable
            ? { ok: true, value: amount }
            : { ok: false, error: expect.objectContaining({ kind: 'notPayable' }) as unknown },
        );
      }),
    );
  });
});
