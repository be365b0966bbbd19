import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import type { Timing } from '../../src/payment/policy.ts';
import { saleSchema, type SaleView } from '../../src/contract/sale-view.ts';
import { AgentFolder } from '../fakes/agent-folder.ts';
import { AgentProcess } from '../fakes/agent-process.ts';
import type { LedgerEntry } from './audit.ts';
import { folded, restless } from './fold.ts';
import { Pages } from './pages.ts';
import { SandboxProcess } from './sandbox-process.ts';
import { TILL } from '../fakes/memory-journal.ts';

/** Waits of a tortured till: a whole payment, with everything that can go wrong, in a second or two. */
export const TORTURE_TIMING: Timing = {
  payTimeoutMs: 150,
  inquiryTimeoutMs: 120,
  cancelTimeoutMs: 120,
  refundTimeoutMs: 120,
  inquiryEveryMs: 30,
  windowMs: 400,
  codeLifeMs: 1200,
  resendUntilMs: 300,
  retryMs: [25, 50],
  backgroundRetryMs: 80,
  recheckAfterCancelMs: 100,
  throttledMs: 20,
};

/** A till's folder that outlives its runs, and the sandbox that it pays with. */
export class TorturedTill {
  readonly folder: AgentFolder;
  readonly sandbox: SandboxProcess;
  readonly pages: Pages;
  readonly #runs: AgentProcess[] = [];
  readonly #sandboxFolder: AgentFolder;

  private constructor(
    folder: AgentFolder,
    sandbox: SandboxProcess,
    pages: Pages,
    sandboxFolder: AgentFolder,
  ) {
    this.folder = folder;
    this.sandbox = sandbox;
    this.pages = pages;
    this.#sandboxFolder = sandboxFolder;
  }

  static async make(): Promise<TorturedTill> {
    const keys = new AgentFolder('http://127.0.0.1:9');
    const sandbox = await SandboxProcess.start(keys.file('sandbox'));
    const folder = new AgentFolder(sandbox.url, {
      gateways: { alipayPlus: { timing: TORTURE_TIMING } },
      printers: [{ kind: 'file', path: 'receipts.bin', profile: 'generic-80mm', copies: ['customer'] }],
    });
    for (const key of ['keys/till.pem', 'keys/gateway.pub.pem'])
      copyFileSync(join(keys.file('sandbox'), key), folder.file(key));
    const pages = await Pages.start();
    pages.joins(folder, TORTURE_TIMING);
    return new TorturedTill(folder, sandbox, pages, keys);
  }

  /** Every charge of the orders of these sales, and of the orders that only the ledger of the scans knows. */
  async books(sales: Iterable<SaleView>): Promise<LedgerEntry[]> {
    return [...(await this.sandbox.books()), ...this.pages.books(sales)];
  }

  /** Starts the agent, without waiting for it. */
  launch(): AgentProcess {
    const agent = new AgentProcess(this.folder, ['--config', this.folder.config]);
    this.#runs.push(agent);
    return agent;
  }

  /** Every sale that the till knows, by its id; `known` are asked for one by one where the list ends before them. */
  static async sales(agent: AgentProcess, known: Iterable<string>): Promise<Map<string, SaleView>> {
    const list = await agent.call('GET', '/v1/sales?limit=1000');
    const sales = new Map(
      saleSchema
        .array()
        .parse(list.json)
        .map((sale) => [sale.saleId, sale]),
    );
    for (const saleId of known) {
      if (sales.has(saleId)) continue;
      const answer = await agent.call('GET', `/v1/sales/${saleId}`);
      if (answer.status === 200) sales.set(saleId, saleSchema.parse(answer.json));
    }
    return sales;
  }

  /** Payments that are not at rest in the journal, which no process may hold; with it, the number of its rows. */
  atRest(): { readonly rows: number; readonly restless: readonly string[] } {
    const journal = openJournal(this.folder.file('journal.sqlite'), TILL);
    if (!journal.ok) throw new Error(journal.error.say);
    const records = [...journal.value.all()];
    journal.value.close();
    return {
      rows: records.length,
      restless: restless(folded(records)),
    };
  }

  /** The journal's rows of a sale, as they stand. */
  rowsOf(saleId: string): string[] {
    const journal = openJournal(this.folder.file('journal.sqlite'), TILL);
    if (!journal.ok) return [journal.error.say];
    const rows = [...journal.value.ofSale(saleId)];
    journal.value.close();
    return rows.map((row) => JSON.stringify(row));
  }

  /** Where one of the codes stands in full: a file of the folder, or what the agent ever said. */
  leaks(codes: readonly string[]): string[] {
    const files = readdirSync(this.folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const texts = files.map((file) => [file, readFileSync(file, 'latin1')] as const);
    const said = this.#runs.flatMap(({ stderr, stdout }) => [...stderr, ...stdout]).join('\n');
    return [...texts, ['what the agent said', said] as const]
      .filter(([, text]) => codes.some((code) => text.includes(code)))
      .map(([name]) => name);
  }

  async remove(): Promise<void> {
    for (const run of this.#runs) await run.kill();
    await Promise.all([this.sandbox.stop(), this.pages.stop()]);
    this.folder.remove();
    this.#sandboxFolder.remove();
  }
}
