import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardSandbox } from '../../drivers/sandbox/antom-card/server.ts';
import { notifyPayment } from '../../drivers/sandbox/antom-card/words.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenCardFolder, givenCardSandbox, QUICK_CARD_TIMING } from '../fakes/antom-card-till.ts';
import type { ViewStream } from '../fakes/view-stream.ts';

// A till with card payments at Antom, against its sandbox over the real wire: what is held is not paid, and is collected or
// let go of. The rows of the menu of faults are played in page-faults-antom-card.test.ts.

let sandbox: CardSandbox;
let folder: AgentFolder;
let agent: AgentProcess;
let events: ViewStream;
let orders = 0;

beforeAll(async () => {
  sandbox = await givenCardSandbox();
  folder = givenCardFolder(sandbox);
  agent = await startAgent(folder);
  events = agent.events();
});
afterAll(endAgents);

async function saleNow(saleId: string): Promise<SaleView> {
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

async function until(saleId: string, fits: (sale: SaleView) => boolean): Promise<SaleView> {
  await events.until(({ sale, recent }) =>
    [sale, ...recent].some((seen) => seen?.saleId === saleId && fits(seen)),
  );
  return saleNow(saleId);
}
const isIn = (state: SaleView['state']) => (sale: SaleView) => sale.state === state;

async function chosen(value: string): Promise<string> {
  orders += 1;
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(`ORD-${orders}`, value, 'SGD')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'card' });
  return saleId;
}

/** A sale whose page is shown, with its address. */
async function shown(value: string): Promise<{ saleId: string; url: string }> {
  const saleId = await chosen(value);
  await until(saleId, isIn('customerConfirming'));
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return { saleId, url: (json as { url: string }).url };
}

const pay = (url: string): Promise<Response> => fetch(url, { method: 'POST' });

function booksOf({ referenceOrderId }: SaleView) {
  const payments = sandbox.books.payments.filter((known) => known.referenceOrderId === referenceOrderId);
  const sum = (of: (payment: (typeof payments)[number]) => number): number =>
    payments.reduce((total, payment) => total + of(payment), 0);
  return {
    payments,
    net: sum((payment) => sandbox.books.netMinor(payment)),
    held: sum((payment) => sandbox.books.heldMinor(payment)),
    captures: sum(({ captures }) => captures.filter(({ isDone }) => isDone).length),
  };
}

async function paidSale(value: string): Promise<SaleView> {
  const { saleId, url } = await shown(value);
  await pay(url);
  return until(saleId, isIn('paid'));
}

describe('A card on Antom’s page', () => {
  it('is held, collected once, and then paid: both receipts with brand, last four and the bank’s code', async () => {
    const { saleId, url } = await shown('2100');
    await pay(url);
    const sale = await until(saleId, isIn('paid'));
    const receipts = await Promise.all(
      ['customer', 'merchant'].map((copy) => agent.call('GET', `/v1/sales/${saleId}/receipts/${copy}`)),
    );

    expect(sale).toMatchObject({ walletBrandName: 'VISA' });
    expect(booksOf(sale)).toMatchObject({ net: 2100, held: 0, captures: 1 });
    expect(booksOf(sale).payments[0]?.captures[0]?.requestId).toBe(`${sale.paymentRequestId}-C`);
    for (const { text } of receipts) {
      expect(text).toContain('SGD 21.00');
      expect(text).toContain('VISA');
      expect(text).toContain('3768');
      expect(text).toContain('A1B2C3');
    }
  });

  it('declined: not paid, and the next try has an id of its own', async () => {
    const { saleId, url } = await shown('2101');
    await pay(`${url}?do=decline`);
    const failed = await until(saleId, isIn('failed'));
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'card' });
    await until(saleId, isIn('customerConfirming'));
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await pay((json as { url: string }).url);
    const sale = await until(saleId, isIn('paid'));

    expect(failed.reason).toBe('USER_PAYMENT_VERIFICATION_FAILED');
    expect(booksOf(sale)).toMatchObject({ net: 2101, captures: 1 });
    expect(new Set(booksOf(sale).payments.map(({ paymentRequestId }) => paymentRequestId)).size).toBe(2);
  });

  it('given up: the page is closed for certain', async () => {
    const { saleId, url } = await shown('2102');
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const sale = await until(saleId, isIn('cancelled'));
    const late = await pay(url);

    expect(late.status).toBe(409);
    expect(booksOf(sale)).toMatchObject({ net: 0, held: 0 });
  });

  it('nobody opens it: cancelled at the end of the window', async () => {
    const { saleId } = await shown('2103');
    const sale = await until(saleId, isIn('cancelled'));

    expect(booksOf(sale).payments[0]?.state).toBe('cancelled');
  });

  it.each([
    ['a part', '2104'],
    ['986 unknown three times', '1986'],
    ['987 the answer is lost', '1987'],
  ])('a refund of %s is made once, with the capture that it is of', async (_row, value) => {
    const { saleId, paymentRequestId } = await paidSale(value);
    const amount = { currency: 'SGD', value: '500' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    const sale = await until(saleId, ({ refunds }) => refunds[0]?.state === 'refunded');

    expect(booksOf(sale)).toMatchObject({ net: Number(value) - 500 });
    const asked = sandbox.heard.findLast((body) => body.includes('refundAmount'));
    expect(asked).toContain(booksOf(sale).payments[0]?.captures[0]?.id);
  });

  it('a payment that is collected can’t be voided', async () => {
    const { saleId } = await paidSale('2105');
    const answer = await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);

    expect(answer.status).toBe(409);
  });

  it('killed between hold and capture, it collects once, under the same name', async () => {
    const { saleId, url } = await shown('1831');
    await agent.kill();
    await pay(url);
    agent = await startAgent(folder);
    events = agent.events();
    const sale = await until(saleId, isIn('paid'));

    expect(booksOf(sale)).toMatchObject({ net: 1831, held: 0, captures: 1 });
  });

  it('no field of a card is in any byte that was sent or kept', async () => {
    await agent.stop();
    const kept = readFileSync(folder.file('journal.sqlite'), 'latin1') + agent.stderr.join('\n');
    const sent = sandbox.heard.join('\n');

    expect(sent + kept).not.toMatch(
      /"(?:cvv|cardNo|expiryYear|expiryMonth|cardholderName|cardToken|cardBin)"|CARDHOLDER|CARD-TOKEN/,
    );
    expect(kept).not.toMatch(/40546957|NETWORK-EXAMPLE|\*{12}3768/);
    expect(sent).not.toMatch(/3768|VISA/);
  });
});

describe('A notice', () => {
  it('of a hold brings the question forward, and proves nothing by itself', async () => {
    const told = await givenCardSandbox();
    const own = givenCardFolder(told, {
      expiryMs: 120_000,
      timing: { ...QUICK_CARD_TIMING, firstInquiryMs: 60_000, inquiryEveryMs: 60_000, windowMs: 60_000 },
    });
    agent = await startAgent(own);
    events = agent.events();
    const { saleId, url } = await shown('2106');
    await pay(url);
    const { notify } = await agent.ready;
    const [payment] = told.books.payments;
    const stranger = await fetch(notify ?? '', { method: 'POST', body: '{}' });
    const status = await told.notifier.send(notify ?? '', notifyPayment(payment!));
    const sale = await until(saleId, isIn('paid'));

    expect([stranger.status, status]).toEqual([401, 200]);
    expect(sale.state).toBe('paid');
  });
});

describe('A shop that lets goods go once the card is approved', () => {
  it('is told so while the capture is in doubt, sells on, and is paid in the background', async () => {
    const own = await givenCardSandbox();
    agent = await startAgent(givenCardFolder(own, { releaseOn: 'authorised' }));
    events = agent.events();
    const { saleId, url } = await shown('1828');
    await pay(url);
    const approved = await until(saleId, ({ handOver }) => handOver === true);
    const next = await agent.call('POST', '/v1/sales', order('ORD-NEXT', '2107', 'SGD'));
    const paid = await until(saleId, isIn('paid'));

    expect(approved).toMatchObject({ state: 'capturing', receipts: {} });
    expect(next.status).toBe(201);
    expect(own.books.capturedMinor(own.books.payments[0]!)).toBe(1828);
    expect(paid).not.toHaveProperty('handOver');
  });
});
