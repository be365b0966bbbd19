import { readdirSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { disputeSchema, type DisputeView } from '../../src/contract/office-commands.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { DisputeOrder } from '../../drivers/sandbox/office/disputes.ts';
import { QUICK_TIMING, APPROVAL, type AgentFolder } from '../fakes/agent-folder.ts';
import {
  endAgents,
  givenAgent,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

afterEach(endAgents);

const TIMING = { ...QUICK_TIMING, officeTimeoutMs: 2000, officeRetryMs: [50], officeBackgroundRetryMs: 100 };
const PATCH = { notify: { port: 0 }, gateways: { alipayPlus: { timing: TIMING } } };
const MYR = (value: string) => ({ currency: 'MYR', value });

interface Shop {
  agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
  readonly paymentRequestId: string;
  readonly saleId: string;
}

async function givenPaid(): Promise<Shop> {
  const { agent, sandbox, folder } = await givenAgent(PATCH);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  const { sale } = await agent.events().until((view) => view.sale?.state === 'paid');
  return { agent, sandbox, folder, saleId, paymentRequestId: sale?.paymentRequestId ?? '' };
}

async function urlOf({ agent }: Shop, end: string): Promise<string> {
  const { notify } = await agent.ready;
  return new URL(`/aps/api/v1/disputes/${end}`, notify ?? '').href;
}

async function begin(shop: Shop, order: Omit<DisputeOrder, 'url'>) {
  const url = await urlOf(shop, order.kind === 'retrieval' ? 'initiateRetrieval' : 'initiateEscalation');
  const begun = await shop.sandbox.office.disputes.begin({
    paymentRequestId: shop.paymentRequestId,
    ...order,
    url,
  });
  if (begun === null) throw new Error('the sandbox knows no till');
  return begun;
}

async function read(shop: Shop, id: string): Promise<DisputeView> {
  return disputeSchema.parse((await shop.agent.call('GET', `/v1/disputes/${id}`)).json);
}

async function until(shop: Shop, id: string, state: DisputeView['state']): Promise<DisputeView> {
  let dispute = await read(shop, id);
  const views = shop.agent.events();
  while (dispute.state !== state) {
    const before = views.last?.office.changes ?? 0;
    await views.until(({ office }) => office.changes !== before);
    dispute = await read(shop, id);
  }
  return dispute;
}

const officeFiles = ({ folder }: Shop): string[] =>
  readdirSync(folder.path).filter((name) => name.startsWith('journal.office-'));

describe('A dispute (office dossier §3)', () => {
  it('is kept, acknowledged with a signature, listed, and answered with the till’s papers until it is final', async () => {
    const shop = await givenPaid();
    const { id, acks } = await begin(shop, { kind: 'retrieval' });

    const arrived = await read(shop, id);
    const [file] = officeFiles(shop);
    const mode = statSync(shop.folder.file(file ?? '')).mode & 0o777;
    shop.sandbox.office.faults.set('dis-answer-unknown');
    const asked = { responseCode: '0001', papers: ['receipt', 'story', 'journal'] };
    const alone = await shop.agent.call('POST', `/v1/disputes/${id}/answer`, asked);
    const told = await shop.agent.call('POST', `/v1/disputes/${id}/answer`, {
      ...asked,
      approver: APPROVAL.approver,
    });
    const answered = await until(shop, id, 'answered');

    expect(acks[0]).toMatchObject({ status: 200, signed: true });
    expect(arrived).toMatchObject({
      ...{ kind: 'papers', state: 'arrived', paymentRequestId: shop.paymentRequestId, overdue: false },
      ...{ wants: ['TRANSACTION_RECEIPT'], saleId: shop.saleId, daysLeft: 20 },
      received: { disputeRequestId: id, requestInformationType: 'TRANSACTION_RECEIPT' },
    });
    expect(arrived.papers.map(({ name }) => name)).toEqual(['receipt', 'story', 'journal']);
    expect([mode, alone.status, told.status]).toEqual([0o600, 403, 202]);
    expect(answered.answer).toMatchObject({ answer: '0001', approver: 'm1', resultCode: 'SUCCESS' });
    expect(shop.sandbox.office.disputes.books).toMatchObject([{ answer: '0001', answers: 1 }]);
    // The body of the answer is gone; what was told stays while the dispute is open.
    expect(officeFiles(shop)).toEqual([file]);
  });

  it('ten times in parallel is one dispute with ten equal acks; another payment under its id is refused (§9.3)', async () => {
    const shop = await givenPaid();
    const { id } = await begin(shop, { kind: 'escalation', amount: MYR('4550') });

    const acks = await Promise.all(Array.from({ length: 10 }, () => shop.sandbox.office.disputes.repeat(id)));
    shop.sandbox.office.faults.set('dis-repeat-other-payment');
    const other = await begin(shop, { kind: 'escalation', amount: MYR('4550') });
    const listed = (await shop.agent.call('GET', '/v1/disputes?open=true')).json as DisputeView[];

    expect(new Set(acks.map((ack) => ack?.body)).size).toBe(1);
    expect(other.acks.map((ack) => JSON.parse(ack?.body ?? '{}') as object)).toMatchObject([
      { result: { resultStatus: 'S' } },
      { result: { resultCode: 'REPEAT_REQ_INCONSISTENT', resultStatus: 'F' } },
    ]);
    expect(listed).toHaveLength(2);
    expect(listed.every(({ paymentRequestId }) => paymentRequestId === shop.paymentRequestId)).toBe(true);
  });

  it('that is accepted refunds nothing by itself, and closes when the money is back (§9.7)', async () => {
    const shop = await givenPaid();
    const { id } = await begin(shop, { kind: 'escalation', amount: MYR('4550') });
    const { approver } = APPROVAL;
    const answer = { refundType: 'ACCEPT_PARTIAL_REFUND', refundAmount: MYR('2000'), papers: [] };

    const two = await Promise.all(
      [answer, { ...answer, refundAmount: MYR('1000') }].map((body) =>
        shop.agent.call('POST', `/v1/disputes/${id}/answer`, { ...body, approver }),
      ),
    );
    const answered = await until(shop, id, 'answered');
    const [book] = shop.sandbox.ledger.books(Date.now());
    const tasks = (await shop.agent.call('GET', '/v1/office')).json;
    const { paymentRequestId } = shop;
    await shop.agent.call('POST', '/v1/refunds', {
      ...{ paymentRequestId, amount: MYR('2000'), reason: `dispute ${id}`, approver },
    });
    const closed = await until(shop, id, 'closed');

    expect(two.map(({ status }) => status)).toEqual([202, 409]);
    expect(answered.givenBack).toEqual({ before: MYR('0'), promised: MYR('2000'), since: MYR('0') });
    expect(book?.refundedMinor).toBe(0);
    expect(tasks).toMatchObject({ tasks: [{ kind: 'giveBack', id, amount: MYR('2000') }], queue: [] });
    expect(closed.closed).toMatchObject({ outcome: 'lost' });
    expect(officeFiles(shop)).toEqual([]);
  });

  it('is there after a kill, and what was approved is sent with the same bytes', async () => {
    const shop = await givenPaid();
    const { id } = await begin(shop, { kind: 'retrieval' });
    shop.sandbox.office.faults.set('dis-answer-unknown', 1_000_000);
    const { approver } = APPROVAL;
    await shop.agent.call('POST', `/v1/disputes/${id}/answer`, {
      ...{ responseCode: '0003', papers: [], confirm: true, approver },
    });
    await shop.agent.kill();
    shop.sandbox.office.faults.clear();

    shop.agent = await startAgent(shop.folder);
    const answered = await until(shop, id, 'answered');

    expect(answered.answer).toMatchObject({ answer: '0003', resultCode: 'SUCCESS' });
    expect(shop.sandbox.office.disputes.books).toMatchObject([{ answer: '0003', answers: 1 }]);
  });
});
