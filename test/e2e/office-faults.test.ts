import { readdirSync, statSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { saleSchema } from '../../src/contract/sale-view.ts';
import { disputeSchema, type DisputeView } from '../../src/contract/office-commands.ts';
import { declarationSchema, storeSchema } from '../../src/contract/office-matters.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { OfficeFaultId } from '../../drivers/sandbox/office/faults.ts';
import { APPROVAL, QUICK_TIMING, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';

// The fault menu of the office dossier, section 8, each with the till's state and the sandbox's books. Whole tills: only
// they show that the listener, the signature, the journal and the queue agree. One till a group, so that it costs 40 s.

afterEach(endAgents);

const { approver } = APPROVAL;
const TIMING = {
  ...{ ...QUICK_TIMING, officeTimeoutMs: 1000, officeRetryMs: [50], officeBackgroundRetryMs: 100 },
  officeAskMs: [100],
};
const CUSTOMS = {
  ...{ customsCode: 'ZONGSHU', merchantCustomsCode: 'MY99EXAMPLE7', merchantCustomsName: 'Kopi Corner' },
};
const MYR = (value: string) => ({ currency: 'MYR', value });
const DETAIL = { legalName: 'Kopi Sdn Bhd', registrationType: 'ENTERPRISE_REGISTRATION_NO' };

interface Shop {
  readonly folder: AgentFolder;
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
}

async function paid({ agent, sandbox }: Shop, id: string, prefix = '281003'): Promise<string> {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id)));
  const code = `${prefix}02${id.replace(/\D/g, '').padStart(16, '0')}`;
  sandbox.ledger.showCode(code, Date.now());
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
  const ends = new Set(['paid', 'failed']);
  await agent.events().until(({ sale }) => sale?.saleId === saleId && ends.has(sale.state));
  const sale = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
  await agent.call('POST', `/v1/sales/${saleId}/dismiss`);
  return sale.state === 'paid' ? (sale.paymentRequestId ?? '') : `${sale.state} ${sale.reason ?? ''}`;
}

/** Reads until it fits, at each change of the office. */
async function until<T>({ agent }: Shop, read: () => Promise<T>, fits: (value: T) => boolean): Promise<T> {
  const views = agent.events();
  for (;;) {
    const before = views.last?.office.changes ?? 0;
    const value = await read();
    if (fits(value)) return value;
    await views.until(({ office }) => office.changes !== before);
  }
}

describe('The fault menu of disputes (office dossier §8)', () => {
  it('leaves one dispute each, kept before it is acknowledged though it brings 8 MiB (§9.4), and one answer in the sandbox’s books', async () => {
    const shop: Shop = await givenAgent({
      notify: { port: 0 },
      gateways: { alipayPlus: { timing: TIMING } },
    });
    const { agent, sandbox } = shop;
    const payment = await paid(shop, 'ORD-1');
    const [sold] = z
      .array(saleSchema)
      .parse((await agent.call('GET', `/v1/sales?paymentRequestId=${payment}`)).json);
    const paymentId = sold?.paymentId;
    const { notify } = await agent.ready;
    const begin = async (
      fault: OfficeFaultId | null,
      kind: 'retrieval' | 'escalation' = 'escalation',
      attachedBytes?: number,
    ) => {
      if (fault !== null) sandbox.office.faults.set(fault);
      const end = kind === 'retrieval' ? 'initiateRetrieval' : 'initiateEscalation';
      const url = new URL(`/aps/api/v1/disputes/${end}`, notify ?? '').href;
      const begun = await sandbox.office.disputes.begin({
        ...{ kind, paymentRequestId: payment, url, amount: MYR('500'), attachedBytes },
      });
      return { id: begun?.id ?? '', ack: begun?.acks[0]?.body ?? '' };
    };
    const read = async (id: string): Promise<DisputeView | null> => {
      const answer = await agent.call('GET', `/v1/disputes/${id}`);
      return answer.status === 404 ? null : disputeSchema.parse(answer.json);
    };
    const answer = async (id: string, refundType: string) =>
      agent.call('POST', `/v1/disputes/${id}/answer`, { refundType, papers: ['receipt'], approver });

    const large = await begin('dis-large', 'retrieval');
    // §9.4: 8 MiB are taken, and kept whole before they are acknowledged.
    const largest = await begin(null, 'retrieval', 8 * 1024 * 1024);
    const kept = readdirSync(shop.folder.path)
      .filter((name) => name.startsWith('journal.office-'))
      .map((name) => statSync(shop.folder.file(name)).size);
    const byId = await begin('dis-by-payment-id');
    const unknown = await begin('dis-unknown-payment');
    const forged = await begin('dis-wrong-signature');
    const late = await begin('dis-late');
    const lost = await begin(null);
    sandbox.office.faults.set('dis-answer-lost');
    await answer(lost.id, 'ACCEPT_REFUND');
    const lostEnd = await until(
      shop,
      () => read(lost.id),
      (dispute) => dispute?.state === 'answered',
    );
    const gone = await begin(null);
    sandbox.office.faults.set('dis-not-exist');
    await answer(gone.id, 'REFUSE_REFUND');
    const goneEnd = await until(
      shop,
      () => read(gone.id),
      (dispute) => dispute?.state === 'refusedByAcquirer',
    );
    const first = await begin(null);
    sandbox.office.faults.set('dis-second');
    await answer(first.id, 'REFUSE_REFUND');
    const all = await until(
      shop,
      async () => (await agent.call('GET', '/v1/disputes')).json as DisputeView[],
      (list) => list.length === 9,
    );
    const books = sandbox.office.disputes.books;
    const booked = (id: string) => books.find(({ disputeRequestId }) => disputeRequestId === id);

    const taken = [large, largest, byId, unknown, late];
    expect(taken.filter(({ ack }) => !ack.includes('"resultStatus":"S"'))).toEqual([]);
    expect(Math.max(...kept)).toBeGreaterThan(8 * 1024 * 1024);
    expect(forged.ack).not.toContain('"resultStatus":"S"');
    expect(await read(forged.id)).toBeNull();
    const largeRead = await read(large.id);
    expect(largeRead?.received['attachments.0.attachmentName']).toBe('statement.pdf');
    expect(largeRead?.received['attachments.0.content']).toMatch(/^\d+ characters$/);
    expect(await read(byId.id)).toMatchObject({ payment: paymentId, paymentRequestId: payment });
    expect((await read(unknown.id))?.paymentRequestId).toBeUndefined();
    expect(await read(late.id)).toMatchObject({ daysLeft: 2, mayAnswer: true, overdue: false });
    expect(lostEnd).toMatchObject({ answer: { answer: 'ACCEPT_REFUND', resultCode: 'SUCCESS' } });
    expect(booked(lost.id)).toMatchObject({ answer: 'ACCEPT_REFUND', answers: 2 });
    expect(goneEnd).toMatchObject({ mayAnswer: true, answer: { resultCode: 'ORDER_NOT_EXIST' } });
    expect(booked(gone.id)).toMatchObject({ answer: null, answers: 0 });
    // The second escalation is a dispute of its own, beside the first one that was refused.
    expect(all.filter(({ kind }) => kind === 'money')).toHaveLength(7);
    // Nothing of all that gave money back.
    expect(sandbox.ledger.books(Date.now()).map(({ refundedMinor }) => refundedMinor)).toEqual([0]);
  });
});

describe('The fault menu of registration (office dossier §8)', () => {
  it('ends each in one booking of the sandbox and in what the wallets really said', async () => {
    const shop: Shop = await givenAgent({
      ...{ notify: { port: 0 }, gateways: { alipayPlus: { timing: TIMING } } },
    });
    const { agent, sandbox } = shop;
    const { faults, registrations } = sandbox.office;
    registrations.decidesAfterMs = null;
    const store = async () => storeSchema.parse((await agent.call('GET', '/v1/registrations/store')).json);
    const register = (registrationNo: string) =>
      agent.call('POST', '/v1/registrations', {
        ...{ merchantInfo: { registrationDetail: { ...DETAIL, registrationNo } }, approver },
      });
    const decide = async (status: string): Promise<void> => {
      for (const wallet of ['ALIPAY_CN', 'TNG', 'KAKAOPAY'])
        await registrations.decide('S-KL-0007-02', wallet, status);
    };
    faults.set('reg-blocks-pay');
    const blocked = await paid(shop, 'ORD-1');

    faults.set('reg-param');
    await register('1');
    const param = await until(shop, store, ({ state }) => state === 'refused');
    faults.set('reg-too-soon');
    await register('2');
    const tooSoon = await until(
      shop,
      store,
      ({ state, resultCode }) => state === 'refused' && resultCode !== 'PARAM_ILLEGAL',
    );
    faults.set('reg-lost-answer');
    faults.set('reg-silent', 3);
    await register('3');
    await until(shop, store, ({ state }) => state === 'waiting');
    const booked = registrations.books.length;
    await decide('APPROVED');
    const silent = await until(shop, store, ({ state }) => state === 'completed');
    const open = await paid(shop, 'ORD-2');

    expect(blocked).toBe('failed MERCHANT_NOT_REGISTERED');
    expect(param).toMatchObject({ resultCode: 'PARAM_ILLEGAL', mayPay: false });
    expect(tooSoon).toMatchObject({ resultCode: 'REPEAT_REGISTRATION', mayPay: false });
    // The answer was lost: sent again under the same id, and booked once.
    expect(booked).toBe(1);
    expect(registrations.books).toMatchObject([{ taken: 2 }]);
    // No message ever came: the till asked.
    expect(silent.wallets.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
    expect(open).toMatch(/^9\d+$/);
  });

  it('a storm of one message, and an older one after it, never turn an approval back', async () => {
    const shop: Shop = await givenAgent({
      ...{ notify: { port: 0, path: '/alipayplus/notifyPayment' }, registration: { needed: 'tell' } },
      // Asked so rarely that only messages tell.
      gateways: { alipayPlus: { timing: { ...TIMING, officeAskMs: [3_600_000] } } },
    });
    const { agent, sandbox } = shop;
    const { faults, registrations } = sandbox.office;
    registrations.decidesAfterMs = null;
    const { notify } = await agent.ready;
    const url = new URL('/aps/api/v1/merchants/notifyRegistrationStatus', notify ?? '').href;
    await agent.call('POST', '/v1/registrations', {
      merchantInfo: { registrationDetail: { ...DETAIL, registrationNo: '1' } },
      approver,
    });
    const store = async () => storeSchema.parse((await agent.call('GET', '/v1/registrations/store')).json);
    await until(shop, store, ({ state }) => state === 'waiting');
    registrations.tellsTo = url;

    faults.set('reg-storm');
    for (const wallet of ['ALIPAY_CN', 'TNG', 'KAKAOPAY']) {
      // The older message comes last of all.
      if (wallet === 'KAKAOPAY') faults.set('reg-out-of-order');
      await registrations.decide('S-KL-0007-02', wallet, 'APPROVED');
    }
    const end = await store();

    expect(end).toMatchObject({ state: 'completed', mayPay: true });
    expect(end.wallets.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  });
});

describe('The fault menu of customs (office dossier §8)', () => {
  it('ends each in the state that the customs’ word has, and the sums of the sandbox’s books hold', async () => {
    const shop: Shop = await givenAgent({ gateways: { alipayPlus: { timing: TIMING } }, customs: CUSTOMS });
    const { agent, sandbox } = shop;
    const payment = await paid(shop, 'ORD-1', '281007');
    const { faults, declarations } = sandbox.office;
    const declare = async (fault: OfficeFaultId, part: string, more: object = {}) => {
      faults.set(fault);
      const { json } = await agent.call('POST', '/v1/declarations', {
        ...{ paymentRequestId: payment, isSplit: 'true', referenceOrderId: part, approver },
        ...{ declarationAmount: { currency: 'CNY', value: '500' }, ...more },
      });
      return declarationSchema.parse(json).customsDeclarationRequestId;
    };
    const ended = (id: string, ...states: readonly string[]) =>
      until(
        shop,
        async () => declarationSchema.parse((await agent.call('GET', `/v1/declarations/${id}`)).json),
        ({ state, status }) => states.includes(state) && (state !== 'waiting' || status !== undefined),
      );
    const buyerCertificate = { certificateType: 'PASSPORT', certificateNo: 'E12345678' };

    const waiting = await ended(await declare('cus-waiting-long', 'A'), 'waiting');
    const accepted = await ended(await declare('cus-accepted', 'B'), 'accepted');
    const refused = await ended(await declare('cus-refused', 'C'), 'attention');
    const exceeds = await ended(await declare('cus-exceeds', 'D'), 'refused');
    const notCn = await ended(await declare('cus-not-cn', 'E'), 'refused');
    const identity = await ended(
      await declare('cus-identity', 'F', { buyerCertificate }),
      'waiting',
      'accepted',
    );
    const tasks = (await agent.call('GET', '/v1/office')).json as {
      readonly tasks: readonly { kind: string }[];
    };
    const booked = declarations.books.reduce(
      (sum, { body }) => sum + Number(body.declarationAmount.value),
      0,
    );

    expect(waiting.status).toBe('WAITING_FOR_PROCESSING');
    expect(accepted).toMatchObject({ status: 'CUSTOMS_ACCEPT_SUCCESS', facts: { customsResultCode: '2' } });
    expect(refused).toMatchObject({ status: 'CUSTOMS_REJECT', facts: { customsResultCode: '9' } });
    expect([exceeds.resultCode, notCn.resultCode]).toEqual(['AMOUNT_EXCEED', 'PARAM_ILLEGAL']);
    expect(identity).toMatchObject({
      certificateNo: '*****5678',
      facts: { identityCheckResult: 'CHECK_NOT_PASSED' },
    });
    expect(tasks.tasks.map(({ kind }) => kind).sort()).toEqual(
      ['customsSay', 'declarationRefused', 'declarationRefused'].sort(),
    );
    // A, B, C and F were taken; D and E were not.
    expect(booked).toBe(2000);
  });
});
