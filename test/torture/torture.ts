import type { SaleView } from '../../src/contract/sale-view.ts';
import type { AgentProcess } from '../fakes/agent-process.ts';
import { differencesAtRest, differencesNow, totalsOf, type Difference, type Totals } from './audit.ts';
import { Cashier } from './cashier.ts';
import { Fate } from './fate.ts';
import { Memory } from './memory.ts';
import { Random } from './random.ts';
import { TorturedTill } from './tortured-till.ts';
import { Watcher } from './watcher.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';

export interface TortureOptions {
  readonly rounds: number;
  readonly seed: string;
  /** Where the order ids begin, so that two tills never meet at one. */
  readonly name: string;
  readonly say: (line: string) => void;
}

/** What a till went through. */
export interface Tally extends Totals {
  readonly rounds: number;
  readonly sales: number;
  readonly attempts: number;
  /** Of these, on a page. */
  readonly onPages: number;
  /** Sales, states and answers that were acknowledged and asked for again after every start. */
  readonly facts: number;
  readonly rows: number;
  /** How the sale on the screen stood at each kill. */
  readonly killedIn: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly ends: Readonly<Record<string, number>>;
}

const RESTS_MAX = 20;

/** Kills and starts one till as often as it is told, then compares it with the ledger; throws with the story. */
export async function torture(options: TortureOptions): Promise<Tally> {
  const till = await TorturedTill.make();
  try {
    return await new Torture(till, options).run();
  } finally {
    await till.remove();
  }
}

class Torture {
  readonly #till: TorturedTill;
  readonly #options: TortureOptions;
  readonly #random: Random;
  readonly #memory = new Memory();
  readonly #killedIn: Record<string, number> = {};
  readonly #refused: Record<string, number> = {};
  #orders = 0;

  constructor(till: TorturedTill, options: TortureOptions) {
    this.#till = till;
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<Tally> {
    const { rounds, name, say } = this.#options;
    for (let round = 1; round <= rounds; round += 1) {
      await this.#round();
      if (round % 10 === 0) say(`${name}: ${round} of ${rounds} rounds, ${this.#memory.sales.size} sales`);
    }
    return this.#reckon();
  }

  /** One run of the till, from its start to its death. */
  async #round(): Promise<void> {
    const fate = new Fate(this.#random);
    const agent = this.#till.launch();
    fate.awaits(agent);
    if (fate.moment === 'starting') {
      await new Promise((resolve) => setTimeout(resolve, this.#random.below(600)));
      this.#count(this.#killedIn, 'starting');
    } else {
      await this.#sell(agent, fate);
      const shown = [...this.#memory.sales.values()].at(-1)?.state ?? 'nothing';
      this.#count(this.#killedIn, shown);
    }
    await fate.strike();
    const { code, stderr } = await agent.ended;
    if (code !== null) throw new Error(`the agent ended by itself with ${code}:\n${stderr.join('\n')}`);
  }

  async #sell(agent: AgentProcess, fate: Fate): Promise<void> {
    await agent.ready;
    await this.#remembers(agent);
    const cashier = new Cashier({
      agent,
      sandbox: this.#till.sandbox,
      pages: this.#till.pages,
      memory: this.#memory,
      fate,
      random: this.#random,
      newOrderId: () => `${this.#options.name}-${(this.#orders += 1)}`,
      refused: (slug) => this.#count(this.#refused, slug),
    });
    try {
      await cashier.work(1 + this.#random.below(3));
      fate.reached('end');
    } catch (error) {
      // A call that breaks off is what the kill is for; before it, it is a finding.
      if (!fate.struck) throw error;
    }
  }

  /** After every start: nothing that was acknowledged is lost, and nothing is paid that the ledger does not hold. */
  async #remembers(agent: AgentProcess): Promise<void> {
    const sales = await TorturedTill.sales(agent, this.#memory.sales.keys());
    const books = await this.#till.books(sales.values());
    const found = [...differencesNow([...sales.values()], books), ...this.#lost(this.#memory.lostIn(sales))];
    if (found.length > 0) {
      await agent.kill();
      throw await this.#story(found);
    }
  }

  #lost(lost: ReadonlyMap<string, string>): Difference[] {
    return [...lost].map(([saleId, why]) => {
      const referenceOrderId = this.#memory.sales.get(saleId)?.referenceOrderId ?? '';
      return { saleId, referenceOrderId, why };
    });
  }

  /** Without faults from here on: everything comes to rest, then both sides are compared. */
  async #reckon(): Promise<Tally> {
    await this.#till.sandbox.clearFaults();
    for (let start = 0; start < RESTS_MAX; start += 1) {
      const agent = this.#till.launch();
      await agent.ready;
      await this.#comesToRest(agent);
      const sales = await TorturedTill.sales(agent, this.#memory.sales.keys());
      const { code } = await agent.stop();
      if (code !== 0) throw new Error(`the agent ended with ${code ?? 'a signal'} after SIGTERM`);
      const { rows, restless } = this.#till.atRest();
      if (restless.length === 0) return this.#compare(sales, rows);
    }
    throw new Error(`never at rest: ${this.#till.atRest().restless.join('; ')}`);
  }

  async #comesToRest(agent: AgentProcess): Promise<void> {
    const watcher = new Watcher(agent.events(), (view) => this.#memory.saw(view));
    const { sale } = await watcher.until(
      (view) => !['submitting', 'customerConfirming', 'checking'].includes(view.sale?.state ?? ''),
    );
    if (sale?.state === 'awaitingCode') await agent.call('POST', `/v1/sales/${sale.saleId}/cancel`, APPROVAL);
    for (const { saleId, state } of (await TorturedTill.sales(agent, [])).values()) {
      // A charge of another amount: the named action is to cancel.
      if (state === 'attention') await agent.call('POST', `/v1/sales/${saleId}/cancel`, APPROVAL);
    }
    await watcher.until(
      (view) =>
        view.queue === 0 && view.recent.every(({ state }) => ['paid', 'failed', 'cancelled'].includes(state)),
    );
  }

  async #compare(sales: ReadonlyMap<string, SaleView>, rows: number): Promise<Tally> {
    const all = [...sales.values()];
    const books = await this.#till.books(all);
    const found = [
      ...differencesAtRest(all, books),
      ...this.#lost(this.#memory.lostIn(sales)),
      ...this.#lost(this.#memory.brokenCancels(sales)),
    ];
    if (found.length > 0) throw await this.#story(found);
    const totals = totalsOf(all, books);
    if (totals.tillMinor !== totals.ledgerMinor)
      throw new Error(`the till says ${totals.tillMinor}, the ledger ${totals.ledgerMinor}`);
    const leaks = this.#till.leaks(this.#memory.codes);
    if (leaks.length > 0) throw new Error(`a full payment code stands in ${leaks.join(', ')}`);
    const ends: Record<string, number> = {};
    for (const { state } of all) this.#count(ends, state);
    return {
      ...totals,
      rounds: this.#options.rounds,
      sales: all.length,
      attempts: all.reduce((sum, { attempts }) => sum + attempts.length, 0),
      onPages: all.flatMap(({ attempts }) => attempts).filter(({ tender }) => tender !== undefined).length,
      facts: this.#memory.facts,
      rows,
      killedIn: this.#killedIn,
      refused: this.#refused,
      ends,
    };
  }

  /** An error that tells of the first orders with a difference: the torturer's notes, the journal, the ledger. */
  async #story(found: readonly Difference[]): Promise<Error> {
    const books = await this.#till.sandbox.books();
    const told = found
      .slice(0, 3)
      .map(({ referenceOrderId, saleId, why }) =>
        [
          `${referenceOrderId} (${saleId}): ${why}`,
          ...this.#memory.storyOf(saleId),
          ...this.#till.rowsOf(saleId),
          ...books
            .filter((entry) => entry.referenceOrderId === referenceOrderId)
            .map((entry) => JSON.stringify(entry)),
        ].join('\n  '),
      );
    return new Error(`${found.length} differences, seed ${this.#options.seed}\n${told.join('\n')}`);
  }

  #count(counts: Record<string, number>, what: string): void {
    counts[what] = (counts[what] ?? 0) + 1;
  }
}
