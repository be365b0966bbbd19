import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../drivers/sandbox/faults.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { View } from '../../src/contract/contract.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { endAgents, givenAgent, order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import type { ViewStream } from '../fakes/view-stream.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';

/** The real flow, in about a second. */
const TIMING = {
  payTimeoutMs: 300,
  inquiryTimeoutMs: 300,
  cancelTimeoutMs: 300,
  refundTimeoutMs: 300,
  inquiryEveryMs: 60,
  windowMs: 1500,
  codeLifeMs: 1500,
  resendUntilMs: 1200,
  retryMs: [40, 80],
  backgroundRetryMs: 150,
  recheckAfterCancelMs: 300,
  throttledMs: 60,
};

let agent: AgentProcess;
let sandbox: Sandbox;
let events: ViewStream;
let orders = 0;

beforeAll(async () => {
  const till = await givenAgent({ gateways: { alipayPlus: { timing: TIMING } }, printers: [], scanners: [] });
  ({ agent, sandbox } = till);
  events = agent.events();
});
afterAll(endAgents);

const amountOf = (ending: string) => `1${ending}`;
const settled = (view: View) =>
  view.sale !== null && ['paid', 'failed', 'cancelled', 'attention'].includes(view.sale.state);

/** Sells for an amount and waits for `until`; the sale as it then is, and what the ledger holds for it. */
async function sell(
  value: string,
  until: (view: View) => boolean = settled,
): Promise<{ sale: SaleView; netMinor: number; pays: number; debits: number }> {
  orders += 1;
  const { saleId, referenceOrderId } = saleOf(
    await agent.call('POST', '/v1/sales', order(`ORD-${orders}`, value)),
  );
  await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
  const view = await events.until((seen) => seen.sale?.saleId === saleId && until(seen));
  return { sale: view.sale!, ...booked(referenceOrderId) };
}

function booked(referenceOrderId: string): { netMinor: number; pays: number; debits: number } {
  const books = sandbox.ledger.books(Date.now()).filter((book) => book.referenceOrderId === referenceOrderId);
  const sum = (of: (book: (typeof books)[number]) => number) =>
    books.reduce((total, book) => total + of(book), 0);
  return { netMinor: sum((b) => b.netMinor), pays: sum((b) => b.pays), debits: sum((b) => b.debits) };
}

/** Cancels the sale if it still stands, so that the next one finds a free till. */
async function clear(sale: SaleView): Promise<void> {
  if (['awaitingCode', 'failed'].includes(sale.state))
    await agent.call('POST', `/v1/sales/${sale.saleId}/cancel`);
}

const endingOf = (id: string) => FAULTS.find((fault) => fault.id === id)?.amountEnding ?? 'no such fault';

describe('A success that is told late, badly or after all is paid, once (dossier 5.1)', () => {
  it.each([
    'in-process-paid',
    'unknown-paid',
    'unknown-but-charged',
    'lost-request',
    'lost-answer',
    'throttled',
    'http-500',
    'http-302',
    'garbled-body',
    'wrong-signature',
    'no-signature',
    'oversized-body',
    'order-not-exist-at-first',
    'dated-90s-before',
  ])('%s', async (id) => {
    const value = amountOf(endingOf(id));

    const { sale, netMinor, debits } = await sell(value);

    expect(sale).toMatchObject({ state: 'paid', attempts: [{ state: 'paid' }] });
    expect(netMinor).toBe(Number(value));
    expect(debits).toBe(1);
  });

  it.each([
    ['late-answer', 600],
    ['late-request', 500],
    ['charged-after-20s', 500],
  ])('%s', async (id, waitMs) => {
    sandbox.setFault({ id, waitMs });

    const { sale, netMinor, debits } = await sell('4550');

    expect(sale.state).toBe('paid');
    expect(netMinor).toBe(4550);
    expect(debits).toBe(1);
  });
});

describe('A refusal is failed, with its code and a sentence (dossier 5.2)', () => {
  const rescan = ['EXPIRED_CODE', 'INVALID_CODE'];
  const refusals = FAULTS.filter((fault) => fault.id.startsWith('refuse-')).map(
    (fault) =>
      [
        fault.id.slice('refuse-'.length).toUpperCase().replaceAll('-', '_'),
        fault.amountEnding ?? '',
      ] as const,
  );

  it.each(refusals.filter(([code]) => !rescan.includes(code)))('%s', async (code, ending) => {
    const { sale, netMinor } = await sell(amountOf(ending));
    await clear(sale);

    expect(sale).toMatchObject({ state: 'failed', reason: code });
    expect(sale.say).toMatch(/^[A-Z].*\.$/);
    expect(sale.say).not.toContain(code);
    expect(netMinor).toBe(0);
  });

  it.each(refusals.filter(([code]) => rescan.includes(code)))('%s: scan again', async (code, ending) => {
    const { sale, netMinor } = await sell(amountOf(ending), (view) => view.sale?.reason === code);
    await clear(sale);

    expect(sale.state).toBe('awaitingCode');
    expect(netMinor).toBe(0);
  });

  it.each([
    ['in-process-failed', 'USER_PAYMENT_VERIFICATION_FAILED'],
    ['unknown-failed', 'USER_BALANCE_NOT_ENOUGH'],
  ])('%s', async (id, code) => {
    const { sale, netMinor } = await sell(amountOf(endingOf(id)));
    await clear(sale);

    expect(sale).toMatchObject({ state: 'failed', reason: code });
    expect(netMinor).toBe(0);
  });
});

describe('Without an outcome in the window, nothing stays charged (dossier 6.2)', () => {
  it.each(['in-process-never', 'u-storm', 'u-storm-charged', 'other-payment-in-inquiry'])(
    '%s',
    async (id) => {
      const { sale, netMinor, pays } = await sell(amountOf(endingOf(id)));

      expect(sale).toMatchObject({ state: 'cancelled', reason: 'NO_ANSWER_IN_TIME' });
      expect(netMinor).toBe(0);
      expect(pays).toBe(1);
    },
  );

  it('in-process-expires: closed by the acquirer or cancelled by the till', async () => {
    const { sale, netMinor } = await sell(amountOf(endingOf('in-process-expires')));
    await clear(sale);

    expect(['failed', 'cancelled']).toContain(sale.state);
    expect(netMinor).toBe(0);
  });

  it('charged-after-cancel: found by the look after the cancel, and given back', async () => {
    sandbox.setFault({ id: 'charged-after-cancel', waitMs: 100 });

    const { sale } = await sell('4550');
    const back = await events.until(
      (view) =>
        view.recent.find(({ saleId }) => saleId === sale.saleId)?.attempts[0]?.reason === 'LATE_CHARGE' &&
        view.sale?.state === 'cancelled',
    );

    expect(back.sale?.state).toBe('cancelled');
    expect(booked(sale.referenceOrderId)).toMatchObject({ netMinor: 0, debits: 1 });
  });

  it('other-amount: is never paid, and goes back at once', async () => {
    const { sale } = await sell(amountOf(endingOf('other-amount')));
    await events.until((view) => view.sale?.state === 'cancelled');

    expect(['attention', 'cancelled']).toContain(sale.state);
    expect(sale).toMatchObject({ reason: 'AMOUNT_MISMATCH', may: [] });
    expect(sale.charged).not.toEqual(sale.amount);
    expect(booked(sale.referenceOrderId).netMinor).toBe(0);
  });
});

describe('A void goes on until the money is back (dossier 6.2)', () => {
  it.each(['cancel-unknown', 'cancel-lost-answer', 'cancel-too-late', 'cancel-refused'])('%s', async (id) => {
    const { sale } = await sell(amountOf(endingOf(id)));

    await agent.call('POST', `/v1/sales/${sale.saleId}/cancel`, APPROVAL);
    const voided = await events.until((view) => view.sale?.state === 'cancelled');

    expect(sale.state).toBe('paid');
    expect(voided.sale?.saleId).toBe(sale.saleId);
    expect(booked(sale.referenceOrderId).netMinor).toBe(0);
  });

  it.each(['refund-unknown', 'refund-lost-answer'])('a void that is too late is refunded: %s', async (id) => {
    const { sale } = await sell(amountOf(endingOf(id)));
    sandbox.setFault({ id: 'cancel-too-late', times: 1 });

    await agent.call('POST', `/v1/sales/${sale.saleId}/cancel`, APPROVAL);
    await events.until((view) => view.sale?.state === 'cancelled');

    expect(booked(sale.referenceOrderId)).toMatchObject({ netMinor: 0 });
    expect(
      sandbox.ledger.books(Date.now()).find((b) => b.referenceOrderId === sale.referenceOrderId)?.refunds,
    ).toHaveLength(1);
  });

  it('refund-refused: needs a person, and stays in the queue', async () => {
    const { sale } = await sell(amountOf(endingOf('refund-refused')));
    sandbox.setFault({ id: 'cancel-too-late', times: 1 });

    await agent.call('POST', `/v1/sales/${sale.saleId}/cancel`, APPROVAL);
    const stuck = await events.until((view) => view.sale?.state === 'attention');
    const queue = await agent.call('GET', '/v1/queue');

    expect(stuck.sale).toMatchObject({ saleId: sale.saleId, reason: 'PROCESS_FAIL' });
    expect(queue.json).toContainEqual(expect.objectContaining({ saleId: sale.saleId, kind: 'inquiry' }));
  });
});

it('every fault of the menu is played in this folder', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = new URL('.', import.meta.url);
  const here = readdirSync(folder)
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');

  const missing = FAULTS.map(({ id }) => id).filter(
    (id) =>
      id !== 'none' && !id.startsWith('refuse-') && !here.includes(`'${id}`) && !here.includes(`(${id}`),
  );

  expect(missing).toEqual([]);
});
