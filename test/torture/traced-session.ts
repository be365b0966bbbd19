import type { TrustSandbox } from '../../drivers/sandbox/trust-payments/server.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { View } from '../../src/contract/contract.ts';
import { APPROVAL, QUICK_TIMING } from '../fakes/agent-folder.ts';
import { order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';
import type { ViewStream } from '../fakes/view-stream.ts';
import type { Step } from './trace.ts';
import { rowsIn, TracedAgent } from './traced-run.ts';

/** Quick, and with time enough for a till whose every system call is written down. */
const TIMING = {
  ...QUICK_TIMING,
  windowMs: 1500,
  codeLifeMs: 2000,
  resendUntilMs: 1000,
  inquiryEveryMs: 100,
};

/** Everything that one till did to its files and said, over three runs: ended in order, killed, and killed again. */
export async function tracedSession(): Promise<{ readonly steps: Step[]; readonly rows: string[] }> {
  const printers = [{ kind: 'file', path: 'receipts.bin', profile: 'generic-80mm', copies: ['customer'] }];
  const link = { windowMs: 1500, payTimeoutMs: 3000 };
  const { folder, trust, alipay } = await givenTrustFolder({ printers }, link, { linkLifeMs: 1000 });
  folder.patch({ gateways: { alipayPlus: { timing: TIMING } } });
  const steps: Step[] = [];
  let orders = 0;
  for (const [run, signal] of (['SIGTERM', 'SIGKILL', 'SIGKILL'] as const).entries()) {
    const traced = new TracedAgent(folder, run);
    await traced.agent.ready;
    const till = new SessionTill(traced.agent, { alipay, trust }, () => `ORD-${(orders += 1)}`);
    await till.sellAll(signal === 'SIGKILL' && run === 1);
    steps.push(...(await traced.end(signal)));
  }
  return { steps, rows: rowsIn(folder.file('journal.sqlite')) };
}

/** Whom the till of a session pays with: by scans, and on pages. */
interface Sandboxes {
  readonly alipay: Sandbox;
  readonly trust: TrustSandbox;
}

class SessionTill {
  readonly #agent: AgentProcess;
  readonly #sandboxes: Sandboxes;
  readonly #events: ViewStream;
  readonly #newOrderId: () => string;

  constructor(agent: AgentProcess, sandboxes: Sandboxes, newOrderId: () => string) {
    this.#agent = agent;
    this.#sandboxes = sandboxes;
    this.#newOrderId = newOrderId;
    this.#events = agent.events();
  }

  /** Sales of every end, the last one left in the middle of its payment. */
  async sellAll(isLastOnPage: boolean): Promise<void> {
    await this.#events.until(
      ({ sale }) => !['submitting', 'customerConfirming', 'checking'].includes(sale?.state ?? ''),
    );
    for (const ending of ['000', '901', '917']) await this.#sell(ending, 'paid');
    for (const ending of ['982', '983']) {
      const saleId = await this.#sell(ending, 'paid');
      await this.#post(`/v1/sales/${saleId}/cancel`, APPROVAL);
      await this.#is(saleId, 'cancelled');
    }
    const failed = await this.#sell('941', 'failed');
    await this.#post(`/v1/sales/${failed}/retry`);
    await this.#scan(failed);
    await this.#is(failed, 'failed', 2);
    const given = await this.#open('000');
    await this.#post(`/v1/sales/${given}/cancel`);
    await this.#sell('903', 'cancelled');
    await this.#onPage('000', 'paid');
    await this.#onPage('902', 'failed');
    const left = await this.#onPage('903', 'customerConfirming');
    await this.#post(`/v1/sales/${left}/cancel`);
    await this.#is(left, 'cancelled');
    if (isLastOnPage) await this.#onPage('903', 'customerConfirming');
    else await this.#sell('903', 'customerConfirming');
  }

  /** A sale on a page, whose customer does what the amount says. */
  async #onPage(ending: string, end: string): Promise<string> {
    const saleId = await this.#open(ending);
    await this.#post(`/v1/sales/${saleId}/tender`, { tender: 'qr' });
    await this.#is(saleId, 'customerConfirming');
    const { json } = await this.#agent.call('GET', `/v1/sales/${saleId}/link`);
    await this.#sandboxes.trust.payer.play((json as { url: string }).url);
    await this.#is(saleId, end);
    return saleId;
  }

  async #sell(ending: string, end: string): Promise<string> {
    const saleId = await this.#open(ending);
    await this.#scan(saleId);
    await this.#is(saleId, end);
    return saleId;
  }

  async #open(ending: string): Promise<string> {
    return saleOf(await this.#agent.call('POST', '/v1/sales', order(this.#newOrderId(), `1${ending}`, 'EUR')))
      .saleId;
  }

  async #scan(saleId: string): Promise<void> {
    const text = this.#sandboxes.alipay.freshCode();
    const { status } = await this.#agent.call('POST', `/v1/sales/${saleId}/code`, { text });
    if (status !== 202) throw new Error(`the code was refused: HTTP ${status}`);
  }

  async #post(path: string, body?: object): Promise<void> {
    const { status } = await this.#agent.call('POST', path, body);
    if (status !== 202) throw new Error(`${path}: HTTP ${status}`);
  }

  #is(saleId: string, state: string, attempts = 1): Promise<View> {
    return this.#events.until(
      ({ sale }) => sale?.saleId === saleId && sale.state === state && sale.attempts.length >= attempts,
    );
  }
}
