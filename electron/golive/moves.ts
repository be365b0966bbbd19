import type { SaleView } from '../../src/contract/sale-view.ts';
import type { Move, ShownCode } from '../../src/golive/case.ts';
import { isBusyState } from '../../src/ground/sale-states.ts';
import { reconcile } from '../../drivers/reports/reconcile.ts';
import { cycleDayOf } from '../../src/reconcile/cycle.ts';
import type { CaseSeen } from './case-seen.ts';
import { officeMove } from './office-moves.ts';
import { takePage, takePapers, takeScreens, type PictureOf } from './pictures.ts';
import { searched } from './searched.ts';
import { isClosing } from './settle.ts';
import type { Stage } from './stage.ts';

/** Whose reports the own sandbox writes; the config of the rehearsal names the same. */
export const REHEARSED = 'REHEARSAL';

/** The acquirer's days. Source: reports dossier section 2. */
const UTC_PLUS_8_MS = 8 * 60 * 60_000;

/** Something for a slow machine. */
const PATIENCE_MS = 20_000;

/** The longest that the flow may take, and something for a slow machine. */
export function patienceOf({ waits, slackMs }: Stage): number {
  const { payTimeoutMs, windowMs } = waits;
  return payTimeoutMs + 2 * windowMs + PATIENCE_MS + slackMs;
}

/** The moves of one try of a case, one after the other. */
export class Moves {
  readonly #stage: Stage;
  readonly #seen: CaseSeen;
  readonly #shot: PictureOf;
  #lastCode = '';

  constructor(stage: Stage, seen: CaseSeen, shot: PictureOf) {
    this.#stage = stage;
    this.#seen = seen;
    this.#shot = shot;
  }

  /** Makes one move; rejects, in words, where it cannot be made. */
  async make(move: Move): Promise<unknown> {
    const { till, wire, hands } = this.#stage;
    switch (move.move) {
      case 'sell':
        return this.#sell(move);
      case 'scan':
        return this.#scan(move.sale, move.code);
      case 'tender':
        return this.#ask('tender', move.sale, 'tender', { tender: this.#stage.tender });
      case 'customer':
        return hands.plays(await this.#link(move.sale), this.#idOf(move.sale));
      case 'look':
        return this.#look(move.sale, move.name);
      case 'identify':
        for (const text of move.texts) this.#seen.families.push(await this.#familyOf(text));
        return;
      case 'until':
        return this.#until(move.sale, move.state);
      case 'retry':
        return this.#ask('retry', move.sale, 'retry');
      case 'cancel':
        return this.#ask('cancel', move.sale, 'cancel', {});
      case 'void':
        return this.#ask('void', move.sale, 'cancel', this.#approval());
      case 'refund':
        return this.#refund(move.sale, move.minor);
      case 'print':
        return takePapers(this.#stage, this.#seen, this.#shot, move.sale);
      case 'picture':
        return takeScreens(this.#stage, this.#seen, this.#shot, move.name);
      case 'bend':
        return wire.bend(move.bend, move.at, move.times ?? 1);
      case 'straighten':
        return wire.straighten();
      case 'until-calls':
        return this.#till(() => this.#seen.count(move.api) >= move.count, `${move.count} × ${move.api}`);
      case 'until-acknowledged':
        return this.#till(() => this.#seen.acknowledged >= move.times, `${move.times} notices`);
      case 'quiet':
        return this.#till(() => !this.#isBusy(), 'nothing to be under way');
      case 'decide':
        return hands.decide(this.#paymentOf(move.sale), move.status);
      case 'notify':
        for (let told = 0; told < move.times; told += 1) await hands.notify(this.#paymentOf(move.sale));
        return;
      case 'fault':
        return hands.fault(move.id);
      case 'again':
      case 'inquire':
        return this.#kit(move);
      case 'check':
        return this.#check();
      case 'kill':
        return till.kill();
      case 'start':
        return this.#start();
      case 'many':
        return this.#many(move.sales);
      case 'report':
        return this.#report();
      case 'search':
        this.#seen.searched = searched(this.#stage, this.#seen);
        return;
      case 'register':
      case 'wallet':
      case 'ask-store':
      case 'dispute':
      case 'answer':
      case 'until-matter': {
        const paymentOf = (sale: string): string => this.#paymentOf(sale);
        return officeMove(this.#stage, this.#seen, { paymentOf, patienceMs: this.#patience() }, move);
      }
    }
  }

  async #sell(of: Extract<Move, { readonly move: 'sell' }>): Promise<void> {
    const { till, currency, run, usualMinor } = this.#stage;
    const { sale, order = sale, minor = usualMinor, text } = of;
    const { of: played, attempt } = this.#shot;
    const referenceOrderId = `GL-${run}-${played.id}-${attempt}-${order}`;
    const answer = await till.call('POST', '/v1/sales', {
      ...{ referenceOrderId, orderDescription: text ?? `Acceptance ${played.id}` },
      amount: { currency, value: String(minor) },
    });
    if (answer.status !== 201) return this.#seen.refused('sell', sale, answer.json);
    const view = answer.json as SaleView;
    this.#seen.sales.set(sale, { order, minor, saleId: view.saleId, referenceOrderId, view });
    this.#seen.shown(view);
  }

  async #scan(sale: string, shown: ShownCode): Promise<void> {
    const code = await this.#code(sale, shown);
    if (code === null) return;
    this.#stage.secrets.add(code);
    this.#lastCode = code;
    await this.#ask('scan', sale, 'code', { text: code });
  }

  /** A code; null where the till's own scanner has read it. */
  async #code(sale: string, shown: ShownCode): Promise<string | null> {
    const { hands } = this.#stage;
    if (shown === 'same') return this.#lastCode;
    if (shown === 'fresh') return hands.code({ sale, fault: null });
    return 'text' in shown ? shown.text : hands.code({ sale, fault: shown.fault });
  }

  /** The link that the till shows; it stands in no file. */
  async #link(sale: string): Promise<string> {
    const { till, secrets } = this.#stage;
    const { json } = await till.call('GET', `/v1/sales/${this.#idOf(sale)}/link`);
    const url = (json as { url?: string } | null)?.url;
    if (url === undefined) throw new Error(`sale ${sale} shows no link`);
    secrets.add(url);
    return url;
  }

  /** A phone opens the page, and pays there; without a browser the sandbox plays the phone, and there is no picture. */
  async #look(sale: string, name: string): Promise<void> {
    const link = await this.#link(sale);
    if (this.#stage.camera === null) await this.#stage.hands.plays(link, this.#idOf(sale));
    else await takePage(this.#stage, this.#seen, this.#shot, name, link);
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
    const is = (): string => this.#seen.statesOf(sale).at(-1)?.state ?? 'unseen';
    await this.#stage.till.until(came, this.#patience(), () => `sale ${sale} to be ${state}; it is ${is()}`);
  }

  async #refund(sale: string, minor: number | 'all'): Promise<void> {
    const { currency, till } = this.#stage;
    const refunds = (): number => this.#seen.sales.get(sale)?.view.refunds.length ?? 0;
    const before = refunds();
    const value = String(minor === 'all' ? this.#seen.sales.get(sale)?.minor : minor);
    const answer = await till.call('POST', '/v1/refunds', {
      ...{ paymentRequestId: this.#paymentOf(sale), amount: { currency, value } },
      ...this.#approval(),
    });
    if (answer.status >= 400) return this.#seen.refused('refund', sale, answer.json);
    await till.until(() => refunds() > before, PATIENCE_MS, `the refund of ${sale} to be shown`);
  }

  async #kit(move: Extract<Move, { readonly move: 'again' | 'inquire' }>): Promise<void> {
    const { kit } = this.#stage;
    if (kit === null) throw new Error('the kit cannot call this acquirer by itself');
    const exchange =
      move.move === 'again'
        ? await kit.again(this.#paymentOf(move.sale), move.change)
        : await kit.inquire(move.sale === null ? null : this.#paymentOf(move.sale));
    this.#seen.passed(exchange);
  }

  async #check(): Promise<void> {
    const { till, gateway } = this.#stage;
    const { json } = await till.call('POST', '/v1/technician/gateway', { gateway });
    const check = json as { found?: string; say?: string } | null;
    this.#seen.checks.push(check?.found === 'fine' ? 'reached' : (check?.say ?? 'nothing'));
  }

  async #start(): Promise<void> {
    const { till, camera, clock, sinceMs } = this.#stage;
    this.#seen.startsMs.push(clock.nowMs() - sinceMs);
    await till.start();
    if (camera !== null && till.launch !== null) await camera.open(till.launch);
  }

  /** The acquirer's report of the run, against the till's journal: nobody else may read that while the till runs. */
  async #report(): Promise<void> {
    const { till, hands, clock } = this.#stage;
    const transactions = await hands.reports(REHEARSED);
    await till.stop();
    const said: string[] = [];
    const say = (text: string): void => void said.push(text);
    const nowMs = clock.nowMs();
    const day = cycleDayOf(nowMs, UTC_PLUS_8_MS);
    const args = ['--config', till.config, '--day', day];
    const code = await reconcile({ args, nowMs, print: say, complain: say });
    this.#seen.reconciled = { code, transactions, said: said.join('').trim() };
    await this.#start();
  }

  async #many(sales: number): Promise<void> {
    for (let number = 1; number <= sales; number += 1) {
      const sale = `M${number}`;
      await this.#sell({ move: 'sell', sale });
      await this.#scan(sale, 'fresh');
      await this.#until(sale, 'paid');
    }
  }

  /** Asks the till for something about a sale; a refusal is noted. */
  async #ask(move: string, sale: string, call: string, body?: object): Promise<void> {
    const answer = await this.#stage.till.call('POST', `/v1/sales/${this.#idOf(sale)}/${call}`, body);
    if (answer.status >= 400) this.#seen.refused(move, sale, answer.json);
    // The answer is newer than the last view: what comes next must not go by how the sale stood before.
    else if (isSale(answer.json)) this.#seen.shown(answer.json);
  }

  #approval() {
    const { id, pin } = this.#stage.manager;
    return { approver: { id, pin }, reason: `Acceptance ${this.#shot.of.id}` };
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
    return [...this.#seen.sales.values()].some(({ view }) => {
      const { state, refunds } = view;
      const isPaying =
        (state === 'cancelling' && !isClosing(view)) || (isBusyState(state) && state !== 'awaitingCode');
      return isPaying || refunds.some((refund) => refund.state === 'pending');
    });
  }

  #till(holds: () => boolean, what: string): Promise<void> {
    return this.#stage.till.until(holds, this.#patience(), what);
  }

  #patience(): number {
    return patienceOf(this.#stage);
  }
}

function isSale(json: unknown): json is SaleView {
  return typeof json === 'object' && json !== null && 'saleId' in json && 'attempts' in json;
}
