import { createVerify } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { PtyPair } from '../contract/pty-pair.ts';
import { TcpSink } from '../contract/tcp-sink.ts';
import { AGENT_KEYS } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
} from '../fakes/agent-process.ts';
import { readEscpos } from '../fakes/escpos-reader.ts';
import { RecordingGateway, type RecordedCall } from '../fakes/recording-gateway.ts';

/** 9600 baud: ten bits a byte, with its start and stop bit. */
const BYTE_MS = 10_000 / 9600;

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await endAgents();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** Bytes at the pace of the line, which a pty does not have by itself. */
async function sendsAt9600(cable: PtyPair, text: string): Promise<void> {
  for (const byte of text) {
    await cable.sends(byte);
    await pause(BYTE_MS);
  }
}

/** The signature over the exact bytes, checked without the till's own code. Source: dossier 3.2 and 3.3. */
function isSigned({ path, headers, body }: RecordedCall): boolean {
  const signature = /signature=(\S+)$/.exec(String(headers['signature']))?.[1] ?? '';
  const head = `POST ${path}\n${String(headers['client-id'])}.${String(headers['request-time'])}.`;
  return createVerify('RSA-SHA256')
    .update(head)
    .update(body)
    .verify(AGENT_KEYS.till.publicKey, decodeURIComponent(signature), 'base64');
}

async function givenTill() {
  const cable = await PtyPair.plugged();
  const printer = new TcpSink({ closesByItself: true });
  await printer.turnOn();
  const sandbox = await givenAgentSandbox();
  const tap = await RecordingGateway.before(sandbox.url);
  cleanUps.push(
    () => cable.end(),
    () => printer.turnOff(),
    () => tap.close(),
  );
  const folder = givenAgentFolder(tap.url, {
    scanners: [{ kind: 'serial', path: cable.path, suffix: '\r' }],
    printers: [{ kind: 'tcp', host: '127.0.0.1', port: printer.port }],
  });
  const agent = await startAgent(folder);
  const events = agent.events();
  await events.until(
    ({ health }) => health.scanners[0]?.status === 'ok' && health.printers[0]?.status === 'ok',
  );
  return { cable, printer, sandbox, tap, agent, events };
}

describe("A sale, from the scanner's bytes to the printed receipt", () => {
  it('a code over the serial line is paid by one signed pay, shown as paid, and printed twice', async () => {
    const { cable, printer, sandbox, tap, agent, events } = await givenTill();

    const sale = saleOf(await agent.call('POST', '/v1/sales', order('ORD-20261120-000481')));
    const code = sandbox.freshCode();
    await sendsAt9600(cable, `${code}\r`);
    const paid = await events.until((view) => view.sale?.receipts.merchant?.state === 'printed');

    expect(paid.sale).toMatchObject({
      saleId: sale.saleId,
      state: 'paid',
      walletBrandName: expect.any(String),
      receipts: { customer: { state: 'printed' }, merchant: { state: 'printed' } },
    });
    expect(sandbox.ledger.charges(Date.now())).toMatchObject([{ netMinor: 4550, liveCharges: 1 }]);
    expect(tap.calls.map(({ path }) => path)).toEqual(['/aps/api/v1/payments/pay']);
    expect(agent.stderr.join('\n')).not.toContain(code);
    expect(printer.jobs).toHaveLength(2);
  });

  it('the pay carries every required field of the dossier 4.1, and its signature covers the bytes', async () => {
    const { cable, sandbox, tap, agent, events } = await givenTill();

    await agent.call('POST', '/v1/sales', order('ORD-20261120-000482'));
    const code = sandbox.freshCode();
    await sendsAt9600(cable, `${code}\r`);
    await events.until((view) => view.sale?.state === 'paid');

    const [call] = tap.calls;
    const amount = { currency: 'MYR', value: '4550' };
    expect(call === undefined ? null : isSigned(call)).toBe(true);
    expect(JSON.parse(call?.body.toString('utf8') ?? '')).toMatchObject({
      order: {
        referenceOrderId: 'ORD-20261120-000482',
        orderDescription: 'Two coffees',
        orderAmount: amount,
        merchant: {
          referenceMerchantId: expect.any(String),
          merchantName: expect.any(String),
          merchantMCC: expect.stringMatching(/^\d{4}$/),
          merchantAddress: { region: 'MY' },
          store: {
            referenceStoreId: expect.any(String),
            storeName: expect.any(String),
            storeMCC: expect.any(String),
          },
        },
      },
      paymentRequestId: expect.stringMatching(/^\d{26}$/),
      paymentAmount: amount,
      paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code },
      paymentFactor: { isInStorePayment: 'true', inStorePaymentScenario: 'PaymentCode' },
      settlementStrategy: { settlementCurrency: expect.stringMatching(/^[A-Z]{3}$/) },
      paymentExpiryTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
    });
  });

  it("both receipts' bytes tell amount, order, payment and brand, and only the merchant's the masked code", async () => {
    const { cable, printer, sandbox, agent, events } = await givenTill();

    await agent.call('POST', '/v1/sales', order('ORD-20261120-000483'));
    const code = sandbox.freshCode();
    await sendsAt9600(cable, `${code}\r`);
    const { sale } = await events.until((view) => view.sale?.receipts.merchant?.state === 'printed');

    const [customer, merchant] = printer.jobs.map((bytes) => readEscpos(bytes));
    const wallet = `Paid with ${sale?.walletBrandName ?? '?'}`;
    const required = ['45.50', 'Alipay+', wallet, 'ORD-20261120-000483', sale?.paymentId ?? '?'];
    for (const text of [customer, merchant].map((paper) => paper?.lines.join('\n') ?? '')) {
      for (const words of [...required, sale?.paymentRequestId ?? '?']) expect(text).toContain(words);
      expect(text).not.toContain(code);
    }
    expect(customer?.lines.join('\n')).toContain('CUSTOMER COPY');
    expect(merchant?.lines.join('\n')).toContain('MERCHANT COPY');
    expect(merchant?.lines.join('\n')).toContain(sale?.attempts[0]?.code);
    expect(customer?.lines.join('\n')).not.toContain(sale?.attempts[0]?.code);
    expect(customer?.barcodes).toHaveLength(1);
  });

  it('a code that comes while no sale waits is not used, and the screen says why', async () => {
    const { cable, sandbox, tap, events } = await givenTill();

    await sendsAt9600(cable, `${sandbox.freshCode()}\r`);
    const told = await events.until((view) => view.notice !== null);

    expect(told.notice?.kind).toBe('scan-not-wanted');
    expect(tap.calls).toEqual([]);
  });

  it('goods, order codes and other wallets are refused in words, and the sale goes on waiting', async () => {
    const { cable, sandbox, tap, agent, events } = await givenTill();
    await agent.call('POST', '/v1/sales', order('ORD-20261120-000484'));
    const heard: (string | undefined)[] = [];

    for (const bytes of [
      '4006381333931\r',
      '281001040123456789012345\r',
      `${'1'.repeat(600)}\r`,
      'caf\x01e\r',
    ]) {
      await sendsAt9600(cable, bytes);
      const { notice } = await events.until(
        (view) => view.notice !== null && view.notice.say !== heard.at(-1),
      );
      heard.push(notice?.say);
    }
    await sendsAt9600(cable, `${sandbox.freshCode()}\r`);
    const paid = await events.until((view) => view.sale?.state === 'paid');

    expect(new Set(heard).size).toBe(4);
    expect(paid.notice).toBeNull();
    expect(tap.calls).toHaveLength(1);
  });
});
