import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGE_KINDS } from '../../drivers/sandbox/pages/faults.ts';
import { endAgents, saleOf } from '../fakes/agent-process.ts';
import { givenPageShop, type PageShop } from '../fakes/page-menu.ts';

// The rows of the menu that end otherwise behind the till's own landing page. One agent for each acquirer, with a tender
// for each way: what a unit test cannot see is who is asked, and what stands in the books, when the phone is the till's.

const CREATE_ON = ['sale', 'tap'] as const;

describe.each(PAGE_KINDS)('Behind a landing page, at %s', (kind) => {
  let shop: PageShop;
  beforeAll(async () => {
    const tenders = CREATE_ON.map((createOn) => ({ id: createOn, mode: 'landing', createOn }));
    shop = await givenPageShop(kind, {}, {}, tenders);
  }, 30_000);
  afterAll(endAgents);

  it.each(CREATE_ON)(
    '801: what nobody opened is cancelled at once, without a call (made with the %s)',
    async (createOn) => {
      const value = createOn === 'sale' ? '1801' : '2801';
      const saleId = await shop.opened(value);
      await shop.tendered(saleId, createOn);
      const opening = await shop.side.payer.play(await shop.link(saleId), value);
      const before = shop.side.calls();

      await shop.call('POST', `/v1/sales/${saleId}/cancel`);
      const sale = saleOf(await shop.call('GET', `/v1/sales/${saleId}`));

      expect(opening).toBe('notOpened');
      expect(sale).toMatchObject({ state: 'cancelled', attempts: [{ linkState: 'closed' }] });
      expect(shop.side.calls()).toBe(before);
      expect(shop.side.held(value)).toMatchObject({ charged: 0, left: 0 });
    },
  );

  it.each(CREATE_ON)(
    '804: of two phones that press its button one is led on, and pays once (made with the %s)',
    async (createOn) => {
      const value = createOn === 'sale' ? '1804' : '2804';
      const saleId = await shop.opened(value);
      await shop.tendered(saleId, createOn);

      await shop.side.payer.play(await shop.link(saleId), value);
      const sale = await shop.until(saleId, ({ state }) => state === 'paid' || state === 'failed');
      const papers = [];
      for (const copy of ['customer', 'merchant'])
        papers.push((await shop.call('GET', `/v1/sales/${saleId}/receipts/${copy}`)).text);

      expect(sale.state).toBe('paid');
      for (const paper of papers) expect(paper).toContain(`EUR ${value.slice(0, 2)}.${value.slice(2)}`);
      expect(shop.side.held(value)).toEqual({ charged: 1, left: Number(value), isOver: false });
    },
  );

  it('leaves no link, no secret and no password in journal, log, events, answers or paper', () => {
    const traces = shop.traces();

    expect(shop.secrets().length).toBeGreaterThan(2);
    for (const secret of shop.secrets()) expect(traces.includes(secret), secret).toBe(false);
  });
});
