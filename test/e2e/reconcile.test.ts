import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { hashPin } from '../../src/staff/pin.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { PARTICIPANT } from '../fakes/given-reports.ts';

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

const made = z.object({
  ...{ day: z.string(), transactions: z.int(), bank: z.string() },
  files: z.array(z.object({ folder: z.string(), name: z.string(), text: z.string() })),
});

/** Asks the sandbox for the reports of its books, and puts them where its server would have them. */
async function reportsOf({ url }: Sandbox, folder: AgentFolder): Promise<z.infer<typeof made>> {
  const answer = await fetch(`${url}/sandbox/reports`, {
    method: 'POST',
    body: JSON.stringify({ participantId: PARTICIPANT }),
  });
  const reports = made.parse(await answer.json());
  for (const { folder: below, name, text } of reports.files) {
    const file = folder.file(join('reports', below, name));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return reports;
}

async function sell(agent: AgentProcess, sandbox: Sandbox, name: string, value: string): Promise<string> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(name, value)));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  return saleId;
}

/** The way of the money on to what is paid, as `npm run settle` tells it. */
function settled(folder: AgentFolder): { readonly code: number | null; readonly text: string } {
  const args = ['settle', '--config', folder.config, '--reports', folder.file('reports')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [RUN, ...args], { encoding: 'utf8' });
  return { code: status, text: `${stdout}${stderr}` };
}

describe('npm run reconcile › a till and a sandbox that keep their books apart', () => {
  it("the sandbox's books match the till's journal after payments, losses, a void and a refund", async () => {
    const managers = [{ id: 'm1', name: 'Aisyah', pin: await hashPin('482913', new Uint8Array(16)) }];
    const { agent, sandbox, folder } = await givenAgent({
      ...{ managers, reports: { participantId: PARTICIPANT, folder: 'reports' } },
    });
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
    const { day, files, transactions } = await reportsOf(sandbox, folder);
    const items = files.find(({ name }) => name.startsWith('transactionItems')) ?? files[0]!;

    const beside = reconcile(folder, day);
    await agent.stop();
    const same = reconcile(folder, day);
    const followed = settled(folder);
    const path = folder.file(join('reports', items.folder, items.name));
    const [, , heads = '', , ...lines] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, ['totalCount', String(transactions - 1), heads, ...lines].join('\n'));
    const short = reconcile(folder, day);

    expect(files.map(({ name }) => name.split('_')[0])).toEqual([
      ...['transactionItems', 'feeItems', 'summary', 'settlement'],
    ]);
    // The void is none of it, nor what was refused or cancelled.
    expect(transactions).toBe(3);
    expect(followed).toMatchObject({
      code: 0,
      text: expect.stringContaining('3 own lines 12.15 USD, fees 0.14 USD'),
    });
    expect(beside).toMatchObject({ code: 3, complaint: expect.stringContaining('A till is running') });
    expect(same).toMatchObject({ code: 0, text: expect.stringContaining('3 the same in till and report') });
    expect(same.text).toContain(`participant ${PARTICIPANT}`);
    expect(short).toMatchObject({ code: 1, text: expect.stringContaining('missing in the report: 1') });
  }, 90_000);
});
