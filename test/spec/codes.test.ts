import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_FAMILIES, type CodeFamily } from '../../src/ground/code-families.ts';
import type { Route } from '../../src/config/config.ts';
import { TIMING_DEFAULTS } from '../../src/payment/policy.ts';
import { CODE_BOOK } from '../../src/acquirers/codes.ts';
import { routingOf } from '../../src/acquirers/routing.ts';
import { identify, type Identified } from '../../src/scan/classify.ts';
import { REFUSALS } from '../../src/scan/code-rules.ts';

interface Vector {
  readonly input: string;
  readonly family: CodeFamily;
  readonly cii?: string;
  readonly basis: string;
}

const VECTORS = JSON.parse(
  readFileSync(new URL('../vectors/code-classification.examples.json', import.meta.url), 'utf8'),
) as readonly Vector[];

const ROUTING = routingOf({
  gateways: {
    alipayPlus: {
      kind: 'alipay-plus',
      baseUrl: 'https://gateway.example',
      stage: 'test',
      timing: TIMING_DEFAULTS,
    },
  },
  routes: [],
});

function identified(text: string, ...routes: Route[]): Identified {
  return identify(text, { ...ROUTING, routes });
}

/** `prefix` followed by as many digits as make `length`. */
function digits(prefix: string, length: number): string {
  return prefix + '1234567890'.repeat(4).slice(0, length - prefix.length);
}

describe('Families of codes (§1.4)', () => {
  it.each(VECTORS)('$input is $family: $basis', ({ input, family, cii }) => {
    const { family: found, issuerHint } = identified(input);

    expect(found).toBe(family);
    if (cii !== undefined) expect(issuerHint).toBe(cii);
  });

  it.each(['25', '26', '27', '28', '29', '30'])('24 digits with prefix %s and BTI 02 pay', (prefix) => {
    expect(identified(`${prefix}100102${digits('', 16)}`).family).toBe('ALIPAY_PLUS');
  });

  it.each(['00', '01', '03', '04', '12', '20', '22', '99'])(
    '24 digits with BTI %s are not a payment code',
    (bti) => {
      expect(identified(`281001${bti}${digits('', 16)}`)).toMatchObject({
        family: 'NOT_A_PAYMENT_CODE',
        route: 'refuse',
        issuerHint: '281001',
      });
    },
  );

  it.each(['24', '31', '13', '62', '00', '99'])('24 digits with prefix %s are unknown', (prefix) => {
    expect(identified(`${prefix}100102${digits('', 16)}`).family).toBe('UNKNOWN');
  });

  it.each([
    [digits('28', 17), 'ALIPAY_LEGACY', 'aplus-L1'],
    [digits('28', 18), 'ALIPAY_LEGACY', 'aplus-L2'],
    [digits('280', 19), 'ALIPAY_LEGACY', 'aplus-L3'],
    [digits('288', 19), 'ALIPAY_LEGACY', 'aplus-L3'],
    ['2881234567890612345', 'ALIPAY_LEGACY', 'aplus-L3'],
    ['2891234567890012345', 'ALIPAY_LEGACY', 'aplus-L4'],
    ['2891234567890512345', 'ALIPAY_LEGACY', 'aplus-L4'],
    ['2891234567890712345', 'ALIPAY_LEGACY', 'aplus-L4'],
    ['2891234567890912345', 'ALIPAY_LEGACY', 'aplus-L4'],
    ['2891234567890612345', 'ALIPAY_PLUS_19', 'aplus-L5'],
  ])('%s is %s by %s', (text, family, ruleId) => {
    expect(identified(text)).toMatchObject({ family, ruleId, route: 'alipayPlus' });
  });

  it.each([17, 18, 19].flatMap((length) => ['25', '26', '27', '29', '30'].map((p) => digits(p, length))))(
    '%s is unknown: 17 to 19 digits are documented for prefix 28 only',
    (text) => {
      expect(identified(text).family).toBe('UNKNOWN');
    },
  );

  it.each(['10', '11', '12', '13', '14', '15'])('18 digits with prefix %s are WeChat Pay', (prefix) => {
    expect(identified(digits(prefix, 18)).family).toBe('WECHAT');
  });

  it.each([digits('09', 18), digits('16', 18), digits('13', 17), digits('13', 19)])(
    '%s is not WeChat Pay',
    (text) => {
      expect(identified(text).family).toBe('UNKNOWN');
    },
  );

  it.each([
    [digits('62', 19), 'UNIONPAY'],
    [digits('62', 18), 'UNKNOWN'],
    [digits('62', 20), 'UNKNOWN'],
    [digits('61', 19), 'UNKNOWN'],
  ])('%s is %s', (text, family) => {
    expect(identified(text).family).toBe(family);
  });

  it.each([16, 20, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 32])(
    '%s digits with prefix 25 to 30 are reserved for the future',
    (length) => {
      for (const prefix of ['25', '28', '30']) {
        expect(identified(digits(prefix, length)).family).toBe('ALIPAY_RESERVED');
      }
      for (const prefix of ['24', '31']) {
        expect(identified(digits(prefix, length)).family).toBe('UNKNOWN');
      }
    },
  );

  it.each([1, 2, 8, 13, 14, 15, 33, 40])('%s digits are unknown', (length) => {
    expect(identified(digits('28', length).slice(0, length)).family).toBe('UNKNOWN');
  });

  it.each([
    ['hQVDUFYwMWE=', 'EMV_CPM'],
    ['hQVDUFYw', 'EMV_CPM'],
    [`hQVDUFYw${'A'.repeat(342)}`, 'UNKNOWN'],
    [`hQVDUFYw${'A'.repeat(340)}==`, 'EMV_CPM'],
    [`hQVDUFYw${'A'.repeat(341)}==`, 'UNKNOWN'],
    ['hQVDUFYw!', 'UNKNOWN'],
    ['hqvdufyw', 'UNKNOWN'],
    ['AhQVDUFYw', 'UNKNOWN'],
  ])('%s is %s', (text, family) => {
    expect(identified(text).family).toBe(family);
  });

  it.each([
    '٢٥١٠٠١٠٢٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥',
    '２５１００１０２０１２３４５６７８９０１２３４５',
    '25100102012345678901234X',
    '',
  ])('%j is unknown: only ASCII digits make a code', (text) => {
    expect(identified(text).family).toBe('UNKNOWN');
  });

  it('blanks, CR, LF and TAB of a keyboard scanner are dropped, nothing else', () => {
    expect(identified(' 2510 0102\t0123456789012345\r\n').family).toBe('ALIPAY_PLUS');
    expect(identified('251001020123456789012345\u00a0').family).toBe('UNKNOWN');
  });
});

describe('Routes (interface §2)', () => {
  it('without an entry the three live Alipay+ families go to the first Alipay+ gateway, all others are refused', () => {
    const examples = new Map(VECTORS.map(({ input, family }) => [family, input]));
    examples.set('EMV_CPM', 'hQVDUFYwMWE=').set('ALIPAY_RESERVED', digits('28', 16));

    const routes = CODE_FAMILIES.map((family) => [family, identified(examples.get(family) ?? '').route]);

    expect(Object.fromEntries(routes)).toEqual({
      ALIPAY_PLUS: 'alipayPlus',
      ALIPAY_PLUS_19: 'alipayPlus',
      ALIPAY_LEGACY: 'alipayPlus',
      ALIPAY_RESERVED: 'refuse',
      NOT_A_PAYMENT_CODE: 'refuse',
      WECHAT: 'refuse',
      UNIONPAY: 'refuse',
      EMV_CPM: 'refuse',
      UNKNOWN: 'refuse',
    });
  });

  it('a route changes the route, never the family that is reported', () => {
    const found = identified(digits('13', 18), { family: 'WECHAT', to: 'other' });

    expect(found).toEqual({
      family: 'WECHAT',
      route: 'other',
      ruleId: 'wechat-18',
      rulesVersion: 'alipayplus-1.6.0+1',
      masked: '131234**********56',
      shopSays: false,
    });
  });

  it.each(['STAFF-0001', '4006381333931', 'B:7f2c91d04e', 'MGR-KL-0007-9f3a6c1e2b4d', 'DROP TABLE 12'])(
    'nothing is shown of %s, which is no payment code and may be a badge',
    (text) => {
      const { masked } = identified(text);

      expect([...new Set(masked)]).toEqual(['*']);
    },
  );

  it('a text that could be a payment code by its shape is masked as one', () => {
    expect(identified(digits('77', 24)).masked).toMatch(/^77\d{4}\*{16}\d{2}$/);
  });

  it('routes are tried in order; all of their conditions must hold', () => {
    const text = `28109902${digits('', 16)}`;
    const exact: Route = { prefix: '281099', length: 24, to: 'first' };
    const byFamily: Route = { family: 'ALIPAY_PLUS', to: 'second' };

    expect(identified(text, exact, byFamily).route).toBe('first');
    expect(identified(text, byFamily, exact).route).toBe('second');
    expect(identified(text, { ...exact, length: 23 }).route).toBe('alipayPlus');
    expect(identified(text, { ...exact, prefix: '281098' }).route).toBe('alipayPlus');
    expect(identified(text, { ...exact, family: 'ALIPAY_LEGACY' }).route).toBe('alipayPlus');
  });

  it("a refusal carries the route's own words, else the family's", () => {
    const wechat = digits('13', 18);

    const own = identified(wechat, {
      family: 'WECHAT',
      to: 'refuse',
      say: 'WeChat Pay is not accepted here',
    });
    const ours = identified(wechat, { family: 'WECHAT', to: 'refuse' });

    expect([own.say, ours.say]).toEqual(['WeChat Pay is not accepted here', REFUSALS.WECHAT]);
  });

  it('ask lets the cashier choose', () => {
    const found = identified(digits('28', 18), { family: 'ALIPAY_LEGACY', to: 'ask' });

    expect(found).toMatchObject({
      route: 'ask',
      say: 'More than one way of paying fits this code. Choose one.',
    });
  });

  it('a route without a family fits digits only', () => {
    const text = 'X'.repeat(24);

    expect(identified(text, { length: 24, to: 'other' }).route).toBe('refuse');
    expect(identified(text, { family: 'UNKNOWN', length: 24, to: 'ask' }).route).toBe('ask');
  });

  it('without a gateway an Alipay+ code is refused in words', () => {
    const routing = routingOf({ gateways: {}, routes: [] });

    const found = identify('251001020123456789012345', routing);

    expect(found).toMatchObject({ family: 'ALIPAY_PLUS', route: 'refuse', say: REFUSALS.ALIPAY_PLUS });
  });
});

describe('The classifier is total', () => {
  const codeLike = fc.oneof(
    fc.stringMatching(/^(?:1[0-5]|2[4-9]|3[01]|62)[0-9]{10,32}$/),
    fc.stringMatching(/^28[09][0-9]{10}[567][0-9]{5}$/),
  );

  it('every text has one family, a route, and is nowhere in the answer unless masked', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), codeLike), (text) => {
        const found = identified(text);
        expect(CODE_FAMILIES).toContain(found.family);
        expect(found.route === 'refuse').toBe(found.say !== undefined);
        if (text.length > 9) expect(JSON.stringify(found)).not.toContain(text);
      }),
    );
  });

  it('the order of the rules matters for BTI 02 alone', () => {
    fc.assert(
      fc.property(codeLike, (text) => {
        const fitting = CODE_BOOK.rules.filter(({ pattern }) => pattern.test(text)).map(({ id }) => id);
        expect(fitting.length <= 1 || fitting.join() === 'aplus-24-upm,aplus-24-other-bti').toBe(true);
      }),
    );
  });
});
