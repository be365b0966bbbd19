import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Follower } from '../../drivers/centre/follower.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgentFolder,
  givenAgentSandbox,
  order,
  problemOf,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { onPostgres } from './on-postgres.ts';
import { givenCentre, STORE, type GivenCentre } from './given-centre.ts';
import { QUIET } from '../fakes/quiet-log.ts';

// Whole tills as a shop starts them, and a centre on a real PostgreSQL: what no test of the parts would find is that the
// parts are joined.

onPostgres.describe('A till in a chain (chain §2, §3)', () => {
  let centre: GivenCentre;
  let follower: Follower;
  let sandbox: Sandbox;
  const silent: Server[] = [];

  beforeAll(async () => {
    centre = await givenCentre();
    follower = new Follower(centre.database, {
      clock: systemClock(),
      log: QUIET,
      isBusy: () => false,
    });
  }, 60_000);

  afterEach(async () => {
    await endAgents();
    for (const server of silent.splice(0)) server.close();
  });

  afterAll(() => centre.stop());

  async function startTill(
    terminal: string,
    url = centre.url,
  ): Promise<{ till: AgentProcess; folder: AgentFolder }> {
    const folder = givenAgentFolder(sandbox.url, {
      terminal: { storeTerminalId: terminal },
      centre: { url, enrolment: { file: 'keys/enrolment' } },
    });
    writeFileSync(folder.file('keys/enrolment'), await centre.newTill(terminal), { mode: 0o600 });
    return { till: await startAgent(folder), folder };
  }

  /** Waits until the centre has a row of this kind, and follows the till. */
  async function told(terminal: string, kind: string): Promise<void> {
    const till = `${STORE}/${terminal}`;
    const isThere = async (): Promise<boolean> =>
      (
        await centre.database.query('SELECT 1 FROM centre.event WHERE till_id = $1 AND kind = $2', [
          till,
          kind,
        ])
      ).length > 0;
    for (let next = nextTaken(); !(await isThere()); next = nextTaken()) await next;
    await follower.follow(till);
  }

  function nextTaken(): Promise<void> {
    return new Promise((resolve) => {
      const see = (): void => {
        centre.watchers.delete(see);
        resolve();
      };
      centre.watchers.add(see);
    });
  }

  it('tells the centre what happened; another till refuses the order, until a manager has it taken', async () => {
    sandbox = await givenAgentSandbox();
    const { till: first } = await startTill('T21');
    const { till: second } = await startTill('T22');
    const { saleId } = saleOf(await first.call('POST', '/v1/sales', order('ORD-C1')));
    await first.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await first.events().until(({ sale }) => sale?.state === 'paid');
    await told('T21', 'paymentChanged');

    const other = saleOf(await second.call('POST', '/v1/sales', order('ORD-C1')));
    const refused = await second.call('POST', `/v1/sales/${other.saleId}/code`, {
      text: sandbox.freshCode(),
    });
    const notTaken = await second.call('POST', `/v1/sales/${other.saleId}/override`, APPROVAL);

    expect(problemOf(refused)).toMatchObject({
      status: 409,
      type: expect.stringContaining('order-elsewhere'),
      why: 'paid',
    });
    expect(problemOf(notTaken)).toMatchObject({
      status: 409,
      type: expect.stringContaining('override-refused'),
    });
    const stored = await centre.database.query<{ body: string }>(
      'SELECT body FROM centre.event WHERE till_id = $1 AND kind = $2',
      [`${STORE}/T21`, 'paymentStarted'],
    );
    expect(JSON.parse(stored[0]!.body)).toMatchObject({ leave: { by: 'centre', token: 1 } });
    const health = (await first.call('GET', '/v1/health')).json as { centre: object };
    expect(health.centre).toMatchObject({ status: 'ok' });
  });

  it('sells its own orders while the centre is silent, and of others only what a manager has it take', async () => {
    sandbox = await givenAgentSandbox();
    const hole = createServer(() => undefined);
    silent.push(hole);
    await new Promise<void>((resolve) => void hole.listen(0, '127.0.0.1', resolve));
    const { till } = await startTill('T23', `http://127.0.0.1:${(hole.address() as AddressInfo).port}`);
    const own = saleOf(await till.call('POST', '/v1/sales', order('ORD-C2')));
    const paid = await till.call('POST', `/v1/sales/${own.saleId}/code`, { text: sandbox.freshCode() });
    expect(paid.status).toBe(202);
    await till.events().until(({ sale }) => sale?.state === 'paid');

    const foreign = { ...order('ORD-C3'), homeTerminalId: 'T99' };
    const other = saleOf(await till.call('POST', '/v1/sales', foreign));
    const code = { text: sandbox.freshCode() };
    const refused = await till.call('POST', `/v1/sales/${other.saleId}/code`, code);
    const alone = await till.call('POST', `/v1/sales/${other.saleId}/override`, {});
    const taken = await till.call('POST', `/v1/sales/${other.saleId}/override`, APPROVAL);
    const accepted = await till.call('POST', `/v1/sales/${other.saleId}/code`, code);

    expect(problemOf(refused)).toMatchObject({
      type: expect.stringContaining('order-elsewhere'),
      why: 'silent',
    });
    expect(problemOf(alone)).toMatchObject({
      status: 403,
      type: expect.stringContaining('approver-required'),
    });
    expect([taken.status, accepted.status]).toEqual([202, 202]);
    await till.events().until(({ sale }) => sale?.saleId === other.saleId && sale.state === 'paid');
  });
});
