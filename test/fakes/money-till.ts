import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { WireNotification } from '../../drivers/sandbox/answers.ts';
import type { FaultOrder } from '../../drivers/sandbox/fault-board.ts';
import { sendNotification } from '../../drivers/sandbox/notifier.ts';
import type { Api } from '../../drivers/sandbox/requests.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { hashPin } from '../../src/staff/pin.ts';
import { saleSchema, type SaleView } from '../../src/contract/sale-view.ts';
import type { TillEvent } from '../../src/payment/events.ts';
import { queueItemSchema } from '../../src/contract/till-view.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS, type AgentFolder, type Patch } from './agent-folder.ts';
import {
  givenAgentFolder,
  givenAgentSandbox,
  order,
  saleOf,
  startAgent,
  type AgentProcess,
  type Answer,
} from './agent-process.ts';
import { GatewayRecord } from './gateway-record.ts';
import { JournalWriter } from './journal-writer.ts';
import type { ViewStream } from './view-stream.ts';
import { TILL } from './memory-journal.ts';

export const PIN = '471147';
/** A manager's approval, as a request has it. */
export const APPROVAL = { approver: { id: 'm1', pin: PIN }, reason: 'Looked at it' };

/** The real flow, in about a second; only a call that the gateway holds takes longer. */
const TIMING = {
  payTimeoutMs: 30_000,
  inquiryTimeoutMs: 30_000,
  cancelTimeoutMs: 30_000,
  refundTimeoutMs: 30_000,
  inquiryEveryMs: 60,
  windowMs: 1000,
  codeLifeMs: 1000,
  resendUntilMs: 800,
  retryMs: [40, 80],
  backgroundRetryMs: 150,
  recheckAfterCancelMs: 200,
  throttledMs: 60,
};

const clock = systemClock();
const NOTIFY_PATH = '/alipayplus/notifyPayment';
/** More calls than a test makes: a fault that is armed for so many stays until it is cleared. */
const FOR_GOOD = 1_000_000;

/** How a sale stands, for everybody who looks: the screen, the queue, and the acquirer's books. */
export interface Stand extends Pick<SaleView, 'state' | 'reason' | 'say' | 'may'> {
  readonly refundable: string | null;
  /** What is owed for it. */
  readonly queue: readonly string[];
  /** What the books hold as charged for all of its attempts. */
  readonly netMinor: number;
}

/** A gateway with its ledger at hand, and tills that pay with it; one merchant. */
export class MoneyShop {
  readonly sandbox: Sandbox;
  readonly gateway: GatewayRecord;

  private constructor(sandbox: Sandbox, gateway: GatewayRecord) {
    this.sandbox = sandbox;
    this.gateway = gateway;
  }

  static async open(): Promise<MoneyShop> {
    const gateway = new GatewayRecord();
    return new MoneyShop(await givenAgentSandbox({ log: gateway.log }), gateway);
  }

  /**
   * Starts a till of the shop, with its own journal, in which `rows` stand already. `timing` differs from a flow of
   * about a second.
   */
  async till(
    storeTerminalId = 'T01',
    timing: Partial<typeof TIMING> = {},
    rows: readonly TillEvent[] = [],
  ): Promise<MoneyTill> {
    const pin = await hashPin(PIN, Buffer.alloc(16, 3));
    const patch: Patch = {
      terminal: { storeTerminalId },
      notify: { path: NOTIFY_PATH },
      managers: [{ id: 'm1', name: 'Aisyah', pin }],
      gateways: { alipayPlus: { timing: { ...TIMING, ...timing } } },
    };
    const folder = givenAgentFolder(this.sandbox.url, patch);
    if (rows.length > 0) writeJournal(folder.file('journal.sqlite'), rows);
    return new MoneyTill(this, folder, await startAgent(folder));
  }

  /** From now on until it is cleared, calls of `api` are answered by this fault; `times` ends it by itself. */
  arm(id: FaultOrder['id'], api: Api, times = FOR_GOOD): void {
    const set = this.sandbox.setFault({ id, api, times });
    if (!set.ok) throw new Error(`${id} cannot be set for ${api}: ${set.error}`);
  }

  /** From now on no inquiry is answered. */
  silenceInquiries(): void {
    this.arm('lost-request', 'inquiryPayment');
  }

  clear(): void {
    this.sandbox.faults.clear();
  }

  /** A refund that somebody else made, in the acquirer's books. */
  refundElsewhere({ paymentRequestId }: SaleView, value: string, refundRequestId = 'PORTAL-1'): void {
    const { result } = this.sandbox.ledger.refund(
      { paymentRequestId, refundRequestId, refundAmount: { currency: 'MYR', value } },
      clock.nowMs(),
    );
    if (result.resultCode !== 'SUCCESS') throw new Error(`not refunded: ${result.resultCode}`);
  }

  /** The charge is cancelled in the acquirer's portal. */
  cancelElsewhere({ paymentRequestId }: SaleView): void {
    const { result } = this.sandbox.ledger.cancelPayment({ paymentRequestId }, clock.nowMs());
    if (result.resultCode !== 'SUCCESS') throw new Error(`not cancelled: ${result.resultCode}`);
  }

  /** The refunds that were made of a sale: each id, and what it gave back. */
  refundsOf(sale: SaleView): readonly (readonly [string, number])[] {
    return this.#bookOf(sale.paymentRequestId ?? '').flatMap(({ refunds }) =>
      refunds
        .filter(({ code }) => code === 'SUCCESS')
        .map(({ refundRequestId, amount }) => [refundRequestId, Number(amount.value)] as const),
    );
  }

  netMinor({ attempts }: SaleView): number {
    return attempts
      .flatMap(({ paymentRequestId }) => this.#bookOf(paymentRequestId))
      .reduce((sum, book) => sum + book.netMinor, 0);
  }

  /** What the acquirer would tell of a sale by itself. */
  noticeOf({ paymentRequestId = '' }: SaleView): WireNotification {
    const notice = this.sandbox.ledger.notification(paymentRequestId, clock.nowMs());
    if (notice === null) throw new Error('the payment is not final: nothing is told of it');
    return notice;
  }

  #bookOf(paymentRequestId: string) {
    return this.sandbox.ledger
      .books(clock.nowMs())
      .filter((book) => book.paymentRequestId === paymentRequestId);
  }
}

/** A till of the shop: an agent process, and what people and the acquirer do with it. */
export class MoneyTill {
  readonly shop: MoneyShop;
  readonly #folder: AgentFolder;
  #agent: AgentProcess;
  #events: ViewStream;

  constructor(shop: MoneyShop, folder: AgentFolder, agent: AgentProcess) {
    this.shop = shop;
    this.#folder = folder;
    this.#agent = agent;
    this.#events = agent.events();
  }

  get agent(): AgentProcess {
    return this.#agent;
  }

  get events(): ViewStream {
    return this.#events;
  }

  /** Opens a sale and scans a code, one that chooses a fault where one is named; waits for nothing. */
  async scan(referenceOrderId: string, fault?: string): Promise<SaleView> {
    const { sandbox } = this.shop;
    const { saleId } = saleOf(await this.#agent.call('POST', '/v1/sales', order(referenceOrderId)));
    const text = fault === undefined ? sandbox.freshCode() : sandbox.faultCode(fault);
    return saleOf(await this.#agent.call('POST', `/v1/sales/${saleId}/code`, { text }));
  }

  /** The same, and waits until the sale stands so. */
  async sell(referenceOrderId: string, fault?: string, state = 'paid'): Promise<SaleView> {
    const { saleId } = await this.scan(referenceOrderId, fault);
    await this.until(saleId, (stand) => stand.state === state);
    return this.sale(saleId);
  }

  async sale(saleId: string): Promise<SaleView> {
    return saleOf(await this.#agent.call('GET', `/v1/sales/${saleId}`));
  }

  async sales(): Promise<readonly SaleView[]> {
    return saleSchema.array().parse((await this.#agent.call('GET', '/v1/sales')).json);
  }

  /** How a sale stands at one instant: the sale and the queue are two answers, so nothing may change in between. */
  async stand(saleId: string): Promise<Stand> {
    let sale = await this.sale(saleId);
    for (;;) {
      const queue = queueItemSchema.array().parse((await this.#agent.call('GET', '/v1/queue')).json);
      const after = await this.sale(saleId);
      if (isDeepStrictEqual(after, sale)) return this.#standOf(sale, queue);
      sale = after;
    }
  }

  #standOf(sale: SaleView, queue: readonly z.infer<typeof queueItemSchema>[]): Stand {
    const { state, reason, say, may, refundable } = sale;
    return {
      ...{ state, reason, say, may },
      refundable: refundable?.value ?? null,
      queue: queue.filter((item) => item.saleId === sale.saleId).map(({ kind }) => kind),
      netMinor: this.shop.netMinor(sale),
    };
  }

  /** How a sale stands as soon as it fits; looks again whenever the till shows something new. */
  until(saleId: string, fits: (stand: Stand) => boolean): Promise<Stand> {
    return this.again(() => this.stand(saleId), fits);
  }

  /** Does something again whenever the till shows something new, until its outcome fits. */
  async again<T>(act: () => Promise<T>, fits: (outcome: T) => boolean): Promise<T> {
    for (;;) {
      const outcome = await act();
      if (fits(outcome)) return outcome;
      await this.#events
        .until(() => true)
        .catch((error: unknown) => {
          throw new Error(`it never came to it; the last was ${JSON.stringify(outcome)}`, { cause: error });
        });
    }
  }

  /** The cashier gives up or voids; a manager has a doubted charge given back. */
  cancel(saleId: string, approval?: object): Promise<Answer> {
    return this.#agent.call('POST', `/v1/sales/${saleId}/cancel`, approval);
  }

  refund({ paymentRequestId }: SaleView, value: string): Promise<Answer> {
    const amount = { currency: 'MYR', value };
    return this.#agent.call('POST', '/v1/refunds', { paymentRequestId, amount, ...APPROVAL });
  }

  /** The acquirer tells this till by itself. */
  async tell(notice: WireNotification): Promise<void> {
    const { notify } = await this.#agent.ready;
    const told = await sendNotification(notify ?? '', notice, clock, {
      tillPublicKey: AGENT_KEYS.till.publicKey,
      sandboxPrivateKey: AGENT_KEYS.gateway.privateKey,
      clientId: AGENT_CLIENT_ID,
      keyVersion: 1,
    });
    if (!told.ok || told.value.status !== 200) throw new Error('the till did not take the notice');
  }

  /** Ends it as a power cut does, and starts it from the same folder. */
  async killAndStart(): Promise<void> {
    await this.#agent.kill();
    this.#agent = await startAgent(this.#folder);
    this.#events = this.#agent.events();
  }
}

function writeJournal(file: string, rows: readonly TillEvent[]): void {
  const opened = openJournal(file, TILL);
  if (!opened.ok) throw new Error(`no journal in ${file}: ${opened.error.kind}`);
  const writer = new JournalWriter(opened.value);
  opened.value.together(() => rows.forEach((row) => writer.write(row)));
  opened.value.close();
}
