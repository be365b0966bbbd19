import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { WireNotification } from '../../drivers/sandbox/answers.ts';
import { sendNotification } from '../../drivers/sandbox/notifier.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import type { ViewStream } from '../fakes/view-stream.ts';

// The real till, told by the real sandbox. Its waits are so long that within a test only the first inquiry comes by
// itself: whatever else happens was caused by a notification.

const TIMING = {
  payTimeoutMs: 8000,
  inquiryTimeoutMs: 5000,
  cancelTimeoutMs: 8000,
  inquiryEveryMs: 50_000,
  windowMs: 50_000,
  codeLifeMs: 50_000,
  recheckAfterCancelMs: 50_000,
};
const PATH = '/alipayplus/notifyPayment';
const MINUTE_MS = 60_000;
const clock = systemClock();
const identity = {
  tillPublicKey: AGENT_KEYS.till.publicKey,
  sandboxPrivateKey: AGENT_KEYS.gateway.privateKey,
  clientId: AGENT_CLIENT_ID,
  keyVersion: 1,
};
const ACK = { status: 200, signed: true, body: expect.stringContaining('"resultStatus":"S"') };
const STRANGER = { status: 401, signed: false, body: '' };
const refusal = (code: string) => ({ ...ACK, body: expect.stringContaining(`"resultCode":"${code}"`) });

const closers: (() => void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await endAgents();
});

/** The calls that reach the sandbox, in their order; `until` settles with the n-th of its kind. */
class Calls {
  readonly seen: string[] = [];
  readonly #waits: { readonly api: string; readonly count: number; readonly go: () => void }[] = [];

  take(api: string): void {
    this.seen.push(api);
    for (const { api: wanted, count, go } of this.#waits) if (this.count(wanted) >= count) go();
  }

  count(api: string): number {
    return this.seen.filter((seen) => seen === api).length;
  }

  until(api: string, count: number): Promise<void> {
    if (this.count(api) >= count) return Promise.resolve();
    return new Promise((go) => this.#waits.push({ api, count, go }));
  }
}

interface Till {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly calls: Calls;
  readonly events: ViewStream;
  readonly notifyUrl: string;
}

/** A till that listens, and its sandbox. With `relayUrl` the sandbox itself tells of every payment there. */
async function givenListeningTill(relayUrl?: string): Promise<Till> {
  const calls = new Calls();
  const info = (message: string, facts?: Readonly<Record<string, unknown>>) => {
    const isClock = String(facts?.['paymentRequestId']).startsWith('clock-');
    if (message === 'sandbox call' && !isClock) calls.take(String(facts?.['api']));
  };
  const sandbox = await givenAgentSandbox({
    notifications: relayUrl !== undefined,
    log: { info, warn: () => undefined },
  });
  const folder = givenAgentFolder(sandbox.url, {
    notify: { path: PATH },
    gateways: {
      alipayPlus: {
        timing: TIMING,
        ...(relayUrl === undefined ? {} : { paymentNotifyUrl: `${relayUrl}/from-outside?till=7` }),
      },
    },
  });
  const agent = await startAgent(folder);
  const { notify } = await agent.ready;
  return { agent, sandbox, calls, events: agent.events(), notifyUrl: notify! };
}

/** A relay of the shop: it hands on every byte to the till, and says by which path it was called itself. */
async function givenRelay(): Promise<{ url: string; to: (till: string) => void }> {
  let target = '';
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const headers = Object.fromEntries(
        ['client-id', 'request-time', 'signature', 'content-type'].map((name) => [
          name,
          String(request.headers[name]),
        ]),
      );
      const answer = await fetch(target, {
        method: 'POST',
        headers: { ...headers, 'X-Original-URI': request.url! },
        body: Buffer.concat(chunks),
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
      // The till may be gone before it has answered: a relay hands that on too.
    })().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, to: (till) => (target = till) };
}

/**
 * Scans a code whose customer never answers, and waits until the till has taken the answer of its first inquiry: from
 * then on it waits for the window's end. What it is told before that, it asks about at that pace, and not at once.
 */
async function undecided(till: Till, referenceOrderId = 'ORD-1'): Promise<SaleView> {
  till.sandbox.setFault({ id: 'in-process-never' });
  const { saleId } = saleOf(await till.agent.call('POST', '/v1/sales', order(referenceOrderId)));
  await till.agent.call('POST', `/v1/sales/${saleId}/code`, { text: till.sandbox.freshCode() });
  const isAnswered = ({ sale }: View): boolean =>
    sale?.state === 'customerConfirming' && sale.asking?.nextAt === sale.asking?.until;
  const view = await till.events.until(isAnswered);
  return view.sale!;
}

const paid = (sale: SaleView, change: Partial<WireNotification> = {}): WireNotification => ({
  paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
  paymentRequestId: sale.paymentRequestId!,
  acquirerId: '1022188000000009999',
  paymentId: '202611201030500012345678',
  paymentAmount: sale.amount,
  paymentTime: new Date(clock.nowMs()).toISOString(),
  walletBrandName: 'TNG eWallet',
  ...change,
});

const unpaid = (sale: SaleView): WireNotification => ({
  paymentResult: { resultCode: 'USER_BALANCE_NOT_ENOUGH', resultStatus: 'F', resultMessage: 'Too little.' },
  paymentRequestId: sale.paymentRequestId!,
});

/** Sends a notification straight to the till: signed now by the gateway, unless said otherwise. */
async function tell(
  till: Till,
  message: WireNotification,
  odd: { readonly agoMs?: number; readonly signer?: typeof identity; readonly query?: string } = {},
): Promise<unknown> {
  const at = clock.nowMs() - (odd.agoMs ?? 0);
  const url = till.notifyUrl + (odd.query ?? '');
  const told = await sendNotification(url, message, { ...clock, nowMs: () => at }, odd.signer ?? identity);
  return told.ok ? told.value : told.error;
}

const saleNow = async (till: Till, { saleId }: SaleView): Promise<SaleView> =>
  saleOf(await till.agent.call('GET', `/v1/sales/${saleId}`));

describe('A notification ends the wait (§4)', () => {
  it('an undecided payment that is then charged is paid before the next inquiry, through a relay', async () => {
    const relay = await givenRelay();
    const till = await givenListeningTill(relay.url);
    relay.to(till.notifyUrl);
    const sale = await undecided(till);

    till.sandbox.decide(sale.paymentRequestId!, 'S');
    const view = await till.events.until((seen) => seen.sale?.state === 'paid');

    expect(view.sale).toMatchObject({ saleId: sale.saleId, paymentId: expect.stringMatching(/^\d+$/) });
    expect(till.calls.seen).toEqual(['pay', 'inquiryPayment']);
  });

  it('one that then fails is failed before the next inquiry, and the till says it has heard', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);

    const answer = await tell(till, unpaid(sale));

    expect(answer).toEqual(ACK);
    expect(await saleNow(till, sale)).toMatchObject({ state: 'failed', reason: 'USER_BALANCE_NOT_ENOUGH' });
    expect(till.calls.count('inquiryPayment')).toBe(1);
  });

  it('a success without an amount makes the till inquire, and the inquiry decides', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    till.sandbox.decide(sale.paymentRequestId!, 'S');

    const answer = await tell(till, { ...paid(sale), paymentAmount: undefined! }, { query: '?x=1' });
    await till.events.until((seen) => seen.sale?.state === 'paid');

    expect(answer).toEqual(ACK);
    expect(till.calls.count('inquiryPayment')).toBe(2);
  });

  it('is never needed: without a listener the same sale is paid by inquiry alone', async () => {
    const sandbox = await givenAgentSandbox({ notifications: true });
    const agent = await startAgent(givenAgentFolder(sandbox.url));
    const events = agent.events();
    sandbox.setFault({ id: 'in-process-never' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    const { sale } = await events.until((seen) => seen.sale?.state === 'customerConfirming');

    sandbox.decide(sale!.paymentRequestId!, 'S');
    const view = await events.until((seen) => seen.sale?.state === 'paid');

    expect(view.sale!.saleId).toBe(saleId);
    expect((await agent.ready).notify).toBeNull();
  });
});

describe('What must not be believed changes nothing (§4)', () => {
  it('forged or under another Client-Id: an unsigned 401; stale: refused, signed; the true one still pays', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const before = await saleNow(till, sale);

    const forged = await tell(till, paid(sale), { signer: { ...identity, sandboxPrivateKey: privateKey } });
    const foreign = await tell(till, paid(sale), { signer: { ...identity, clientId: 'SOMEBODY_ELSE' } });
    const old = await tell(till, paid(sale), { agoMs: 16 * MINUTE_MS });
    const early = await tell(till, paid(sale), { agoMs: -16 * MINUTE_MS });
    const after = await saleNow(till, sale);
    const recent = await tell(till, paid(sale), { agoMs: 14 * MINUTE_MS });

    expect([forged, foreign]).toEqual([STRANGER, STRANGER]);
    expect([old, early]).toEqual([refusal('PARAM_ILLEGAL'), refusal('PARAM_ILLEGAL')]);
    expect(after).toEqual(before);
    expect(recent).toEqual(ACK);
    expect(await saleNow(till, sale)).toMatchObject({ state: 'paid' });
  });

  it('the same again, or an old failure, for a payment that is paid', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    await tell(till, paid(sale));
    const before = await saleNow(till, sale);

    const answers = [await tell(till, paid(sale)), await tell(till, unpaid(sale), { agoMs: MINUTE_MS })];

    expect(before.state).toBe('paid');
    expect(answers).toEqual([ACK, ACK]);
    expect(await saleNow(till, sale)).toEqual(before);
    // The old failure contradicts what is shown: it is asked about.
    await till.calls.until('inquiryPayment', 2);
    expect(till.calls.seen).toEqual(['pay', 'inquiryPayment', 'inquiryPayment']);
  });

  it('an unknown payment: changes nothing, makes the till inquire, and the log speaks of it', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    const before = await saleNow(till, sale);

    const answer = await tell(till, paid(sale, { paymentRequestId: 'SOMEBODY-ELSE-0001-01' }));
    await till.calls.until('inquiryPayment', 2);

    expect(answer).toEqual(ACK);
    expect(await saleNow(till, sale)).toEqual(before);
    expect(till.calls.seen).toEqual(['pay', 'inquiryPayment', 'inquiryPayment']);
    const { stderr } = await till.agent.stop();
    expect(stderr.filter((line) => line.includes('does not know'))).toHaveLength(1);
  });

  it('a charge under the paymentId of another attempt: the till inquires instead', async () => {
    const till = await givenListeningTill();
    const first = await undecided(till, 'ORD-1');
    await tell(till, paid(first));
    const second = await undecided(till, 'ORD-2');

    const answer = await tell(till, paid(second));
    await till.calls.until('inquiryPayment', 3);

    expect(answer).toEqual(ACK);
    expect(await saleNow(till, second)).toMatchObject({ state: 'customerConfirming' });
  });
});

describe('What contradicts is for a person, or is given back (§4, §7)', () => {
  it('a charge of another amount is given back at once, and says why', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);

    const answer = await tell(till, paid(sale, { paymentAmount: { currency: 'MYR', value: '4551' } }));
    await till.events.until((seen) => seen.sale?.state === 'cancelled');

    expect(answer).toEqual(ACK);
    expect(await saleNow(till, sale)).toMatchObject({
      reason: 'AMOUNT_MISMATCH',
      charged: { value: '4551' },
    });
    expect(till.calls.seen).toEqual(['pay', 'inquiryPayment', 'cancelPayment']);
  });

  it('a charge that is told of after its failure is given back', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    await tell(till, unpaid(sale));

    const answer = await tell(till, paid(sale));
    await till.events.until((seen) => seen.sale?.state === 'cancelled');

    expect(answer).toEqual(ACK);
    expect(till.calls.seen).toEqual(['pay', 'inquiryPayment', 'inquiryPayment', 'cancelPayment']);
  });

  it('a late success for a cancelled payment makes the till inquire, which finds nothing charged', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    await till.agent.call('POST', `/v1/sales/${sale.saleId}/cancel`);
    await till.events.until((seen) => seen.sale?.state === 'cancelled');
    const before = till.calls.count('inquiryPayment');

    const answer = await tell(till, paid(sale));
    await till.calls.until('inquiryPayment', before + 1);

    expect(answer).toEqual(ACK);
    expect(await saleNow(till, sale)).toMatchObject({ state: 'cancelled' });
  });

  it('a wallet that charges after the cancel is told of, found by inquiry, and given back', async () => {
    const relay = await givenRelay();
    const till = await givenListeningTill(relay.url);
    relay.to(till.notifyUrl);
    till.sandbox.setFault({ id: 'charged-after-cancel', waitMs: 100 });
    const { saleId } = saleOf(await till.agent.call('POST', '/v1/sales', order('ORD-1')));
    await till.agent.call('POST', `/v1/sales/${saleId}/code`, { text: till.sandbox.freshCode() });
    await till.calls.until('inquiryPayment', 1);
    await till.agent.call('POST', `/v1/sales/${saleId}/cancel`);

    await till.calls.until('refund', 1);
    await till.events.until((seen) => seen.sale?.state === 'cancelled' && seen.queue === 0);

    expect(till.sandbox.ledger.charges(clock.nowMs())).toMatchObject([{ netMinor: 0, liveCharges: 0 }]);
  });
});

describe('The listener takes nothing else', () => {
  it.each([
    ['another path', 'POST', '/alipayplus/notifyPayment/', '{}', 404],
    ['no path', 'POST', '/', '{}', 404],
    ['another method', 'GET', PATH, undefined, 405],
    ['more than 256 KiB', 'POST', PATH, ' '.repeat(256 * 1024 + 1), 413],
    ['nothing signed', 'POST', PATH, '{}', 401],
  ])('%s', async (_, method, path, body, status) => {
    const { notifyUrl } = await givenListeningTill();

    const response = await fetch(new URL(path, notifyUrl), { method, body: body ?? null });

    expect(response.status).toBe(status);
  });

  it('a body of unsaid length that grows too large', async () => {
    const { notifyUrl } = await givenListeningTill();
    const call = request(notifyUrl, { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
    call.on('error', () => undefined); // The till may hang up while the rest is still on its way.
    const answered = once(call, 'response') as Promise<[IncomingMessage]>;
    for (let sent = 0; sent <= 256; sent += 64) call.write(Buffer.alloc(64 * 1024, ' '));

    const [answer] = await answered;

    expect(answer.statusCode).toBe(413);
    call.destroy();
  });

  it('a caller that does not end its head is hung up on after 5 s, and others are heard meanwhile', async () => {
    const till = await givenListeningTill();
    const sale = await undecided(till);
    const slow = connect(Number(new URL(till.notifyUrl).port), '127.0.0.1');
    await once(slow, 'connect');
    const fromMs = clock.nowMs();
    let said = '';
    slow.on('data', (data: Buffer) => (said += data.toString()));
    const hungUp = once(slow, 'close');
    slow.write(`POST ${PATH} HTTP/1.1\r\nHost: till\r\n`);

    const answer = await tell(till, paid(sale));
    await hungUp;

    expect(answer).toEqual(ACK);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    // A busy machine looks later, and never earlier.
    expect(clock.nowMs() - fromMs).toBeGreaterThanOrEqual(4900);
  });
});
