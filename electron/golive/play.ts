import type { SaleView } from '../../src/contract/sale-view.ts';
import type { AcceptanceCase } from '../../src/golive/case.ts';
import type { CaseRecord, Exchange } from '../../src/golive/record.ts';
import { CaseSeen } from './case-seen.ts';
import { Moves, patienceOf } from './moves.ts';
import { Skipped } from './person-hands.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

/** How a try ended: a record to be judged, or a person's word that it cannot be done. */
export type Played =
  | { readonly kind: 'record'; readonly record: CaseRecord }
  | { readonly kind: 'skipped'; readonly why: string };

/** How long a till that broke in a rehearsal may take to give back. Ours. */
const BROKEN_MS = 3000;

/** One try of one case: its moves, and what was seen meanwhile. */
export class Play {
  readonly #stage: Stage;
  readonly #of: AcceptanceCase;
  readonly #attempt: number;
  readonly #seen: CaseSeen;
  readonly #moves: Moves;

  constructor(stage: Stage, of: AcceptanceCase, attempt: number) {
    this.#stage = stage;
    this.#of = of;
    this.#attempt = attempt;
    this.#seen = new CaseSeen(() => stage.clock.nowMs() - stage.sinceMs, stage.earlier);
    this.#moves = new Moves(stage, this.#seen, { of, attempt });
  }

  get caseId(): string {
    return this.#of.id;
  }

  /** A message passed the wire. */
  passed(exchange: Exchange): void {
    this.#seen.passed(exchange);
    this.#stage.till.look();
  }

  /** The till showed a sale. */
  shown(view: SaleView): void {
    this.#seen.shown(view);
  }

  /** Whether a sale of the case still waits for its code. */
  isWaitingForCode(sale: string): boolean {
    return this.#seen.sales.get(sale)?.view.state === 'awaitingCode';
  }

  /** Plays every move, settles what is left, and answers what was seen. */
  async play(): Promise<Played> {
    const said: string[] = [];
    let broken = await worded(
      async () => {
        for (const move of this.#of.script?.moves ?? []) await this.#moves.make(move);
      },
      (why) => said.push(why),
    );
    const opened = [...this.#seen.sales.values()];
    const { hands, waits, marksTrouble, account } = this.#stage;
    const books = await hands.books(opened);
    // What the kit gives back afterwards is not what the case did.
    this.#seen.shut();
    // The own sandbox ends with the run: what a broken till does not give back there is not waited for.
    const patienceMs = this.#stage.isOwn && broken !== null ? BROKEN_MS : patienceOf(this.#stage);
    const reason = `Acceptance ${this.#of.id}`;
    const unsettled = await worded(() => settle(this.#stage, opened, reason, patienceMs));
    broken ??= unsettled;
    const [skipped] = said;
    if (skipped !== undefined && unsettled === null) return { kind: 'skipped', why: skipped };
    const left = await hands.books(opened);
    const record = this.#seen.record({
      ...{ caseId: this.#of.id, attempt: this.#attempt, waits, broken, books, marksTrouble, account },
      leftMinor: left.reduce((sum, { netMinor }) => sum + netMinor, 0),
    });
    return { kind: 'record', record };
  }
}

/** Does something; answers what it threw, in words, or null. `skip`: told where a person could not do it. */
async function worded(act: () => Promise<void>, skip?: (why: string) => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof Skipped) skip?.(why);
    return why;
  }
}
