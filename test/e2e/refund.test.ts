import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hashPin } from '../../src/staff/pin.ts';
import { refundSchema, type RefundView } from '../../src/contract/sale-view.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { AgentFolder, Patch } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgent,
  order,
  problemOf,
  saleOf,
  startAgent,
  type AgentProcess,
  type Answer,
} from '../fakes/agent-process.ts';

const PIN = '471147';
/** Instants of a kill after the request for a refund has left, in milliseconds. */
const KILLS_MS = [0, 40, 80, 95, 105, 115, 130, 160] as const;
let patch: Patch;

beforeAll(async () => {
  patch = { managers: [{ id: 'm1', name: 'Aisyah', pin: await hashPin(PIN, Buffer.alloc(16, 3)) }] };
});
afterEach(endAgents);

interface Shop {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
  readonly saleId: string;
  readonly paymentRequestId: string;
}

async function withPaidSale(): Promise<Shop> {
  const { agent, sandbox, folder } = await givenAgent(patch);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
  const paid = agent.events().until(({ sale }) => sale?.state === 'paid');
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  await paid;
  const sale = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
  return { agent, sandbox, folder, saleId, paymentRequestId: sale.paymentRequestId ?? '' };
}

function ask(
  agent: AgentProcess,
  paymentRequestId: string,
  { value = '1500', pin = PIN, key = 'k-1' } = {},
): Promise<Answer> {
  const body = {
    paymentRequestId,
    amount: { currency: 'MYR', value },
    reason: 'Wrong size',
    approver: { id: 'm1', pin },
  };
  return agent.call('POST', '/v1/refunds', body, { 'Idempotency-Key': key });
}

const refundOf = (answer: Answer): RefundView => refundSchema.parse(answer.json);

async function untilRefunded(agent: AgentProcess): Promise<readonly RefundView[]> {
  const view = await agent
    .events()
    .until(({ sale }) => sale !== null && sale.refunds.every(({ state }) => state === 'refunded'));
  return view.sale?.refunds ?? [];
}

describe('A refund over the local API (interface section 3)', () => {
  it('is taken with 202, made once at the gateway, and read back', async () => {
    const { agent, sandbox, paymentRequestId, saleId } = await withPaidSale();

    const asked = await ask(agent, paymentRequestId);
    await untilRefunded(agent);
    const again = await ask(agent, paymentRequestId);
    const read = await agent.call('GET', `/v1/refunds/${refundOf(asked).refundRequestId}`);
    const slip = await agent.call(
      'GET',
      `/v1/sales/${saleId}/receipts/refund-${refundOf(asked).refundRequestId}`,
    );

    expect([asked.status, again.status]).toEqual([202, 202]);
    expect(refundOf(again).refundRequestId).toBe(refundOf(asked).refundRequestId);
    expect(refundOf(read)).toMatchObject({ state: 'refunded', approver: 'm1' });
    expect(slip.text).toMatch(/REFUND[\s\S]*MYR 15\.00/);
    const entry = sandbox.ledger.books(Date.now())[0];
    expect([entry?.refundedMinor, entry?.refunds.length]).toEqual([1500, 1]);
  });

  it('says 403 for a wrong PIN, 423 with Retry-After after five, 409 and 422 as interface 3 has them', async () => {
    const { agent, paymentRequestId } = await withPaidSale();

    const tooMuch = await ask(agent, paymentRequestId, { value: '4551', key: 'k-0' });
    await ask(agent, paymentRequestId);
    const mismatch = await ask(agent, paymentRequestId, { value: '1501' });
    const wrong: Answer[] = [];
    for (let tries = 0; tries < 6; tries += 1)
      wrong.push(await ask(agent, paymentRequestId, { pin: '0000', key: `w-${tries}` }));

    expect([tooMuch.status, mismatch.status]).toEqual([409, 422]);
    expect(problemOf(tooMuch).type).toBe('urn:paycode-till:problem:refund-exceeds-payment');
    expect(wrong.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 423]);
    expect(Number(wrong[5]?.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(agent.stderr.join('\n') + wrong.map(({ text }) => text).join('\n')).not.toContain('0000');
  });
});

describe('A till that is killed in the middle of a refund', () => {
  it.each(KILLS_MS)(
    'after %i ms: exactly one refund at the gateway, and the approval is not lost',
    async (killAfterMs) => {
      const { agent, sandbox, folder, paymentRequestId } = await withPaidSale();
      const asked = ask(agent, paymentRequestId).catch(() => null);
      // The instant is the matter of the test: nothing is waited for by it.
      await new Promise((resolve) => setTimeout(resolve, killAfterMs));

      await agent.kill();
      await asked;
      const next = await startAgent(folder);
      const again = await ask(next, paymentRequestId);
      const refunds = await untilRefunded(next);

      expect(refunds).toMatchObject([
        { refundRequestId: refundOf(again).refundRequestId, approver: 'm1', state: 'refunded' },
      ]);
      const entry = sandbox.ledger.books(Date.now())[0];
      expect([entry?.refundedMinor, entry?.refunds.length]).toEqual([1500, 1]);
    },
    30_000,
  );
});
