import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenAntomFolder, givenAntomSandbox } from '../fakes/antom-till.ts';
import type { ViewStream } from '../fakes/view-stream.ts';

// A till with Antom in the shop, against its sandbox over the real wire: codes that the customer shows, and codes that the
// till shows. Every row of the menu ends with the till's state beside the sandbox's books.

const TIMING = {
  payTimeoutMs: 300,
  inquiryTimeoutMs: 300,
  cancelTimeoutMs: 300,
  refundTimeoutMs: 300,
  inquiryEveryMs: 60,
  windowMs: 1200,
  codeLifeMs: 1500,
  resendUntilMs: 1000,
  retryMs: [40, 80],
  backgroundRetryMs: 150,
  recheckAfterCancelMs: 300,
  throttledMs: 60,
  firstInquiryMs: 60,
  closingEveryMs: 80,
  orderCodeLifeMs: 2400,
};

let sandbox: Sandbox;
let folder: AgentFolder;
let agent: AgentProcess;
let events: ViewStream;
let orders = 0;

beforeAll(async () => {
  sandbox = await givenAntomSandbox();
  folder = givenAntomFolder(sandbox, TIMING);
  agent = await startAgent(folder);
  events = agent.events();
});
afterAll(endAgents);

const ENDS = ['paid', 'failed', 'cancelled', 'attention', 'awaitingCode'];

async function opened(value: string): Promise<SaleView> {
  orders += 1;
  return saleOf(await agent.call('POST', '/v1/sales', order(`ORD-${orders}`, value)));
}

async function saleNow(saleId: string): Promise<SaleView> {
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

async function until(saleId: string, fits: (sale: SaleView) => boolean): Promise<SaleView> {
  await events.until(({ sale, recent }) =>
    [sale, ...recent].some((seen) => seen?.saleId === saleId && fits(seen)),
  );
  return saleNow(saleId);
}

const ended = (saleId: string) =>
  until(saleId, (sale) => sale.attempts.length > 0 && ENDS.includes(sale.state));

async function scanned(value: string, code = sandbox.freshCode()): Promise<SaleView> {
  const { saleId } = await opened(value);
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
  return ended(saleId);
}

/** A sale whose order code is shown, with the text of the code. */
async function shown(value: string): Promise<{ saleId: string; url: string }> {
  const { saleId } = await opened(value);
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'code' });
  await until(saleId, ({ state }) => state === 'customerConfirming');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  return { saleId, url: (json as { url: string }).url };
}

const pay = (url: string): Promise<Response> => fetch(url, { method: 'POST' });

function booksOf({ referenceOrderId }: SaleView) {
  return sandbox.ledger.books(Date.now()).filter((entry) => entry.referenceOrderId === referenceOrderId);
}
const netOf = (sale: SaleView): number => booksOf(sale).reduce((sum, { netMinor }) => sum + netMinor, 0);

/** What still stands in the way of the next sale is given up. */
async function clear({ saleId, state }: SaleView): Promise<void> {
  if (state === 'awaitingCode' || state === 'failed') await agent.call('POST', `/v1/sales/${saleId}/cancel`);
}

describe('A code that the customer shows', () => {
  it('is charged: both receipts, the wallet by its name, and nothing of the code or the customer anywhere', async () => {
    const code = sandbox.freshCode();
    const paid = await scanned('4550', code);
    const receipts = await Promise.all(
      ['customer', 'merchant'].map((copy) => agent.call('GET', `/v1/sales/${paid.saleId}/receipts/${copy}`)),
    );

    expect(paid).toMatchObject({ state: 'paid', attempts: [{ gateway: 'antom', family: 'ALIPAY_PLUS' }] });
    expect(netOf(paid)).toBe(4550);
    for (const { text } of receipts) {
      expect(text).toContain('MYR 45.50');
      expect(text).toContain(paid.walletBrandName);
    }
    const written = readFileSync(folder.file('journal.sqlite'), 'latin1') + agent.stderr.join('\n');
    expect(written).not.toContain(code);
    expect(written).not.toContain('mail.example');
  });

  it.each([
    ['901 the wallet asks its user', '1901', 'paid', 1901],
    ['902 the user fails', '1902', 'failed', 0],
    ['903 the user never answers', '1903', 'cancelled', 0],
    ['904 the order closes', '1904', 'cancelled', 0],
    ['906 unknown, and paid in the end', '1906', 'paid', 1906],
    ['907 unknown, and refused in the end', '1907', 'failed', 0],
    ['908 charged, and pay says unknown', '1908', 'paid', 1908],
    ['911 undecided, and every inquiry unknown', '1911', 'cancelled', 0],
    ['912 charged, and all say unknown', '1912', 'cancelled', 0],
    ['913 the user answers after the window', '1913', 'cancelled', 0],
    ['916 the request is lost', '1916', 'paid', 1916],
    ['917 the answer is lost', '1917', 'paid', 1917],
    ['918 the answer is late', '1918', 'paid', 1918],
    ['922 throttled twice', '1922', 'paid', 1922],
    ['923 HTTP 500', '1923', 'paid', 1923],
    ['924 a redirect', '1924', 'paid', 1924],
    ['926 garbled', '1926', 'paid', 1926],
    ['927 wrongly signed', '1927', 'paid', 1927],
    ['928 not signed', '1928', 'paid', 1928],
    ['931 two megabytes', '1931', 'paid', 1931],
    ['932 another amount', '1932', 'cancelled', 0],
    ['933 the inquiry tells of another payment', '1933', 'cancelled', 0],
    ['934 not there at first', '1934', 'paid', 1934],
    ['936 dated a minute and a half before it was asked', '1936', 'paid', 1936],
    ['937 dated ten minutes before it was asked', '1937', 'attention', 1937],
    ['941 too little money', '1941', 'failed', 0],
    ['942 the code is too old', '1942', 'awaitingCode', 0],
    ['943 the code is not known', '1943', 'awaitingCode', 0],
    ['944 declined for risk', '1944', 'failed', 0],
    ...(['946', '947', '948', '951', '952', '953', '954', '956', '957', '958', '961', '962'] as const).map(
      (ending) => [`${ending} refused`, `1${ending}`, 'failed', 0] as const,
    ),
    ...(['963', '964', '966', '967', '968'] as const).map(
      (ending) => [`${ending} refused`, `1${ending}`, 'failed', 0] as const,
    ),
    ['971 a code that is in no list', '1971', 'failed', 0],
  ] as const)('%s', async (_row, value, state, netMinor) => {
    const { saleId } = await opened(value);
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    const sale = await until(saleId, (seen) => seen.state === state && seen.attempts.length > 0);

    expect([sale.state, netOf(sale)]).toEqual([state, netMinor]);
    expect(booksOf(sale)).toHaveLength(1);
    await clear(sale);
  });

  it('921 the pay is held up on its way: it is charged once, whatever was sent meanwhile', async () => {
    const { saleId } = await opened('1921');
    sandbox.setFault({ id: 'late-request', waitMs: 500 });
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    const sale = await ended(saleId);

    expect([sale.state, netOf(sale)]).toEqual(['paid', 1921]);
    expect(booksOf(sale)).toMatchObject([{ debits: 1 }]);
  });

  it.each([
    ['986 three refunds answer unknown', '1986'],
    ['987 the answer of the refund is lost', '1987'],
  ])('%s: it is asked for by inquiryRefund, and made once', async (_row, value) => {
    const { saleId, paymentRequestId } = await scanned(value);
    await agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'MYR', value: '700' },
      ...APPROVAL,
    });
    const sale = await until(saleId, ({ refunds }) => refunds[0]?.state === 'refunded');

    expect(netOf(sale)).toBe(Number(value) - 700);
    expect(booksOf(sale)[0]?.refunds).toHaveLength(1);
  });

  it.each([
    ['988 a refund that is refused for good', '1988'],
    ['991 a refund that comes too late', '1991'],
  ])('%s failed, and the payment stays', async (_row, value) => {
    const { saleId, paymentRequestId } = await scanned(value);
    await agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'MYR', value: '700' },
      ...APPROVAL,
    });
    const sale = await until(saleId, ({ refunds }) => refunds[0]?.state === 'failed');

    expect(netOf(sale)).toBe(Number(value));
  });

  it.each([
    ['981 cancels answer unknown', '1981'],
    ['982 the answer of the cancel is lost', '1982'],
    ['983 too late to cancel', '1983'],
    ['984 every cancel is refused', '1984'],
  ])('%s: a void gives all back', async (_row, value) => {
    const { saleId } = await scanned(value);
    const answer = await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
    const sale = await until(saleId, ({ state }) => state === 'cancelled');

    expect(answer.status).toBe(202);
    expect(netOf(sale)).toBe(0);
  });

  it('914 what is charged after a confirmed cancel is only asked about: Antom gives it back by itself', async () => {
    const { saleId } = await opened('1914');
    sandbox.setFault({ id: 'charged-after-cancel', waitMs: 100 });
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    const sale = await until(saleId, ({ state }) => state === 'cancelled');
    await agent.says('"answer":"charged"');

    expect(sale.state).toBe('cancelled');
    expect(booksOf(sale)[0]?.refunds).toEqual([]);
    const { state } = await saleNow(saleId);
    expect(state).toBe('cancelled');
  });
});

describe('A code that the till shows', () => {
  it('made is not paid: only what the customer does makes it paid; both receipts; the code is nowhere afterwards', async () => {
    const { saleId, url } = await shown('2345');
    const waiting = await saleNow(saleId);
    const madeIn = booksOf(waiting);
    await pay(url);
    const paid = await ended(saleId);
    const after = await agent.call('GET', `/v1/sales/${saleId}/link`);
    const receipt = await agent.call('GET', `/v1/sales/${saleId}/receipts/merchant`);

    expect(waiting).toMatchObject({ state: 'customerConfirming', attempts: [{ tender: 'code' }] });
    expect(madeIn).toMatchObject([{ state: 'undecided', netMinor: 0 }]);
    expect([paid.state, netOf(paid)]).toEqual(['paid', 2345]);
    expect(after.status).toBe(404);
    expect(receipt.text).toContain('MYR 23.45');
    const written = readFileSync(folder.file('journal.sqlite'), 'latin1') + agent.stderr.join('\n');
    expect(written).not.toContain(new URL(url).pathname);
  });

  it('declined is not paid, and the next code is another attempt', async () => {
    const { saleId, url } = await shown('2346');
    await pay(`${url}?decline`);
    const failed = await ended(saleId);
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'code' });
    await until(saleId, ({ state }) => state === 'customerConfirming');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await pay((json as { url: string }).url);
    const paid = await until(saleId, ({ state }) => state === 'paid');

    expect(failed.state).toBe('failed');
    expect([paid.attempts.length, netOf(paid)]).toEqual([2, 2346]);
  });

  it('given up by the cashier is cancelled for certain: its code pays nothing any more', async () => {
    const { saleId, url } = await shown('2347');
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const sale = await until(saleId, ({ state }) => state === 'cancelled');
    const late = await pay(url);

    expect(late.status).toBe(409);
    expect([netOf(sale), booksOf(sale)[0]?.state]).toEqual([0, 'closed']);
  });

  it('984 given up, and every cancel is refused: it is closed once its life is over, and pays nothing', async () => {
    const { saleId, url } = await shown('1984');
    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await until(saleId, ({ state }) => state === 'cancelling');
    const sale = await until(saleId, ({ state }) => state === 'cancelled');
    const late = await pay(url);

    expect(late.status).toBe(409);
    expect(netOf(sale)).toBe(0);
  });

  it('nobody scans it: at the end of the window it is cancelled', async () => {
    const { saleId } = await shown('2348');
    const sale = await until(saleId, ({ state }) => state === 'cancelled');

    expect(booksOf(sale)).toMatchObject([{ state: 'closed', netMinor: 0 }]);
  });

  it('paid in the moment in which the cashier gives up, the sale is paid and says so', async () => {
    const { saleId, url } = await shown('2349');
    await Promise.all([pay(url), agent.call('POST', `/v1/sales/${saleId}/cancel`)]);
    const sale = await until(saleId, ({ state }) => state === 'paid' || state === 'cancelled');

    expect(netOf(sale)).toBe(sale.state === 'paid' ? 2349 : 0);
  });

  it.each([
    ['917 the answer is lost', '1917'],
    ['916 the request is lost', '1916'],
  ])('%s: the same request is repeated, and one code is shown', async (_row, value) => {
    const { saleId, url } = await shown(value);
    await pay(url);
    const sale = await ended(saleId);

    expect([sale.state, netOf(sale)]).toEqual(['paid', Number(value)]);
    expect(booksOf(sale)).toHaveLength(1);
  });

  it('932 another amount is charged by it: it goes back', async () => {
    const { saleId, url } = await shown('1932');
    await pay(url);
    const sale = await until(saleId, ({ state }) => state === 'cancelled');

    expect(netOf(sale)).toBe(0);
  });

  it.each([
    ['923 every answer is HTTP 500', '1923'],
    ['927 every answer is wrongly signed', '1927'],
    ['926 every answer is garbled', '1926'],
    ['941 it is refused', '1941'],
  ])('%s: no code is shown, and nobody can pay', async (_row, value) => {
    const { saleId } = await opened(value);
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'code' });
    const sale = await until(saleId, ({ state }) => state === 'failed');
    const { status } = await agent.call('GET', `/v1/sales/${saleId}/link`);

    expect([status, netOf(sale)]).toEqual([404, 0]);
    await clear(sale);
  });
});

describe('Notices', () => {
  it('a genuine one of a success that is hours old is acknowledged, and brings the question forward', async () => {
    const told = await givenAntomSandbox();
    const own = givenAntomFolder(
      told,
      {
        ...TIMING,
        firstInquiryMs: 60_000,
        inquiryEveryMs: 60_000,
        windowMs: 60_000,
        orderCodeLifeMs: 90_000,
      },
      { notify: { path: '/antom/notify' } },
    );
    own.patch({ gateways: { antom: { paymentNotifyUrl: 'http://127.0.0.1:1/antom/notify' } } });
    const till = await startAgent(own);
    const { saleId } = saleOf(await till.call('POST', '/v1/sales', order('ORD-N1', '2350')));
    const stream = till.events();
    await till.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'code' });
    await stream.until(({ sale }) => sale?.state === 'customerConfirming');
    const { json } = await till.call('GET', `/v1/sales/${saleId}/link`);

    await pay((json as { url: string }).url);
    const { notify } = await till.ready;
    const [entry] = told.ledger.books(Date.now());
    const status = await tell(notify ?? '', entry!.paymentRequestId, entry!.paymentId);
    const view = await stream.until(({ sale }) => sale?.state === 'paid');

    expect(status).toBe(200);
    expect(view.sale?.paymentId).toBe(entry!.paymentId);
  });
});

/** A genuine notice of a success that is three hours old. */
async function tell(url: string, paymentRequestId: string, paymentId: string): Promise<number> {
  const { signatureHeader } = await import('../../src/acquirers/signed-wire/signature.ts');
  const { AGENT_CLIENT_ID, AGENT_KEYS } = await import('../fakes/agent-folder.ts');
  const body = Buffer.from(
    JSON.stringify({
      notifyType: 'PAYMENT_RESULT',
      result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
      ...{ paymentRequestId, paymentId, paymentAmount: { currency: 'MYR', value: '2350' } },
    }),
  );
  const time = String(Date.now() - 3 * 3_600_000);
  const message = {
    ...{ method: 'POST' as const, uri: new URL(url).pathname, clientId: AGENT_CLIENT_ID, time, body },
  };
  const { privateKey } = AGENT_KEYS.gateway;
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': AGENT_CLIENT_ID,
      'Request-Time': time,
      Signature: signatureHeader({ ...message, privateKey, keyVersion: 1 }),
    },
    body,
  });
  return answer.status;
}
