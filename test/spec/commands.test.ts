import { describe, expect, it } from 'vitest';
import { routeOf } from '../../drivers/api/routes.ts';
import { checkedInput } from '../../src/contract/checked-input.ts';
import { COMMANDS, type Command } from '../../src/contract/contract.ts';
import { COMMAND_NAMES, ROUTES } from '../../src/contract/routes.ts';

const KEY = 'key-1';
const refund = {
  paymentRequestId: 'P-1',
  amount: { currency: 'MYR', value: '4550' },
  reason: 'Goods returned',
  approver: { id: 'ann', pin: '1234' },
};

describe('Commands (interface §3) › one table of addresses', () => {
  it('each row stands at its own address', () => {
    const rows = Object.entries<Command>(COMMANDS).map(([name, { role, method, path }]) => [
      name,
      { role, method, path },
    ]);

    expect(rows).toStrictEqual(Object.entries(ROUTES));
  });

  it.each(COMMAND_NAMES)('%s is found at the address that is made for it', (name) => {
    const { method, path } = ROUTES[name];
    const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => [key, 'a/b €']));
    const address = path.replace(/\{\w+\}/g, encodeURIComponent('a/b €'));

    expect(routeOf(method, address)).toStrictEqual({ name, params });
  });
});

describe('Commands (interface §3) › ids have printable characters only', () => {
  const fieldsRefused = (id: string): unknown[] => {
    const sale = { referenceOrderId: id, orderDescription: 'Two coffees', amount: refund.amount };
    const sent = { params: {}, query: {}, body: null };
    return [
      checkedInput('openSale', { ...sent, body: sale }),
      checkedInput('requestRefund', { ...sent, body: refund, idempotencyKey: id }),
      checkedInput('readSale', { ...sent, params: { saleId: id } }),
      checkedInput('listSales', { ...sent, query: { id } }),
      checkedInput('requestRefund', { ...sent, body: { ...refund, approver: { id, pin: '1234' } } }),
      checkedInput('readReceipt', { ...sent, params: { saleId: 'S-1', copy: `refund-${id}` } }),
    ].map((checked) => (checked.ok ? 'taken' : checked.error.field));
  };

  it.each(['A\u0000B', 'A\nB', 'A\u007fB', 'A\u0085B', 'A\ud800', '\udc00A'])('%j is refused', (id) => {
    const fields = ['referenceOrderId', 'Idempotency-Key', 'saleId', 'id', 'approver.id', 'copy'];

    expect(fieldsRefused(id)).toStrictEqual(fields);
  });

  it.each([
    ...[
      'ORD-77 ',
      ' ORD-77',
      'ORD  77',
      'ORD\u00a077',
      'ORD\u300077',
      'ORD\u200b77',
      'ORD-77\ufeff',
      'ORD\u00ad77',
    ],
    ...[
      'ORD\u200d77',
      'ORD\u206077',
      'ORD\u316477',
      'ORD\u280077',
      'ORD\u202e77',
      'ORD\ue00077',
      'U\u0308-77',
      '\u212b-77',
    ],
    ...[
      // Hyphens that look alike, and a mark that is drawn over whatever stands before the id.
      'ORD\u201077',
      'ORD\u201177',
      'ORD\u221277',
      'ORD\uff0d77',
      '\u0301ORD-77',
    ],
  ])('%j looks like another id, and is refused', (id) => {
    const fields = ['referenceOrderId', 'Idempotency-Key', 'saleId', 'id', 'approver.id', 'copy'];

    // A copy begins with `refund-`, so that a blank in front of the id stands inside.
    expect(fieldsRefused(id).slice(0, 5)).toStrictEqual(fields.slice(0, 5));
  });

  it.each(['ORD-1', 'table 4', 'Tisch 4/Ü', '卓4', '🍜-4', 'الطلب 4', 'โต๊ะ 4'])('%j is taken', (id) => {
    expect(fieldsRefused(id)).toStrictEqual(Array(6).fill('taken'));
  });
});

describe('Commands (interface §3) › one check of what is sent, whichever way it came', () => {
  it.each<[what: string, body: unknown]>([
    ['what fits', refund],
    ['a field too few', { ...refund, reason: undefined }],
    ['a field too many', { ...refund, tip: '1' }],
    ['an amount that is none', { ...refund, amount: { currency: 'MYR', value: '0' } }],
    ['nothing', null],
    ['a list', []],
  ])('%s is answered alike as the text of JSON and as a value', (_, body) => {
    const sent = { params: {}, query: {}, idempotencyKey: KEY };
    const value: unknown = JSON.parse(JSON.stringify(body));

    const asText = checkedInput('requestRefund', { ...sent, json: JSON.stringify(body) });
    const asValue = checkedInput('requestRefund', { ...sent, body: value });

    expect(asValue).toStrictEqual(asText);
  });

  it('an Idempotency-Key reaches the commands whose rows take one, and no other', () => {
    const sent = { params: { saleId: 'S-1' }, query: {}, body: null, idempotencyKey: KEY };

    const refunded = checkedInput('requestRefund', { ...sent, params: {}, body: refund });
    const cancelled = checkedInput('cancelSale', sent);

    expect(refunded).toMatchObject({ ok: true, value: { idempotencyKey: KEY } });
    expect(cancelled).toMatchObject({ ok: true, value: { idempotencyKey: undefined } });
  });

  it.each([undefined, null, 'x', [], { params: {}, file: '/etc/passwd' }])(
    'what has not the form of a command at all is refused: %j',
    (sent) => {
      expect(checkedInput('readHealth', sent)).toMatchObject({ error: { slug: 'invalid-request' } });
    },
  );
});

describe('Commands (interface §3) › words that are kept and shown', () => {
  const sold = (orderDescription: string): unknown => {
    const body = { referenceOrderId: 'ORD-1', orderDescription, amount: refund.amount };
    const checked = checkedInput('openSale', { params: {}, query: {}, body });
    return checked.ok ? 'taken' : checked.error.field;
  };

  it.each([
    'ភាសា\u200bខ្មែរ',
    '葛\u{e0100}飾',
    'Kaf\u00adfee',
    '☎\ufe0e',
    'Kaffee und Kuchen',
    'क्‍ष',
    'نمی‌دانم',
    '👩‍🍳 menu ❤️',
    '  two blanks',
  ])('%j is taken', (text) => {
    expect(sold(text)).toBe('taken');
  });

  it.each([
    'Coffee\u0000',
    'Coffee\n',
    'Cof\u2060fee',
    '\ufeffCoffee',
    'Cof\u3164fee',
    '\u200d',
    '   ',
    'Coffee\ud83c',
  ])('%j is refused', (text) => {
    expect(sold(text)).toBe('orderDescription');
  });
});
