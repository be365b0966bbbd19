import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import { FAULTS } from '../../drivers/sandbox/faults.ts';
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
  folder = givenAntomFolder(sandbox, TIMING, { notify: { path: '/antom/notify' } });
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

/** Rows of the menu that a scan alone plays to their end: what the sale is then, and what the books hold. */
const BY_ASKING = [
  ['901', 'the wallet asks its user', 'paid', 'all'],
  ['902', 'the user fails', 'failed', 'none'],
  ['903', 'the user never answers', 'cancelled', 'none'],
  ['904', 'the order closes', 'cancelled', 'none'],
  ['906', 'unknown, and paid in the end', 'paid', 'all'],
  ['907', 'unknown, and refused in the end', 'failed', 'none'],
  ['908', 'charged, and pay says unknown', 'paid', 'all'],
  ['911', 'undecided, and every inquiry unknown', 'cancelled', 'none'],
  ['912', 'charged, and all say unknown', 'cancelled', 'none'],
  ['913', 'the user answers after the window', 'cancelled', 'none'],
  ['916', 'the request is lost', 'paid', 'all'],
  ['917', 'the answer is lost', 'paid', 'all'],
  ['918', 'the answer is late', 'paid', 'all'],
  ['922', 'throttled twice', 'paid', 'all'],
  ['923', 'HTTP 500', 'paid', 'all'],
  ['924', 'a redirect', 'paid', 'all'],
  ['926', 'garbled', 'paid', 'all'],
  ['927', 'wrongly signed', 'paid', 'all'],
  ['928', 'not signed', 'paid', 'all'],
  ['931', 'two megabytes', 'paid', 'all'],
  ['932', 'another amount', 'cancelled', 'none'],
  ['933', 'the inquiry tells of another payment', 'cancelled', 'none'],
  ['934', 'not there at first', 'paid', 'all'],
  ['936', 'dated a minute and a half before it was asked', 'paid', 'all'],
  ['937', 'dated ten minutes before it was asked', 'attention', 'all'],
  ['938', 'no amount that can be read', 'cancelled', 'none'],
  ['941', 'too little money', 'failed', 'none'],
  ['942', 'the code is too old', 'awaitingCode', 'none'],
  ['943', 'the code is not known', 'awaitingCode', 'none'],
  ['944', 'declined for risk', 'failed', 'none'],
  ['946', 'declined by regulation', 'failed', 'none'],
  ['947', 'above the limit of the user', 'failed', 'none'],
  ['948', 'above the limit of a payment', 'failed', 'none'],
  ['951', 'too many payments', 'failed', 'none'],
  ['952', 'the acquirer could not process it', 'failed', 'none'],
  ['953', 'the shop is not registered', 'failed', 'none'],
  ['954', 'no access', 'failed', 'none'],
  ['956', 'a user who is not verified', 'failed', 'none'],
  ['957', 'no such user', 'failed', 'none'],
  ['958', 'a blocked wallet', 'failed', 'none'],
  ['961', 'the user failed to prove who they are', 'failed', 'none'],
  ['962', 'a card of the wallet that cannot be used', 'failed', 'none'],
  ['963', 'the order is closed', 'failed', 'none'],
  ['964', 'the currency is not supported', 'failed', 'none'],
  ['966', 'the contract does not hold the business', 'failed', 'none'],
  ['967', 'no valid contract', 'failed', 'none'],
  ['968', 'the shop is not verified', 'failed', 'none'],
  ['971', 'a code that is in no list', 'failed', 'none'],
] as const;

/** Rows that need more than a scan: a refund, a void, a notice, or a wait that the row is given. */
const REFUNDED = [
  ['986', 'three refunds answer unknown'],
  ['987', 'the answer of the refund is lost'],
] as const;
const NOT_REFUNDED = [
  ['988', 'a refund that is refused for good'],
  ['991', 'a refund that comes too late'],
] as const;
const VOIDED = [
  ['981', 'cancels answer unknown'],
  ['982', 'the answer of the cancel is lost'],
  ['983', 'too late to cancel'],
  ['984', 'every cancel is refused'],
] as const;
const ALONE = ['914', '921', '972', '992', '993'] as const;

describe('The menu of faults of codes', () => {
  it('has a row here for everything that the sandbox can do wrong', () => {
    const rows = [...BY_ASKING, ...REFUNDED, ...NOT_REFUNDED, ...VOIDED].map(([ending]) => ending);
    const menu = FAULTS.flatMap(({ amountEnding }) => amountEnding ?? []);

    expect([...rows, ...ALONE].toSorted()).toEqual(menu.toSorted());
  });
});

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

  it.each(BY_ASKING)('%s %s', async (ending, _row, state, left) => {
    const value = `1${ending}`;
    const netMinor = left === 'all' ? Number(value) : 0;
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

  it.each(REFUNDED)('%s %s: it is asked for by inquiryRefund, and made once', async (ending) => {
    const value = `1${ending}`;
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

  it.each(NOT_REFUNDED)('%s %s failed, and the payment stays', async (ending) => {
    const value = `1${ending}`;
    const { saleId, paymentRequestId } = await scanned(value);
    await agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'MYR', value: '700' },
      ...APPROVAL,
    });
    const sale = await until(saleId, ({ refunds }) => refunds[0]?.state === 'failed');

    expect(netOf(sale)).toBe(Number(value));
  });

  it.each(VOIDED)('%s %s: a void gives all back', async (ending) => {
    const { saleId } = await scanned(`1${ending}`);
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

  it('972 refused, and charged all the same: a notice tells of it, and the till gives it back', async () => {
    const { saleId } = await opened('2972');
    sandbox.setFault({ id: 'refused-but-charged', waitMs: 0 });
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    const refused = await ended(saleId);
    const [entry] = booksOf(refused);
    const status = await tell((await agent.ready).notify ?? '', entry!, Date.now());
    const sale = await until(saleId, ({ state }) => state === 'cancelled');

    expect(refused).toMatchObject({ state: 'failed', reason: 'PROCESS_FAIL' });
    expect(entry).toMatchObject({ chargedMinor: 2972 });
    expect([status, sale.reason, netOf(sale)]).toEqual([200, 'LATE_CHARGE', 0]);
  });

  it('992 inquiries list refunds without our id: two refunds of one payment are made, each once', async () => {
    const { saleId, paymentRequestId } = await scanned('1992');
    for (const [index, value] of ['700', '1292'].entries()) {
      const amount = { currency: 'MYR', value };
      await agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
      await until(saleId, ({ refunds }) => refunds[index]?.state === 'refunded');
    }
    const more = await agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'MYR', value: '1' },
      ...APPROVAL,
    });
    const sale = await saleNow(saleId);

    expect(more.status).toBe(409);
    expect([netOf(sale), booksOf(sale)[0]?.refunds.length]).toEqual([0, 2]);
  });

  it('993 answers to inquiries are held: what is refunded meanwhile is refunded once, and a sale beside it goes on', async () => {
    const { saleId, paymentRequestId } = await scanned('1993');
    const asked = agent.call('POST', '/v1/refunds', {
      paymentRequestId,
      amount: { currency: 'MYR', value: '700' },
      ...APPROVAL,
    });
    const beside = await scanned('2345');
    const { status } = await asked;
    sandbox.release();
    const sale = await until(saleId, ({ refunds }) => refunds[0]?.state === 'refunded');

    expect([status, beside.state]).toEqual([202, 'paid']);
    expect([netOf(sale), booksOf(sale)[0]?.refunds.length]).toEqual([1293, 1]);
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
    const status = await tell(notify ?? '', entry!, Date.now() - 3 * 3_600_000);
    const view = await stream.until(({ sale }) => sale?.state === 'paid');

    expect(status).toBe(200);
    expect(view.sale?.paymentId).toBe(entry!.paymentId);
  });
});

/** A genuine notice of a success, as it was signed then. */
async function tell(
  url: string,
  { paymentRequestId, paymentId, amount }: BookEntry,
  atMs: number,
): Promise<number> {
  const { signatureHeader } = await import('../../src/acquirers/signed-wire/signature.ts');
  const { AGENT_CLIENT_ID, AGENT_KEYS } = await import('../fakes/agent-folder.ts');
  const body = Buffer.from(
    JSON.stringify({
      notifyType: 'PAYMENT_RESULT',
      result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
      ...{ paymentRequestId, paymentId, paymentAmount: amount },
    }),
  );
  const time = String(atMs);
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
