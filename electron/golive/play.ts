import type { SaleView } from '../../src/contract/sale-view.ts';
import type { AcceptanceCase, Move, ShownCode } from '../../src/golive/case.ts';
import type { BookSeen, CaseRecord, Exchange } from '../../src/golive/record.ts';
import { isBusyState } from '../../src/ground/sale-states.ts';
import { CaseSeen } from './case-seen.ts';
import { settle } from './settle.ts';
import { takePapers, takeScreens, type PictureOf } from './pictures.ts';
import type { Stage } from './stage.ts';

/** What is sold where a case names no amount; no ending of it chooses a fault. Ours. */
const MINOR = 1200;
/** Something for a slow machine. */
const PATIENCE_MS = 30_000;

/** One try of one case: its moves, and what was seen meanwhile. */
export class Play {
  readonly #stage: Stage;
  readonly #of: AcceptanceCase;
  readonly #attempt: number;
  readonly #seen: CaseSeen;
  readonly #shot: PictureOf;
  #lastCode = '';

  constructor(stage: Stage, of: AcceptanceCase, attempt: number) {
    this.#stage = stage;
    this.#of = of;
    this.#attempt = attempt;
    this.#shot = { of, attempt };
    this.#seen = new CaseSeen(() => stage.clock.nowMs() - stage.sinceMs, stage.earlier);
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

  /** Plays every move, settles what is left, and answers what was seen. */
  async play(): Promise<CaseRecord> {
    let broken = await worded(async () => {
      for (const move of this.#of.script?.moves ?? []) await this.#make(move);
    });
    const books = await this.#books();
    // What the kit gives back afterwards is not what the case did.
    this.#seen.shut();
    const opened = [...this.#seen.sales.values()];
    const unsettled = await worded(() =>
      settle(this.#stage, opened, `Acceptance ${this.#of.id}`, this.#patience()),
    );
    broken ??= unsettled;
    const left = await this.#books();
    const { waits, marksTrouble } = this.#stage;
    return this.#seen.record({
      ...{ caseId: this.#of.id, attempt: this.#attempt, waits, broken, books, marksTrouble },
      leftMinor: left.reduce((sum, { netMinor }) => sum + netMinor, 0),
    });
  }

  async #make(move: Move): Promise<unknown> {
    const { till, wire, control, kit } = this.#stage;
    switch (move.move) {
      case 'sell':
        return this.#sell(move.sale, move.order ?? move.sale, move.minor ?? MINOR);
      case 'scan':
        return this.#scan(move.sale, move.code);
      case 'identify':
        for (const text of move.texts) this.#seen.families.push(await this.#familyOf(text));
        return;
      case 'until':
        return this.#until(move.sale, move.state);
      case 'retry':
        return this.#ask('retry', move.sale, `/v1/sales/${this.#idOf(move.sale)}/retry`);
      case 'cancel':
        return this.#ask('cancel', move.sale, `/v1/sales/${this.#idOf(move.sale)}/cancel`, {});
      case 'void':
        return this.#ask('void', move.sale, `/v1/sales/${this.#idOf(move.sale)}/cancel`, this.#approval());
      case 'refund':
        return this.#refund(move.sale, move.minor);
      case 'print':
        return takePapers(this.#stage, this.#seen, this.#shot, move.sale);
      case 'bend':
        return wire.bend(move.bend, move.at, move.times ?? 1);
      case 'straighten':
        return wire.straighten();
      case 'until-calls':
        return till.until(
          () => this.#seen.count(move.api) >= move.count,
          PATIENCE_MS,
          `${move.count} × ${move.api}`,
        );
      case 'quiet':
        return till.until(() => !this.#isBusy(), this.#patience(), 'nothing to be under way');
      case 'decide':
        return control.decide(this.#paymentOf(move.sale), move.status);
      case 'notify':
        for (let told = 0; told < move.times; told += 1)
          this.#told(await control.notify(this.#paymentOf(move.sale)), move.sale);
        return;
      case 'again':
        return this.#seen.passed(await kit.again(this.#paymentOf(move.sale), move.change));
      case 'inquire':
        return this.#seen.passed(await kit.inquire(move.sale === null ? null : this.#paymentOf(move.sale)));
      case 'check':
        return this.#check();
      case 'kill':
        return till.kill();
      case 'start':
        return this.#start();
      case 'many':
        return this.#many(move.sales);
      case 'picture':
        return takeScreens(this.#stage, this.#seen, this.#shot, move.name);
    }
  }

  async #sell(sale: string, order: string, minor: number): Promise<void> {
    const { till, currency, run } = this.#stage;
    const referenceOrderId = `GL-${run}-${this.#of.id}-${this.#attempt}-${order}`;
    const answer = await till.call('POST', '/v1/sales', {
      ...{ referenceOrderId, orderDescription: `Acceptance ${this.#of.id}` },
      amount: { currency, value: String(minor) },
    });
    if (answer.status !== 201) return this.#seen.refused('sell', sale, answer.json);
    const view = answer.json as SaleView;
    this.#seen.sales.set(sale, { order, minor, saleId: view.saleId, referenceOrderId, view });
    this.shown(view);
  }

  async #scan(sale: string, shown: ShownCode): Promise<void> {
    const code = await this.#code(shown);
    this.#stage.secrets.add(code);
    this.#lastCode = code;
    await this.#ask('scan', sale, `/v1/sales/${this.#idOf(sale)}/code`, { text: code });
  }

  async #code(shown: ShownCode): Promise<string> {
    if (shown === 'same') return this.#lastCode;
    if (shown === 'fresh') return this.#stage.control.code(null);
    return 'text' in shown ? shown.text : this.#stage.control.code(shown.fault);
  }

  async #familyOf(text: string): Promise<string> {
    const { json } = await this.#stage.till.call('POST', '/v1/codes/identify', { text });
    return (json as { family?: string } | null)?.family ?? 'none';
  }

  async #until(sale: string, state: SaleView['state']): Promise<void> {
    const before = this.#seen.statesOf(sale);
    if (before.at(-1)?.state === state) return;
    const came = (): boolean =>
      this.#seen
        .statesOf(sale)
        .slice(before.length)
        .some((seen) => seen.state === state);
    const what = `sale ${sale} to be ${state}; it is ${before.at(-1)?.state}`;
    await this.#stage.till.until(came, this.#patience(), what);
  }

  async #refund(sale: string, minor: number): Promise<void> {
    const { currency, till } = this.#stage;
    const refunds = (): number => this.#seen.sales.get(sale)?.view.refunds.length ?? 0;
    const before = refunds();
    const isTaken = await this.#ask('refund', sale, '/v1/refunds', {
      ...{ paymentRequestId: this.#paymentOf(sale), amount: { currency, value: String(minor) } },
      ...this.#approval(),
    });
    if (isTaken) await till.until(() => refunds() > before, PATIENCE_MS, `the refund of ${sale} to be shown`);
  }

  #told(told: { readonly signed: boolean; readonly status: number }, sale: string): void {
    if (told.signed && told.status === 200) this.#seen.acknowledged += 1;
    const sentMs = this.#now();
    this.#seen.passed({
      ...{ by: 'acquirer', api: 'notifyPayment', path: '/notices', sentMs, answeredMs: sentMs },
      ...{ paymentRequestId: this.#paymentOf(sale), resultStatus: null, resultCode: null, bend: null },
      ...{ ours: told.signed ? 'verified' : 'wrong', theirs: 'verified', hasNotifyAddress: true },
      ...{ status: told.status, request: 'notifyPayment', answer: null },
    });
  }

  async #check(): Promise<void> {
    const { till, gateway } = this.#stage;
    const { json } = await till.call('POST', '/v1/technician/gateway', { gateway });
    const check = json as { found?: string; say?: string } | null;
    this.#seen.checks.push(check?.found === 'fine' ? 'reached' : (check?.say ?? 'nothing'));
  }

  async #start(): Promise<void> {
    this.#seen.startsMs.push(this.#now());
    const { till, camera } = this.#stage;
    await till.start();
    if (camera !== null && till.launch !== null) await camera.open(till.launch);
  }

  async #many(sales: number): Promise<void> {
    for (let number = 1; number <= sales; number += 1) {
      const sale = `M${number}`;
      await this.#sell(sale, sale, MINOR);
      await this.#scan(sale, 'fresh');
      await this.#until(sale, 'paid');
    }
  }

  async #books(): Promise<readonly BookSeen[]> {
    const own = [...this.#seen.sales.values()].map(({ referenceOrderId }) => referenceOrderId);
    return (await this.#stage.control.books()).filter(({ referenceOrderId }) =>
      own.includes(referenceOrderId),
    );
  }

  /** Asks the till for something; a refusal is noted. Answers whether it was taken. */
  async #ask(move: string, sale: string, path: string, body?: object): Promise<boolean> {
    const answer = await this.#stage.till.call('POST', path, body);
    if (answer.status >= 400) this.#seen.refused(move, sale, answer.json);
    return answer.status < 400;
  }

  #approval() {
    const { id, pin } = this.#stage.manager;
    return { approver: { id, pin }, reason: `Acceptance ${this.#of.id}` };
  }

  #idOf(sale: string): string {
    const seen = this.#seen.sales.get(sale);
    if (seen === undefined) throw new Error(`sale ${sale} was not opened`);
    return seen.saleId;
  }

  #paymentOf(sale: string): string {
    const id = this.#seen.sales.get(sale)?.view.attempts.at(-1)?.paymentRequestId;
    if (id === undefined) throw new Error(`sale ${sale} has no payment`);
    return id;
  }

  #isBusy(): boolean {
    return [...this.#seen.sales.values()].some(({ view: { state, refunds } }) => {
      const isPaying = state === 'cancelling' || (isBusyState(state) && state !== 'awaitingCode');
      return isPaying || refunds.some((refund) => refund.state === 'pending');
    });
  }

  #now(): number {
    return this.#stage.clock.nowMs() - this.#stage.sinceMs;
  }

  /** The longest that the flow may take, and something for a slow machine. */
  #patience(): number {
    const { payTimeoutMs, windowMs } = this.#stage.waits;
    return payTimeoutMs + 2 * windowMs + PATIENCE_MS;
  }
}

/** Does something; answers what it threw, in words, or null. */
async function worded(act: () => Promise<void>): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
