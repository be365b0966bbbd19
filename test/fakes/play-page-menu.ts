import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PAGE_FAULTS, type PageKind } from '../../drivers/sandbox/pages/faults.ts';
import type { PageTimes } from '../../drivers/sandbox/pages/times.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { APPROVAL, type Patch } from './agent-folder.ts';
import { endAgents } from './agent-process.ts';
import { givenPageShop, type PageShop } from './page-menu.ts';

// The menu of faults of an acquirer of pages: what the till ends at, and what the sandbox's books hold then. One agent and
// one sandbox, sale after sale, in scaled time: what a unit test cannot see is that both sides, their waits and the
// notices between them come to the same end.

/**
 * What is done beside opening the link.
 *
 * `ask` somebody presses *Ask now* until it ends · `giveUp` the cashier cancels once the page is open · `again` a
 * tender once more after it failed · `refund` a manager gives all back · `void` · `creditThenVoid` a part back, then a
 * void, which is refused · `refundDisputed` a refund while a bank disputes the payment, which is refused ·
 * `refundWon`, `refundLost` a refund after it was judged: for the shop, or against it, and then said twice.
 */
type Act =
  | 'ask'
  | 'giveUp'
  | 'again'
  | 'refund'
  | 'void'
  | 'creditThenVoid'
  | 'refundDisputed'
  | 'refundWon'
  | 'refundLost';

export interface Row {
  readonly ending: string;
  readonly act?: Act;
  readonly end: SaleView['state'] | readonly SaleView['state'][];
  /** What is left in the books: all or nothing of the amount; without it all where it is paid. */
  readonly left?: 'all' | 'none' | 'part';
  /** How often it was charged; once where something is left or went back. */
  readonly charged?: 0 | 1 | 2;
  readonly refund?: 'refunded' | 'failed';
  /** What the till says before the books are looked at: the end of something that no sale shows. */
  readonly says?: string;
}

/** A row of the menu. */
export const row = (ending: string, end: Row['end'], more: Omit<Row, 'ending' | 'end'> = {}): Row => ({
  ...{ ending, end },
  ...more,
});
export const NOTHING = { charged: 0, left: 'none' } as const;
export const BACK = { charged: 1, left: 'none' } as const;

/** Rows that end alike at every acquirer. */
export const COMMON: readonly Row[] = [
  row('000', 'paid'),
  row('913', 'paid'),
  row('902', 'failed', NOTHING),
  row('941', 'failed', NOTHING),
  row('903', 'cancelled', { act: 'giveUp', ...NOTHING }),
  row('801', 'cancelled', { act: 'giveUp', ...NOTHING }),
  row('914', 'cancelled', BACK),
  row('803', 'cancelled', BACK),
  row('806', ['paid', 'cancelled']),
  row('912', 'cancelled', BACK),
  row('911', 'cancelled', NOTHING),
  row('932', 'cancelled', BACK),
  row('807', 'cancelled', BACK),
  row('933', 'attention', { charged: 1, left: 'all' }),
  row('811', 'paid'),
  row('812', 'paid'),
  row('816', 'paid'),
  row('986', 'paid', { act: 'refund', refund: 'refunded', ...BACK }),
  row('987', 'paid', { act: 'refund', refund: 'refunded', ...BACK }),
  row('988', 'paid', { act: 'refund', refund: 'failed' }),
  row('838', 'paid', { act: 'refund', refund: 'refunded', ...BACK }),
];

/** Rows whose end is learnt by asking: at once where that is free, by a person where it is not. */
export const asked = (act?: Act): readonly Row[] =>
  ['901', '926', '927', '928', '808', '813', '814'].map((ending) =>
    row(ending, 'paid', act === undefined ? {} : { act }),
  );

/** Rows in which making the payment goes wrong at first. */
export const created = (act?: Act): readonly Row[] =>
  ['916', '917', '918', '923'].map((ending) => row(ending, 'paid', act === undefined ? {} : { act }));

const PART = '500';

async function refund(shop: PageShop, { paymentRequestId }: SaleView, value: string, more: object = {}) {
  const amount = { currency: 'EUR', value };
  return shop.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL, ...more });
}

/** The sale once its dispute stands so. */
function disputed(shop: PageShop, saleId: string, state: string): Promise<SaleView> {
  return shop.until(saleId, ({ dispute }) => dispute?.state === state);
}

/** Refunds all of it; what the answer was, and when it was taken, that it is done. */
async function refundAll(shop: PageShop, sale: SaleView, more: object = {}): Promise<number> {
  const { status } = await refund(shop, sale, sale.amount.value, more);
  if (status === 202)
    await shop.until(sale.saleId, ({ refunds }) => refunds.some(({ state }) => state === 'refunded'));
  return status;
}

/** One sale of the menu, from the tender to its end. */
async function played(shop: PageShop, { ending, act, end, refund: refundEnd }: Row): Promise<SaleView> {
  const value = `1${ending}`;
  const saleId = await shop.opened(value);
  const ends = (sale: SaleView): boolean => [end].flat().includes(sale.state);
  let shown = await shop.tendered(saleId);
  if (act === 'again') {
    expect(shown.state).toBe('failed');
    shown = await shop.tendered(saleId);
  }
  expect(shown.state).toBe('customerConfirming');
  await shop.side.payer.play(await shop.link(saleId));
  switch (act) {
    case 'ask': {
      const isSeen = (s: SaleView) => ends(s) || s.state === 'checking' || s.state === 'customerConfirming';
      let sale: SaleView;
      do {
        const asked = shop.side.asked();
        await shop.call('POST', `/v1/sales/${saleId}/ask`);
        await asked;
        sale = await shop.until(saleId, isSeen);
      } while (!ends(sale));
      break;
    }
    case 'giveUp':
      await shop.call('POST', `/v1/sales/${saleId}/cancel`);
      break;
    case 'void': {
      await shop.until(saleId, ({ state }) => state === 'paid');
      const { status } = await shop.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
      expect(status).toBe(202);
      break;
    }
    case 'refund': {
      await refund(shop, await shop.until(saleId, ends), value);
      await shop.until(saleId, ({ refunds }) => refunds[0]?.state === refundEnd);
      break;
    }
    case 'creditThenVoid': {
      await refund(shop, await shop.until(saleId, ends), PART);
      await shop.until(saleId, ({ refunds }) => refunds[0]?.state === 'refunded');
      const { status } = await shop.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
      expect(status).toBe(409);
      break;
    }
    case 'refundDisputed': {
      const sale = await disputed(shop, saleId, 'open');
      expect(sale.dispute).toMatchObject({ amount: { currency: 'EUR', value } });
      expect(await refundAll(shop, sale)).toBe(409);
      break;
    }
    case 'refundWon':
      expect(await refundAll(shop, await disputed(shop, saleId, 'won'))).toBe(202);
      break;
    case 'refundLost': {
      const sale = await disputed(shop, saleId, 'lost');
      expect(await refundAll(shop, sale)).toBe(409);
      expect(await refundAll(shop, sale, { confirm: true })).toBe(202);
      break;
    }
    case 'again':
    case undefined:
  }
  return shop.until(saleId, ends);
}

function expectBooks(shop: PageShop, { ending, left, charged = 1 }: Row, { state }: SaleView): void {
  const value = `1${ending}`;
  const held = shop.side.held(value);
  const kept = left ?? (state === 'paid' ? 'all' : 'none');
  const isEither = state === 'cancelled' && left === undefined;
  expect(held.isOver).toBe(false);
  expect(held.left).toBe(kept === 'none' ? 0 : Number(value) - (kept === 'part' ? Number(PART) : 0));
  if (!isEither) expect(held.charged).toBe(charged);
}

/** A till that plays these rows, in the describe around it. `gateway` is laid over what its config says of it. */
export function playsMenu(
  kind: PageKind,
  rows: readonly Row[],
  gateway: Patch = {},
  times: Partial<PageTimes> = {},
): void {
  let shop: PageShop;
  beforeAll(async () => {
    shop = await givenPageShop(kind, gateway, times);
  }, 30_000);
  // A row that failed must not fail the next ones.
  afterEach(async () => {
    if (shop.last !== null) await shop.call('POST', `/v1/sales/${shop.last}/cancel`);
  });
  afterAll(endAgents);

  it.each(rows)('$ending ends at $end, and the books agree', async (row) => {
    const sale = await played(shop, row);
    if (row.says !== undefined) await shop.agent.says(row.says);

    expectBooks(shop, row, sale);
  });

  it('leaves no link, no secret and no password in journal, log, events, answers or paper', () => {
    const traces = shop.traces();

    expect(shop.secrets().length).toBeGreaterThan(2);
    for (const secret of shop.secrets()) expect(traces.includes(secret), secret).toBe(false);
  });
}

/** Whether these rows are the whole menu of a sandbox; `byHand` are played by what a person does at the till. */
export function expectWhole(kind: PageKind, rows: readonly Row[], byHand: readonly string[] = []): void {
  const menu = PAGE_FAULTS.filter(({ of }) => of.includes(kind)).map(({ ending }) => ending);
  const tried = rows.map(({ ending }) => ending).filter((ending) => ending !== '000');
  expect(tried.toSorted()).toEqual([...menu, ...byHand].toSorted());
}
