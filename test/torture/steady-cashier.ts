import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import type { Memory } from './memory.ts';
import { Watcher } from './watcher.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';

/** Sells without a fault at the acquirer, remembers what is acknowledged, and goes on until it is told or the till ends. */
export class SteadyCashier {
  readonly memory: Memory;
  readonly #sandbox: Sandbox;
  #orders = 0;

  constructor(memory: Memory, sandbox: Sandbox) {
    this.memory = memory;
    this.#sandbox = sandbox;
  }

  /** Sells up to `sales` times, every third sale voided; false where the till ended before. */
  async sell(agent: AgentProcess, sales: number): Promise<boolean> {
    const watcher = new Watcher(agent.events(), (view) => this.memory.saw(view));
    try {
      for (let count = 0; count < sales; count += 1) await this.#sellOne(agent, watcher);
      return true;
    } catch (error) {
      const gone = await Promise.race([agent.ended, new Promise<null>((no) => setTimeout(no, 2000, null))]);
      if (gone === null) throw error;
      return false;
    }
  }

  async #sellOne(agent: AgentProcess, watcher: Watcher): Promise<void> {
    this.#orders += 1;
    const { saleId } = this.#acknowledged(
      saleOf(await agent.call('POST', '/v1/sales', order(`ORD-${this.#orders}`))),
    );
    const text = this.#sandbox.freshCode();
    this.memory.codes.push(text);
    this.#acknowledged(saleOf(await agent.call('POST', `/v1/sales/${saleId}/code`, { text })));
    const isNow = (state: string) =>
      watcher.until(({ sale }) => sale?.saleId === saleId && sale.state === state);
    await isNow('paid');
    if (this.#orders % 3 > 0) return;
    this.memory.sales.get(saleId)!.cancelSent = true;
    const voided = saleOf(await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL));
    this.memory.sales.get(saleId)!.cancelTaken = this.#acknowledged(voided).state;
    await isNow('cancelled');
  }

  #acknowledged(sale: ReturnType<typeof saleOf>): ReturnType<typeof saleOf> {
    this.memory.shown(sale, 'answer');
    return sale;
  }
}
