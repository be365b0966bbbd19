import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { hashPin } from '../../src/staff/pin.ts';
import { cycleDayOf } from '../../src/reconcile/cycle.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { PARTICIPANT, reportFile, type GivenLine } from '../fakes/given-reports.ts';

const RUN = fileURLToPath(new URL('../../build/run.mjs', import.meta.url));

afterEach(endAgents);

/** The command as it is typed, in a process of its own. */
function reconcile(
  folder: AgentFolder,
  day: string,
): { code: number | null; text: string; complaint: string } {
  const args = ['reconcile', '--config', folder.config, '--reports', folder.file('reports'), '--day', day];
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...args], { encoding: 'utf8' });
  return { code: status, text: stdout, complaint: stderr };
}

/** What the sandbox's own books would put into a report: successful payments and refunds. */
function linesOfBooks(sandbox: Sandbox, sales: readonly SaleView[]): GivenLine[] {
  return sandbox.ledger.books(systemClock().nowMs()).flatMap((entry) => {
    if (entry.state !== 'paid') return [];
    const sale = sales.find(({ paymentRequestId }) => paymentRequestId === entry.paymentRequestId);
    const { currency } = entry.amount;
    const refunds = entry.refunds
      .filter(({ code }) => code === 'SUCCESS')
      .map((refund) => ({
        type: 'REFUND',
        requestId: refund.refundRequestId,
        transactionId: refund.refundId,
        originalTransactionId: entry.paymentId,
        minor: Number(refund.amount.value),
        currency,
        atMs: refund.atMs,
      }));
    const payment = {
      type: 'PAYMENT',
      requestId: entry.paymentRequestId,
      transactionId: entry.paymentId,
      minor: entry.chargedMinor,
      currency,
      atMs: Date.parse(sale?.paymentTime ?? ''),
    };
    return [payment, ...refunds];
  });
}

async function sell(agent: AgentProcess, sandbox: Sandbox, name: string, value: string): Promise<string> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(name, value)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  return saleId;
}

describe('npm run reconcile › a till and a sandbox that keep their books apart', () => {
  it("the sandbox's books match the till's journal after payments, losses, a void and a refund", async () => {
    const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashPin('482913', new Uint8Array(16)) }];
    const { agent, sandbox, folder } = await givenAgent({ managers });
    const events = agent.events();
    const until = (saleId: string, state: string) =>
      events.until(({ sale }) => sale?.saleId === saleId && sale.state === state);

    const paid = await sell(agent, sandbox, 'ORD-1', '4550');
    await until(paid, 'paid');
    const answer = saleOf(await agent.call('GET', `/v1/sales/${paid}`));
    const refund = {
      paymentRequestId: answer.paymentRequestId,
      amount: { currency: 'MYR', value: '1000' },
      reason: 'broken cup',
      approver: { id: 'm1', pin: '482913' },
    };
    expect((await agent.call('POST', '/v1/refunds', refund)).status).toBe(202);
    await events.until((view) =>
      view.recent.some(({ refunds }) => refunds.some(({ state }) => state === 'refunded')),
    );
    // 9.17: charged, and the answer is lost · 9.41: too little money · 9.12: charged, nothing but "unknown" answered.
    const lost = await sell(agent, sandbox, 'ORD-2', '1917');
    await until(lost, 'paid');
    const refused = await sell(agent, sandbox, 'ORD-3', '1941');
    await until(refused, 'failed');
    const unknown = await sell(agent, sandbox, 'ORD-4', '1912');
    await until(unknown, 'cancelled');
    const voided = await sell(agent, sandbox, 'ORD-5', '700');
    await until(voided, 'paid');
    const approver = { id: 'm1', pin: '482913' };
    await agent.call('POST', `/v1/sales/${voided}/cancel`, { approver, reason: 'wrong cup' });
    await until(voided, 'cancelled');
    const sales = [];
    for (const saleId of [paid, lost]) sales.push(saleOf(await agent.call('GET', `/v1/sales/${saleId}`)));
    const lines = linesOfBooks(sandbox, sales);
    const day = cycleDayOf(lines[0]!.atMs, 8 * 3_600_000);
    const write = (written: readonly GivenLine[]) => {
      const report = reportFile(written, { day });
      mkdirSync(folder.file('reports'), { recursive: true });
      writeFileSync(folder.file(`reports/${report.file}`), report.bytes);
    };

    write(lines);
    const beside = reconcile(folder, day);
    await agent.stop();
    const same = reconcile(folder, day);
    write(lines.slice(1));
    const short = reconcile(folder, day);

    expect(lines.map(({ type, minor }) => `${type} ${minor}`)).toEqual([
      'PAYMENT 4550',
      'REFUND 1000',
      'PAYMENT 1917',
    ]);
    expect(beside).toMatchObject({ code: 3, complaint: expect.stringContaining('A till is running') });
    expect(same).toMatchObject({ code: 0, text: expect.stringContaining('3 the same in till and report') });
    expect(same.text).toContain(`participant ${PARTICIPANT}`);
    expect(short).toMatchObject({ code: 1, text: expect.stringContaining('missing in the report: 1') });
  }, 90_000);
});
