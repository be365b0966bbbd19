import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openLink } from '../../drivers/sandbox/pages/phone.ts';
import type { ComputopSandbox } from '../../drivers/sandbox/computop/server.ts';
import { PAGES, valueOf } from '../../src/acquirers/computop/messages.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { refOf } from '../../src/payment/ids.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenComputopFolder } from '../fakes/computop-till.ts';
import { BLOWFISH_KEY, HMAC_KEY } from '../vectors/computop/given-computop.ts';

afterEach(endAgents);

async function givenTill(more: object = {}, pageLifeMs?: number) {
  const { folder, computop } = await givenComputopFolder(more, pageLifeMs);
  const agent = await startAgent(folder);
  return { folder, computop, agent };
}

/** A sale whose link is shown, with the link. */
async function shown(agent: AgentProcess, id: string, value = '1999') {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id, value, 'EUR')));
  return { saleId, url: await linkOf(agent, saleId) };
}

async function linkOf(agent: AgentProcess, saleId: string): Promise<string> {
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return (json as { url: string }).url;
}

/** Chooses the tender, and answers the landing page's address once it is shown. */
async function landingOf(agent: AgentProcess, saleId: string): Promise<string> {
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  const shows = ({ sale }: { readonly sale: SaleView | null }) =>
    sale?.saleId === saleId && sale.attempts.at(-1)?.linkState === 'shown';
  await agent.events().until(shows);
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return (json as { url: string }).url;
}

async function paid(agent: AgentProcess, id: string): Promise<{ saleId: string; paymentRequestId: string }> {
  const { saleId, url } = await shown(agent, id);
  await (await openLink(url)).pay();
  const { paymentRequestId } = await until(agent, saleId, 'paid');
  return { saleId, paymentRequestId: paymentRequestId! };
}

async function until(agent: AgentProcess, saleId: string, state: SaleView['state']): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((s) => s?.saleId === saleId && s.state === state));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

/** What moved money back, in order: the page, and the name under which it did. */
function movesIn({ calls }: ComputopSandbox): string[] {
  return calls
    .filter(({ page }) => page === PAGES.reverse || page === PAGES.credit)
    .map(({ page, values }) => `${page} ${valueOf(values, 'ReqId')?.slice(18)} ${valueOf(values, 'Amount')}`);
}

const REVERSED = `${PAGES.reverse} -V 1999`;
const CREDITED = `${PAGES.credit} -R0 1999`;
const leftIn = ({ books }: ComputopSandbox): number[] => [
  ...new Set(books.payments.map(({ transId }) => books.leftMinor(transId))),
];

describe('A till with Computop', () => {
  it('is paid on the customer’s phone: tender, link, page, both receipts; the link is nowhere afterwards', async () => {
    const { agent, folder, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-1');
    const waiting = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

    await (await openLink(url)).pay();
    const sale = await until(agent, saleId, 'paid');
    const after = await agent.call('GET', `/v1/sales/${saleId}/link`);
    const receipts = await Promise.all(
      ['customer', 'merchant'].map((copy) => agent.call('GET', `/v1/sales/${saleId}/receipts/${copy}`)),
    );
    const { stderr } = await agent.stop();

    const [payment] = computop.books.payments;
    expect(waiting.attempts).toMatchObject([{ tender: 'qr', linkState: 'shown', gateway: 'ct' }]);
    expect(sale).toMatchObject({ paymentId: payment?.payId, walletBrandName: 'Alipay+' });
    expect(payment).toMatchObject({
      transId: refOf(sale.paymentRequestId!),
      valueMinor: 1999,
      currency: 'EUR',
    });
    expect(leftIn(computop)).toEqual([1999]);
    expect(after.status).toBe(404);
    for (const receipt of receipts) expect(receipt.text).toContain('EUR 19.99');
    const traces = readFileSync(folder.file('journal.sqlite'), 'latin1') + stderr.join('\n');
    const data = new URL(url).searchParams.get('Data')!;
    for (const secret of [data.slice(0, 64), BLOWFISH_KEY, HMAC_KEY, payment!.userData])
      expect(traces).not.toContain(secret);
  });

  it('a customer who declines leaves a sale that failed; a tender straight away is the next attempt', async () => {
    const { agent, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-2');

    await (await openLink(url)).decline();
    const failed = await until(agent, saleId, 'failed');
    await (await openLink(await linkOf(agent, saleId))).pay();
    const sale = await until(agent, saleId, 'paid');

    expect(failed).toMatchObject({ reason: 'COMPUTOP_22060203' });
    expect(sale.attempts.map(({ state }) => state)).toEqual(['failed', 'paid']);
    expect(computop.books.payments.map(({ status }) => status)).toEqual(['FAILED', 'OK']);
  });

  it('what is paid after the cashier gave up is reversed by itself, in full, exactly once', async () => {
    const { agent, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-3');
    const page = await openLink(url);

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const closing = await until(agent, saleId, 'cancelling');
    const again = await agent.call('POST', '/v1/sales', order('ORD-3', '1999', 'EUR'));
    await page.pay();
    const cancelled = await until(agent, saleId, 'cancelled');

    expect(closing.attempts).toMatchObject([{ linkState: 'closed' }]);
    expect(closing.attempts[0]?.payableUntil).toBeDefined();
    expect(again.status).toBe(409);
    expect(cancelled.receipts).toEqual({});
    expect(movesIn(computop)).toEqual([REVERSED]);
    expect(leftIn(computop)).toEqual([0]);
  });

  it('once the day is reconciled, a late success is credited in full instead', async () => {
    const { agent, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-4');
    const page = await openLink(url);
    computop.books.reconciled = true;

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelling');
    await page.pay();
    await until(agent, saleId, 'cancelled');

    expect(movesIn(computop)).toEqual([REVERSED, CREDITED]);
    expect(leftIn(computop)).toEqual([0]);
  });

  it('a reverse whose answer is lost is looked for, and neither sent again nor credited', async () => {
    const { agent, computop } = await givenTill();
    const { saleId } = await paid(agent, 'ORD-5');
    computop.loseAnswers(PAGES.reverse, 1);

    const { status } = await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
    await until(agent, saleId, 'cancelled');

    expect(status).toBe(202);
    expect(movesIn(computop)).toEqual([REVERSED]);
    expect(leftIn(computop)).toEqual([0]);
  });

  it('a link that nobody opened is closed after its life, without a charge', async () => {
    const { agent, computop } = await givenTill();
    const { saleId } = await shown(agent, 'ORD-6');

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelled');

    expect(computop.books.payments).toEqual([]);
    expect(movesIn(computop)).toEqual([]);
  }, 30_000);

  it('a page that was opened and left is closed once it is over, and the link pays nothing any more', async () => {
    const { agent, computop } = await givenTill({}, 3000);
    const { saleId, url } = await shown(agent, 'ORD-16');
    const page = await openLink(url);

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const closing = await until(agent, saleId, 'cancelling');
    const cancelled = await until(agent, saleId, 'cancelled');
    await page.pay();

    expect(closing.attempts).toMatchObject([{ linkState: 'closed' }]);
    expect(cancelled.attempts).toMatchObject([{ state: 'cancelled' }]);
    expect(leftIn(computop)).toEqual([0]);
  }, 30_000);

  it('an order that another till shows a link for has none here, until that is over and somebody asks', async () => {
    const first = await givenTill();
    const { url } = await shown(first.agent, 'ORD-17');
    const { folder } = await givenComputopFolder({ baseUrl: first.computop.url });
    const second = await startAgent(folder);
    const page = await openLink(url);

    const { saleId } = saleOf(await second.call('POST', '/v1/sales', order('ORD-17', '1999', 'EUR')));
    await second.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
    const failed = await until(second, saleId, 'failed');
    const again = await second.call('POST', `/v1/sales/${saleId}/retry`);
    await page.decline();
    await second.call('POST', `/v1/sales/${saleId}/ask`);
    await second.events().until(({ sale }) => sale?.may.includes('retry') === true);
    await linkOf(second, saleId);

    expect(failed).toMatchObject({ reason: 'PAID_AT_OTHER_TILL' });
    expect(again.status).toBe(409);
    expect(first.computop.books.payments).toHaveLength(1);
  });

  it('a credit whose answer is lost is looked for, and made once; after it nothing is reversed', async () => {
    const { agent, computop } = await givenTill();
    const { saleId, paymentRequestId } = await paid(agent, 'ORD-7');
    computop.loseAnswers(PAGES.credit, 1);

    const amount = { currency: 'EUR', value: '500' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    await agent.events().until(({ recent }) => recent[0]?.refunds[0]?.state === 'refunded');
    const voided = await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);

    expect(movesIn(computop)).toEqual([`${PAGES.credit} -R1 500`]);
    expect(leftIn(computop)).toEqual([1499]);
    expect(voided.status).toBe(409);
  });

  it('a credit that never arrived is sent once more under the same name', async () => {
    const { agent, computop } = await givenTill();
    const { paymentRequestId } = await paid(agent, 'ORD-8');
    computop.loseCalls(PAGES.credit, 1);

    const amount = { currency: 'EUR', value: '500' };
    await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
    await agent.events().until(({ recent }) => recent[0]?.refunds[0]?.state === 'refunded');

    expect(movesIn(computop)).toEqual([`${PAGES.credit} -R1 500`]);
    expect(leftIn(computop)).toEqual([1499]);
  });

  it('without an amount it is paid only once a notice with a right MAC agrees; a wrong one changes nothing', async () => {
    const { agent, computop } = await givenTill();
    const notices = new URL('/n/ct', (await agent.ready).notify!).href;
    computop.alter(PAGES.inquire24, withoutAmounts);
    computop.alter(PAGES.inquire, withoutAmounts);
    const { saleId, url } = await shown(agent, 'ORD-9');
    await (await openLink(url)).pay();
    const [payment] = computop.books.payments;
    await until(agent, saleId, 'checking');

    const forged = await computop.notify(notices, payment!, { hmacKey: 'another' });
    const lying = await computop.notify(notices, payment!, { status: 'FAILED', code: '22060203' });
    const got = await fetch(notices);
    const still = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
    const right = await computop.notify(notices, payment!);
    await until(agent, saleId, 'paid');

    expect([forged, lying, right, got.status]).toEqual([200, 200, 200, 405]);
    expect(still.state).toBe('checking');
  });

  it('killed after a notice, it still knows that the notice agreed', async () => {
    const { agent, folder, computop } = await givenTill();
    const notices = new URL('/n/ct', (await agent.ready).notify!).href;
    computop.alter(PAGES.inquire24, withoutAmounts);
    computop.alter(PAGES.inquire, withoutAmounts);
    const { saleId, url } = await shown(agent, 'ORD-15');
    await (await openLink(url)).pay();
    computop.loseAnswers(PAGES.inquire, 1000);
    const told = await computop.notify(notices, computop.books.payments[0]!);
    await agent.kill();
    computop.loseAnswers(PAGES.inquire, 0);

    const again = await startAgent(folder);
    await until(again, saleId, 'paid');

    expect(told).toBe(200);
    expect(leftIn(computop)).toEqual([1999]);
  });

  it('killed while the customer pays, it asks first and shows no second link', async () => {
    const { agent, folder, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-10');
    await agent.kill();
    await (await openLink(url)).pay();

    const again = await startAgent(folder);
    const sale = await until(again, saleId, 'paid');

    expect(sale.attempts).toHaveLength(1);
    expect(computop.books.payments).toHaveLength(1);
    expect(leftIn(computop)).toEqual([1999]);
  });

  it('a charge of another amount is never kept, and the sale is not paid', async () => {
    const { agent, computop } = await givenTill();
    const { saleId, url } = await shown(agent, 'ORD-11');
    const other = (answer: readonly (readonly [string, string])[]) =>
      answer.map(([name, value]) => [name, name === 'AmountCap' ? '2999' : value] as const);
    computop.alter(PAGES.inquire24, other);
    computop.alter(PAGES.inquire, other);

    await (await openLink(url)).pay();
    const sale = await until(agent, saleId, 'cancelled');

    expect(sale).toMatchObject({ reason: 'AMOUNT_MISMATCH' });
    expect(movesIn(computop)).toEqual([`${PAGES.reverse} -V 2999`]);
    expect(leftIn(computop)).toEqual([0]);
  });

  it('a notice is told until it is taken, and brings the question forward', async () => {
    const { folder, computop } = await givenComputopFolder();
    folder.patch({
      gateways: { ct: { timing: { firstInquiryMs: 60_000, inquiryEveryMs: 60_000, windowMs: 60_000 } } },
    });
    const agent = await startAgent(folder);
    computop.notices({ to: new URL('/n/ct', (await agent.ready).notify!).href });
    const { saleId, url } = await shown(agent, 'ORD-12');

    await (await openLink(url)).pay();
    await until(agent, saleId, 'paid');

    expect(computop.calls.map(({ page }) => page)).toEqual([PAGES.inquire24, PAGES.inquire]);
  });

  it.each(['sale', 'tap'] as const)(
    'behind a landing page made with the %s: nothing is payable before the button, and the page leads back to the till',
    async (createOn) => {
      const { folder, computop } = await givenComputopFolder({}, undefined, { mode: 'landing', createOn });
      const agent = await startAgent(folder);
      const relayed = async (address: string) =>
        address.replace('https://pay.shop.example/t07', new URL((await agent.ready).notify!).origin);
      const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-18', '1999', 'EUR')));

      const page = await relayed(await landingOf(agent, saleId));
      const tapped = await fetch(page, { method: 'POST', redirect: 'manual' });
      const url = tapped.headers.get('location')!;
      await (await openLink(url)).pay();
      const sale = await until(agent, saleId, 'paid');
      const [payment] = computop.books.payments;
      const back = await fetch(`${await relayed(payment!.urlSuccess)}?Len=1&Data=00`);

      expect(tapped.status).toBe(303);
      expect(new URL(url).pathname).toBe(PAGES.payment);
      expect(sale.attempts).toMatchObject([{ linkState: 'closed', state: 'paid' }]);
      expect(back.status).toBe(200);
    },
  );

  it('a landing page that nobody pressed is closed at once, and nothing is sent for it', async () => {
    const { folder, computop } = await givenComputopFolder({}, undefined, { mode: 'landing' });
    const agent = await startAgent(folder);
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-20', '1999', 'EUR')));
    await landingOf(agent, saleId);

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(agent, saleId, 'cancelled');

    expect(computop.calls.map(({ page }) => page)).toEqual([PAGES.inquire24]);
    expect(computop.books.payments).toEqual([]);
  });

  it.each(['Test:0000', '  test : 0305'])(
    'an order called %s simulates nothing',
    async (orderDescription) => {
      const { agent, computop } = await givenTill();
      const sale = { ...order('ORD-13', '1999', 'EUR'), orderDescription };
      const { saleId } = saleOf(await agent.call('POST', '/v1/sales', sale));

      await openLink(await linkOf(agent, saleId));

      expect(computop.books.payments.map(({ status }) => status)).toEqual(['AUTHORIZE_REQUEST']);
    },
  );

  it('no tender of the config, and no sale that waits, is refused in words', async () => {
    const { agent } = await givenTill();
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-14', '1999', 'EUR')));

    const unknown = await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'cash' });
    const none = await agent.call('GET', `/v1/sales/${saleId}/link`);

    expect([unknown.status, (unknown.json as { why: string }).why, none.status]).toEqual([
      409,
      'unknown',
      404,
    ]);
  });
});

/** An inquiry's answer as short as the acquirer's page on Alipay+ lists it. */
function withoutAmounts(answer: readonly (readonly [string, string])[]) {
  return answer.filter(
    ([name]) => !name.startsWith('Amount') && name !== 'Currency' && name !== 'LastStatus',
  );
}
