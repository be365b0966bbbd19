import type { SaleView } from '../../src/contract/sale-view.ts';
import type { View } from '../../src/contract/contract.ts';
import { order, problemOf, saleOf, type AgentProcess, type Answer } from '../fakes/agent-process.ts';
import type { Fate, Moment } from './fate.ts';
import type { Memory } from './memory.ts';
import type { Pages } from './pages.ts';
import type { Random } from './random.ts';
import type { SandboxProcess } from './sandbox-process.ts';
import { amountOf, faultOrderOf } from './trouble.ts';
import { Watcher } from './watcher.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';

type State = SaleView['state'];
const BUSY: readonly State[] = ['awaitingCode', 'submitting', 'customerConfirming', 'checking'];
const RETURNED: readonly State[] = ['cancelling', 'cancelled', 'attention'];
const UNDECIDED: readonly State[] = ['submitting', 'customerConfirming', 'checking'];

export interface CashierParts {
  readonly agent: AgentProcess;
  readonly sandbox: SandboxProcess;
  readonly pages: Pages;
  readonly memory: Memory;
  readonly fate: Fate;
  readonly random: Random;
  readonly newOrderId: () => string;
  /** How often each refusal of the API was met. */
  readonly refused: (slug: string) => void;
}

/** Sells at one run of a till, as hastily and as badly as cashiers and networks can, until the till dies. */
export class Cashier {
  readonly #parts: CashierParts;
  readonly #watcher: Watcher;

  constructor(parts: CashierParts) {
    this.#parts = parts;
    this.#watcher = new Watcher(parts.agent.events(), (view) => this.#saw(view));
  }

  /** Takes up what the last run left, then sells. */
  async work(sales: number): Promise<void> {
    const { fate, random } = this.#parts;
    const left = await this.#watcher.until(() => true);
    fate.reached('started');
    if (left.sale !== null && BUSY.includes(left.sale.state)) await this.#finish(left.sale.saleId);
    for (let count = 0; count < sales; count += 1) {
      if (random.chance(0.6)) await this.#parts.sandbox.setFault(faultOrderOf(random));
      await this.#sell();
    }
  }

  async #sell(): Promise<void> {
    const { fate, memory, random, newOrderId } = this.#parts;
    const before = [...memory.sales.values()];
    const again = before.length > 0 && random.chance(0.1) ? random.pick(before) : null;
    const referenceOrderId = again?.referenceOrderId ?? newOrderId();
    const value = again?.value ?? amountOf(random, 0.45);
    fate.reached('openSent');
    const answer = await this.#call('/v1/sales', order(referenceOrderId, value));
    if (answer.status !== 201) return this.#refusal(answer);
    const sale = saleOf(answer);
    const paid = before.find(
      (other) => other.referenceOrderId === referenceOrderId && other.state === 'paid' && !other.cancelSent,
    );
    if (paid !== undefined) throw new Error(`the order of the paid sale ${paid.saleId} was opened again`);
    memory.shown(sale, 'opened');
    fate.reached('opened');
    await this.#finish(sale.saleId);
  }

  /** Brings a sale to an end that frees the till, or leaves it while it is being given back. */
  async #finish(saleId: string): Promise<void> {
    const { random } = this.#parts;
    for (let step = 0; step < 8; step += 1) {
      const hasty = random.chance(0.25);
      const { state } = await this.#until(saleId, (now) => hasty || !UNDECIDED.includes(now));
      if (state === 'awaitingCode' && step < 4 && random.chance(0.85)) await this.#pay(saleId);
      else if (state === 'failed' && step < 4 && random.chance(0.5)) await this.#retry(saleId);
      else if (state === 'paid' && random.chance(0.65)) return;
      else if (state === 'failed' && random.chance(0.5)) return;
      else if (state === 'cancelled' || state === 'cancelling') {
        if (random.chance(0.5)) return;
        await this.#until(saleId, (now) => now !== 'cancelling');
        return;
      } else await this.#cancel(saleId);
    }
  }

  /** By a scan; or, where the amount has a customer there, now and then on a page. */
  async #pay(saleId: string): Promise<void> {
    const { memory, pages, random } = this.#parts;
    const isOnPage = pages.plays(memory.sales.get(saleId)?.value ?? '') && random.chance(0.4);
    await (isOnPage ? this.#onPage(saleId) : this.#scan(saleId));
  }

  async #onPage(saleId: string): Promise<void> {
    const { agent, fate, memory, pages } = this.#parts;
    fate.reached('codeSent');
    const answer = await this.#call(`/v1/sales/${saleId}/tender`, { tender: 'qr' });
    if (answer.status !== 202) return this.#refusal(answer);
    memory.shown(saleOf(answer), 'tender taken');
    fate.reached('codeTaken');
    await this.#until(saleId, (now) => now !== 'submitting');
    const link = await agent.call('GET', `/v1/sales/${saleId}/link`);
    if (link.status === 200) await pages.customer((link.json as { url: string }).url);
  }

  async #scan(saleId: string): Promise<void> {
    const { fate, memory, sandbox } = this.#parts;
    const text = await sandbox.freshCode();
    memory.codes.push(text);
    fate.reached('codeSent');
    const answer = await this.#call(`/v1/sales/${saleId}/code`, { text });
    if (answer.status !== 202) return this.#refusal(answer);
    memory.shown(saleOf(answer), 'code taken');
    fate.reached('codeTaken');
  }

  async #cancel(saleId: string): Promise<void> {
    const { fate, memory } = this.#parts;
    const told = memory.sales.get(saleId);
    if (told !== undefined) told.cancelSent = true;
    fate.reached('cancelSent');
    const answer = await this.#call(`/v1/sales/${saleId}/cancel`, APPROVAL);
    if (answer.status !== 202) return this.#refusal(answer);
    const sale = saleOf(answer);
    memory.shown(sale, 'cancel taken');
    if (told !== undefined) told.cancelTaken = sale.state;
    fate.reached('cancelTaken');
    // While it is undecided the till asks once more; a second cancel then says nothing new.
    const mayBePaid = UNDECIDED.includes(sale.state);
    await this.#until(saleId, (now) => RETURNED.includes(now) || (mayBePaid && now === 'paid'));
  }

  async #retry(saleId: string): Promise<void> {
    const told = this.#parts.memory.sales.get(saleId);
    if (told !== undefined) told.retrySent = true;
    const answer = await this.#call(`/v1/sales/${saleId}/retry`);
    if (answer.status !== 202) {
      this.#refusal(answer);
      return this.#cancel(saleId);
    }
    this.#parts.memory.shown(saleOf(answer), 'retry taken');
    await this.#until(saleId, (now) => now !== 'failed');
  }

  /** The stream may lag behind an answer of the API: a view without the attempts that were told of is an old one. */
  async #until(saleId: string, fits: (state: State) => boolean): Promise<SaleView> {
    const told = this.#parts.memory.sales.get(saleId)?.attempts ?? 0;
    const find = (view: View): SaleView | undefined =>
      view.recent.find((sale) => sale.saleId === saleId && sale.attempts.length >= told);
    const view = await this.#watcher.until((shown) => {
      const sale = find(shown);
      return sale !== undefined && fits(sale.state);
    });
    return find(view)!;
  }

  #saw(view: View): void {
    const { fate, memory } = this.#parts;
    memory.saw(view);
    this.#mayNotShowACode(JSON.stringify(view));
    const state = view.sale?.state;
    if (state !== undefined && state !== 'awaitingCode' && state !== 'capturing' && state !== 'attention')
      fate.reached(state satisfies Moment);
  }

  async #call(path: string, body?: object): Promise<Answer> {
    const answer = await this.#parts.agent.call('POST', path, body);
    this.#mayNotShowACode(answer.text);
    return answer;
  }

  #mayNotShowACode(text: string): void {
    const code = this.#parts.memory.codes.at(-1);
    if (code !== undefined && text.includes(code)) throw new Error('an answer shows a full payment code');
  }

  #refusal(answer: Answer): void {
    this.#parts.refused(problemOf(answer).type.replace('urn:paycode-till:problem:', ''));
  }
}
