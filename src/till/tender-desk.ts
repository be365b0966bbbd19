import type { Config } from '../config/config.ts';
import type { AnswerOf, Handlers, InputOf } from '../contract/contract.ts';
import { refuse, refuseOrder, type Problem, type Refused, type WhyOf } from '../contract/problems.ts';
import type { TenderCommand } from '../contract/tender-commands.ts';
import type { Clock } from '../ground/ports.ts';
import { ok } from '../ground/result.ts';
import { ATTEMPTS_MAX } from '../payment/policy.ts';
import { leadingPayment, mayRetry, saleStateOf } from '../payment/sale.ts';
import type { Ms } from '../ground/time.ts';
import type { Payment, Sale } from '../payment/state.ts';
import type { Gateway } from '../acquirers/port.ts';
import { attemptBegun, isPaidElsewhere, nextAttempt } from './order.ts';
import type { OrderGate } from './order-gate.ts';
import { NO_SUCH_SALE, ORDER_EXHAUSTED } from './refusals.ts';
import { decidedView, type Decisions } from './manager/decisions.ts';
import type { PhoneTokens } from './phone-tokens.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

export interface TenderParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly gateways: ReadonlyMap<string, Gateway>;
  readonly tokens: PhoneTokens;
  readonly decisions: Decisions;
  readonly gate: OrderGate;
}

/** Payments on an acquirer's page: the way is chosen, its link given to who may have it, the acquirer asked. */
export class TenderDesk {
  readonly #parts: TenderParts;
  /** By payment: until when a person's next question of it waits. */
  readonly #lockedUntilMs = new Map<string, Ms>();

  constructor(parts: TenderParts) {
    this.#parts = parts;
  }

  handlers(): Pick<Handlers, TenderCommand> {
    const { screen, terminal } = this.#parts;
    const { book } = terminal;
    return {
      chooseTender: async ({ params, body }) => {
        const asked = book.sale(params.saleId);
        const ready = asked === undefined ? null : this.#parts.gate.ready(asked);
        if (ready !== null) await ready;
        const sale = book.sale(params.saleId);
        return sale === undefined ? NO_SUCH_SALE : this.#choose(sale, body.tender);
      },
      readLink: ({ params }) => Promise.resolve(this.#link(book.sale(params.saleId))),
      showLink: () => Promise.resolve(this.#link(book.onStage())),
      freeSale: (input) => this.#free(input),
      overrideSale: (input) => this.#override(input),
      askNow: ({ params }) => {
        const sale = book.sale(params.saleId);
        if (sale === undefined) return Promise.resolve(NO_SUCH_SALE);
        const payment = leadingPayment(sale);
        if (payment !== undefined) this.#ask(payment);
        return Promise.resolve(ok(screen.saleNow(params.saleId)));
      },
    };
  }

  /**
   * Asks now; where questions of persons keep a distance, one that comes too early is asked at its end, once.
   *
   * Why it is not dropped: it may be the only occasion to ask.
   */
  #ask(payment: Payment): void {
    const { gateway, paymentRequestId } = payment.facts;
    const { clock, config, terminal } = this.#parts;
    const lockMs = config.gateways[gateway]?.timing.askLockMs ?? 0;
    const nowMs = clock.nowMs();
    for (const [id, untilMs] of this.#lockedUntilMs) if (untilMs <= nowMs) this.#lockedUntilMs.delete(id);
    const untilMs = this.#lockedUntilMs.get(paymentRequestId);
    // What another till charges is not waited for here: only a person's question tells whether that is over.
    const kind = isPaidElsewhere(payment) ? 'questioned' : 'hurried';
    const ask = (): void => terminal.tell(paymentRequestId, { kind });
    if (untilMs === undefined) {
      this.#lockedUntilMs.set(paymentRequestId, nowMs + lockMs);
      ask();
    } else if (untilMs - nowMs <= lockMs) {
      this.#lockedUntilMs.set(paymentRequestId, untilMs + lockMs);
      clock.after(untilMs - nowMs, ask);
    }
  }

  /** Begins an attempt by this tender; after a failure it is the next attempt of the same sale. */
  #choose(sale: Sale, id: string): AnswerOf<'chooseTender'> {
    const { config, clock, gate, terminal, gateways, screen } = this.#parts;
    const tender = config.tenders.find((known) => known.id === id);
    if (tender === undefined) return notAvailable('unknown');
    const gateway = gateways.get(tender.gateway);
    if (gateway === undefined || !('open' in gateway)) return notAvailable('noPage');
    const isRetry = mayRetry(sale) === 'yes';
    if (saleStateOf(sale) !== 'awaitingCode' && !isRetry) return notAvailable('notWaiting');
    const { referenceMerchantId } = config.merchant;
    const entry = gate.entry(sale);
    const { attemptsElsewhere } = entry.ok ? entry.value : { attemptsElsewhere: 0 };
    const next = nextAttempt(terminal.book, referenceMerchantId, sale.referenceOrderId, attemptsElsewhere);
    if (next.refusal !== null) return refuseOrder(next.refusal);
    if (!entry.ok) return entry;
    if (next.number > ATTEMPTS_MAX) return ORDER_EXHAUSTED;
    const atMs = clock.nowMs();
    const begun = attemptBegun(this.#parts, next, tender.gateway, entry.value.leave);
    const { windowMs = begun.timing.windowMs } = gateway;
    if (isRetry) terminal.dispatch({ kind: 'retryRequested', saleId: sale.saleId, atMs });
    screen.clearNotice();
    terminal.dispatch({
      kind: 'pageStarted',
      saleId: sale.saleId,
      atMs,
      tender: tender.id,
      pace: gateway.pace,
      landing: tender.mode === 'landing' ? tender.createOn : null,
      ...begun,
      timing: { ...begun.timing, windowMs },
    });
    return ok(screen.saleNow(sale.saleId));
  }

  /** Lets the order be charged in another way, once a manager's PIN fits; the reason is the shop's own matter. */
  async #free({ params, body }: InputOf<'freeSale'>): Promise<AnswerOf<'freeSale'>> {
    const { config, decisions, screen, terminal } = this.#parts;
    const sale = terminal.book.sale(params.saleId);
    if (sale === undefined) return NO_SUCH_SALE;
    if (!config.freeing) return FREEING_OFF;
    const decided = await decisions.decideAsked(sale, body, 'free');
    return decided.ok ? ok(decidedView(screen, decided.value)) : decided;
  }

  /** Has the order taken although another till may hold it, once a manager's PIN fits. */
  async #override({ params, body }: InputOf<'overrideSale'>): Promise<AnswerOf<'overrideSale'>> {
    const { decisions, gate, screen, terminal } = this.#parts;
    const asked = terminal.book.sale(params.saleId);
    if (asked === undefined) return NO_SUCH_SALE;
    const ready = gate.ready(asked);
    if (ready !== null) await ready;
    const decided = await decisions.decideAsked(terminal.book.sale(params.saleId) ?? asked, body, 'override');
    return decided.ok ? ok(decidedView(screen, decided.value)) : decided;
  }

  /** The link is there from when it is given away until the attempt is not wanted any more. */
  #link(sale: Sale | undefined): AnswerOf<'readLink'> {
    const { config, screen, terminal, tokens } = this.#parts;
    const payment = sale === undefined ? undefined : leadingPayment(sale);
    if (payment === undefined || !('windowEndsAtMs' in payment.state)) return NO_LINK;
    const { facts, state } = payment;
    const isOver = state.cancelWanted || state.kind === 'submitting';
    if (isOver || facts.way.kind !== 'page') return NO_LINK;
    const until = screen.iso(state.windowEndsAtMs);
    if (facts.way.landing !== null) {
      const reach = config.public?.url;
      if (!state.isUntapped || reach === undefined) return NO_LINK;
      return ok({
        url: `${reach}/p/${tokens.of('landing', facts.paymentRequestId)}`,
        mode: 'landing',
        until,
      });
    }
    const link = terminal.linkOf(facts.paymentRequestId);
    return link === null ? NO_LINK : ok({ url: link.reveal(), mode: 'direct', until });
  }
}

const NOT_AVAILABLE: Readonly<Record<WhyOf<'tender-not-available'>, string>> = {
  unknown: 'This till has no such way to pay.',
  notWaiting: 'The sale does not wait for a way to pay now.',
  noPage: 'The payment service of this way to pay makes no pages. Call the technician.',
};

function notAvailable(why: WhyOf<'tender-not-available'>): Refused<Problem<'tender-not-available'>> {
  return refuse({ slug: 'tender-not-available', detail: NOT_AVAILABLE[why], why });
}

const FREEING_OFF = refuse({
  slug: 'freeing-off',
  detail: 'This shop frees no orders (freeing in its config): wait until the payment is over.',
});

const NO_LINK = refuse({ slug: 'not-found', detail: 'No link is to be shown for this sale now.' });
