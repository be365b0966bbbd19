import { keyScanningOf } from '../../src/scan/key-scanning.ts';
import { describe, expect, it } from 'vitest';
import { cashierScreen, customerScreen, offeredScreens } from '../../electron/screens.ts';
import { customerView, customerViewSchema } from '../../src/contract/customer-view.ts';
import { SALE_STATES } from '../../src/ground/sale-states.ts';
import type { View } from '../../src/contract/contract.ts';

const SECRET = 'only-the-cashier-may-see-this';
const part = { status: 'down' as const, since: SECRET, why: SECRET };

function givenView(state: (typeof SALE_STATES)[number]): View {
  return {
    office: { disputes: 1, toAnswer: 1, toGiveBack: 0, changes: 1, isOffered: true },
    sale: {
      saleId: SECRET,
      referenceOrderId: SECRET,
      orderDescription: SECRET,
      amount: { currency: 'MYR', value: '1250' },
      state,
      reason: SECRET,
      say: SECRET,
      may: [],
      openedAt: '2026-11-20T10:00:00+08:00',
      attempts: [],
      paymentRequestId: SECRET,
      refunds: [],
      receipts: { customer: { state: 'notPrinted', why: SECRET } },
    },
    isEarlier: false,
    otherCharges: [],
    recent: [],
    notice: { kind: SECRET, say: SECRET, at: SECRET },
    queue: 3,
    health: {
      status: 'degraded',
      training: false,
      test: false,
      gateway: part,
      journal: part,
      scanners: [part],
      printers: [part],
      queue: part,
    },
    staff: { till: { people: [{ id: SECRET, name: SECRET }], person: { id: SECRET, name: SECRET } } },
    terminal: {
      storeTerminalId: SECRET,
      storeName: 'Kopi Corner',
      currency: 'MYR',
      languages: ['en'],
      timeZone: SECRET,
      ground: 'day',
      amountEntry: 'major',
      refundsFromTakings: [SECRET],
      tenders: [{ id: SECRET, say: { en: SECRET }, isDown: false }],
      ...keyScanningOf([]),
    },
  };
}

describe("The customer's view", () => {
  it.each(SALE_STATES)('of a sale that is %s holds nothing of the cashier', (state) => {
    const seen = customerView(givenView(state));

    expect(JSON.stringify(seen)).not.toContain(SECRET);
    expect(customerViewSchema.parse(seen)).toEqual(seen);
  });

  it.each(SALE_STATES)('has the customer copy of a sale only if it is paid, not when it is %s', (state) => {
    const seen = customerView({ ...givenView(state), customerReceipt: 'Kopi Corner\nMYR 12.50' });

    expect(seen.receipt).toBe(state === 'paid' ? 'Kopi Corner\nMYR 12.50' : undefined);
    expect(customerViewSchema.parse(seen)).toEqual(seen);
  });

  it('says nothing of a payment on the phone that was given up: it may still be paid, and goes back by itself', () => {
    const view = givenView('cancelling');
    const attempt = { paymentRequestId: SECRET, gateway: SECRET, startedAt: SECRET, tender: SECRET };
    const attempts = [{ ...attempt, state: 'cancelling' as const, linkState: 'shown' as const }];

    const closing = customerView({ ...view, sale: { ...view.sale!, attempts } });

    expect([closing.scene.kind, customerView(view).scene.kind]).toEqual(['idle', 'cancelled']);
  });

  it('cannot be made to hold more', () => {
    const more = { ...customerView(givenView('paid')), paymentRequestId: SECRET };

    expect(customerViewSchema.safeParse(more).success).toBe(false);
  });
});

describe("The customer's screen", () => {
  const bounds = { x: 0, y: 0, width: 800, height: 480 };
  const cashier = { id: 1, label: 'Till', bounds };
  const near = { id: 2, label: 'Near', bounds };
  const far = { id: 3, label: 'Far', bounds };

  it.each([
    ['is the one that the config names', [cashier, near, far], 'Far', 3],
    ['is known by its id too', [far, cashier, near], '2', 2],
    ['is the first other one where the config names none', [cashier, near, far], null, 2],
    ['is none where the named one is away', [cashier, near], 'Far', null],
    ["is never the cashier's", [cashier], 'Till', null],
  ] as const)('%s', (_, screens, wanted, expected) => {
    expect(customerScreen(screens, cashier.id, wanted)?.id ?? null).toBe(expected);
  });

  it.each([
    ['the first one of the machine, where the customer has another', [cashier, near], 'Near', 1],
    ['the first one of the machine, where nobody has chosen', [cashier, near], null, 1],
    ['another one, where the customer has the first', [cashier, near], 'Till', 2],
    ['the only one, whoever else would have it', [cashier], 'Till', 1],
  ] as const)('leaves the cashier %s', (_, screens, wanted, expected) => {
    expect(cashierScreen(screens, cashier, wanted).id).toBe(expected);
  });

  it('is offered by its name, and by its id where two have one name or none', () => {
    const [twin, nameless] = [
      { ...far, label: 'Near' },
      { ...far, id: 4, label: '' },
    ];

    expect(offeredScreens([cashier, near, twin, nameless]).map(({ value, say }) => [value, say])).toEqual([
      ['Till', '1 · Till · 800 × 480'],
      ['2', '2 · Near · 800 × 480'],
      ['3', '3 · Near · 800 × 480'],
      ['4', '4 · 800 × 480'],
    ]);
  });
});
