import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { declarationSchema, storeSchema } from '../../src/contract/office-matters.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
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

const TIMING = {
  ...{ ...QUICK_TIMING, officeTimeoutMs: 2000, officeRetryMs: [50], officeBackgroundRetryMs: 100 },
  officeAskMs: [100],
};
const GATEWAYS = { alipayPlus: { timing: TIMING } };
const CUSTOMS = {
  ...{ customsCode: 'ZONGSHU', merchantCustomsCode: 'MY99EXAMPLE7', merchantCustomsName: 'Kopi Corner' },
};
const DATA = {
  merchantInfo: {
    registrationDetail: {
      ...{ legalName: 'Kopi Corner Sdn Bhd', registrationType: 'ENTERPRISE_REGISTRATION_NO' },
      registrationNo: '202401012345',
    },
  },
  approver: APPROVAL.approver,
};
const CNY = (value: string) => ({ currency: 'CNY', value });

interface Shop {
  agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
}

async function register({ agent }: Shop, data: object = DATA) {
  return agent.call('POST', '/v1/registrations', data);
}

async function untilStore({ agent }: Shop, state: string) {
  const views = agent.events();
  for (;;) {
    const store = storeSchema.parse((await agent.call('GET', '/v1/registrations/store')).json);
    if (store.state === state) return store;
    const before = views.last?.office.changes ?? 0;
    await views.until(({ office }) => office.changes !== before);
  }
}

async function untilDeclared({ agent }: Shop, id: string, state: string) {
  const views = agent.events();
  for (;;) {
    const declared = declarationSchema.parse((await agent.call('GET', `/v1/declarations/${id}`)).json);
    if (declared.state === state) return declared;
    const before = views.last?.office.changes ?? 0;
    await views.until(({ office }) => office.changes !== before);
  }
}

async function paidByAlipayCn(shop: Shop, order1 = order('ORD-1')): Promise<string> {
  const { agent, sandbox } = shop;
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order1));
  const code = `28100702${String(Date.now()).padStart(16, '0')}`;
  sandbox.ledger.showCode(code, Date.now());
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
  const { sale } = await agent.events().until((view) => view.sale?.state === 'paid');
  return sale?.paymentRequestId ?? '';
}

describe('The registration of a store (office dossier §2)', () => {
  it('is sent under one id until it is taken, and asked for until every wallet has answered (§9.9)', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS, registration: { needed: 'tell' } });
    const { faults, registrations } = shop.sandbox.office;
    faults.set('reg-unknown-then-taken');
    registrations.decidesAfterMs = 300;

    const before = await shop.agent.call('GET', '/v1/office');
    const asked = await register(shop);
    const again = await register(shop);
    const store = await untilStore(shop, 'completed');

    expect(before.json).toMatchObject({ tasks: [{ kind: 'registerStore' }] });
    expect([asked.status, again.status]).toEqual([202, 202]);
    expect(registrations.books).toMatchObject([
      { taken: 3, registrationRequestId: store.registrationRequestId },
    ]);
    expect(store.registrationRequestId).toMatch(/^reg-S-KL-0007-02-[0-9a-f]{10}$/);
    expect(store).toMatchObject({
      mayPay: true,
      all: 'COMPLETED',
      approver: 'm1',
      known: { registrationNo: '202401012345' },
    });
    expect(store.wallets.map(({ status }) => status)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  });

  it('a wallet that refuses is named with its reason; a change before half an hour is refused until decided', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS });
    const { faults, registrations } = shop.sandbox.office;
    faults.set('reg-one-refuses');
    registrations.decidesAfterMs = 400;
    const detail = { ...DATA.merchantInfo.registrationDetail, registrationNo: '9' };

    await register(shop);
    const changed = await register(shop, { ...DATA, merchantInfo: { registrationDetail: detail } });
    const store = await untilStore(shop, 'completed');

    expect(changed.json).toMatchObject({
      type: 'urn:paycode-till:problem:registration-too-soon',
      status: 409,
    });
    expect(store.mayPay).toBe(true);
    expect(store.wallets.find(({ pspName }) => pspName === 'KAKAOPAY')).toEqual({
      pspName: 'KAKAOPAY',
      status: 'REJECTED',
      rejectionReason: 'store address incomplete',
    });
  });

  it('block: no pay leaves before the store is approved, and the code is not used up (§9.9)', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS, registration: { needed: 'block' } });
    shop.sandbox.office.registrations.decidesAfterMs = 100;
    const { saleId } = saleOf(await shop.agent.call('POST', '/v1/sales', order('ORD-1')));
    const text = shop.sandbox.freshCode();

    const barred = await shop.agent.call('POST', `/v1/sales/${saleId}/code`, { text });
    const unpaid = shop.sandbox.ledger.books(Date.now()).length;
    // An office of a shop that cannot sell may go on beside the open sale.
    await shop.agent.call('POST', `/v1/sales/${saleId}/cancel`);
    await register(shop);
    await untilStore(shop, 'completed');
    const next = saleOf(await shop.agent.call('POST', '/v1/sales', order('ORD-2')));
    await shop.agent.call('POST', `/v1/sales/${next.saleId}/code`, { text });
    const { sale } = await shop.agent.events().until((view) => view.sale?.state === 'paid');

    expect(barred.json).toMatchObject({ type: 'urn:paycode-till:problem:store-not-registered', status: 409 });
    expect(unpaid).toBe(0);
    expect(sale?.referenceOrderId).toBe('ORD-2');
  });

  it('a store that was registered elsewhere is found by asking', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS });
    shop.sandbox.office.faults.set('reg-outside');
    await shop.agent.stop();
    shop.folder.patch({ registration: { needed: 'tell' } });

    shop.agent = await startAgent(shop.folder);
    const store = await untilStore(shop, 'completed');

    expect(store).toMatchObject({ mayPay: true });
    expect(store.registrationRequestId).toBeUndefined();
  });
});

describe('A declaration to customs (office dossier §4)', () => {
  it('in parts never comes to more than the payment has; the buyer’s paper is masked everywhere', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS, customs: CUSTOMS });
    const paymentRequestId = await paidByAlipayCn(shop);
    const { approver } = APPROVAL;
    const part = (referenceOrderId: string, value: string) => ({
      ...{ paymentRequestId, declarationAmount: CNY(value), isSplit: 'true', referenceOrderId, approver },
    });
    shop.sandbox.office.faults.set('cus-unknown');
    const certificateNo = '110101199003070008';

    const first = await shop.agent.call('POST', '/v1/declarations', {
      ...part('ORD-1-A', '5000'),
      buyerCertificate: { certificateType: 'ID_CARD', certificateNo },
    });
    const { customsDeclarationRequestId: id } = declarationSchema.parse(first.json);
    const [second, tooMuch] = await Promise.all([
      shop.agent.call('POST', '/v1/declarations', part('ORD-1-B', '2000')),
      shop.agent.call('POST', '/v1/declarations', part('ORD-1-C', '2000')),
    ]);
    shop.sandbox.office.declarations.decide(id, 'CUSTOMS_ACCEPT_SUCCESS', '2');
    const accepted = await untilDeclared(shop, id, 'accepted');
    await shop.agent.stop();
    const files = readdirSync(shop.folder.path).filter((name) => name.startsWith('journal'));
    const onDisk = files.map((name) => readFileSync(shop.folder.file(name), 'latin1')).join('');

    expect(first.status).toBe(202);
    expect([second.status, tooMuch.status].sort()).toEqual([202, 409]);
    expect(accepted).toMatchObject({
      certificateNo: '**************0008',
      facts: { pspCustomsCode: '31222699S7' },
    });
    expect(id).toMatch(/^7\d{23}01$/);
    expect(onDisk).not.toContain(certificateNo);
    expect(shop.agent.stderr.join('')).not.toContain(certificateNo);
  });

  it('of another wallet is refused', async () => {
    const shop = await givenAgent({ gateways: GATEWAYS, customs: CUSTOMS });
    const { saleId } = saleOf(await shop.agent.call('POST', '/v1/sales', order('ORD-1')));
    const code = `28100302${String(Date.now()).padStart(16, '0')}`;
    shop.sandbox.ledger.showCode(code, Date.now());
    await shop.agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
    const { sale } = await shop.agent.events().until((view) => view.sale?.state === 'paid');

    const refused = await shop.agent.call('POST', '/v1/declarations', {
      paymentRequestId: sale?.paymentRequestId,
      declarationAmount: CNY('100'),
      approver: APPROVAL.approver,
    });

    expect(refused.json).toMatchObject({
      type: 'urn:paycode-till:problem:not-an-alipaycn-payment',
      status: 409,
    });
  });
});
