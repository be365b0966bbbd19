import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import type { Window } from './window.ts';

/** A till as a process of its own, the sandbox that it pays with, and its window in the browser. */
export class OpenedTill {
  readonly agent: AgentProcess;
  readonly sandbox: Sandbox;
  readonly folder: AgentFolder;
  readonly window: Window;

  constructor(agent: AgentProcess, sandbox: Sandbox, folder: AgentFolder, window: Window) {
    this.agent = agent;
    this.sandbox = sandbox;
    this.folder = folder;
    this.window = window;
  }

  /** A sale of this amount whose code was scanned, as soon as it is `state`. */
  async sold(value: string, state: SaleView['state'] = 'paid'): Promise<SaleView> {
    const { saleId } = saleOf(await this.agent.call('POST', '/v1/sales', order(`ORD-${value}`, value)));
    await this.agent.call('POST', `/v1/sales/${saleId}/code`, { text: this.sandbox.freshCode() });
    await this.agent.events().until(({ sale }) => sale?.saleId === saleId && sale.state === state);
    return this.saleNow(saleId);
  }

  /** A sale as it stands now. */
  async saleNow(saleId: string): Promise<SaleView> {
    return saleOf(await this.agent.call('GET', `/v1/sales/${saleId}`));
  }
}
