import { copiesOf, type Config } from '../config/config.ts';
import { refuseOverLimit } from './amount-rules.ts';
import { Intake, type Taken } from './intake.ts';
import type { AnswerOf, DeskHandlers, InputOf, ReplyOf } from '../contract/contract.ts';
import { parsePayableAmount } from '../ground/money/amount.ts';
import { mayHandOver } from '../payment/capture.ts';
import { isPaymentRequestId } from '../payment/ids.ts';
import { dismissSale, seeNotice } from './dismissal.ts';
import { nextAttempt } from './order.ts';
import { isUncollected, leadingPayment, mayRetry, saleStateOf } from '../payment/sale.ts';
import type { Sale } from '../payment/state.ts';
import type { Clock, Ids } from '../ground/ports.ts';
import type { Scan } from '../scan/port.ts';
import { refuse, refuseAmount, refuseOrder, type Problem } from '../contract/problems.ts';
import type { OrderGate } from './order-gate.ts';
import { NO_SUCH_SALE, NOT_TRAINING, refuseCancel, refuseRetry } from './refusals.ts';
import { ok, type Result } from '../ground/result.ts';
import { cleanText } from '../scan/frame.ts';
import { readReceipt, type ReceiptMaking } from './read-receipt.ts';
import { printAgain, skipReceipt } from './sale-papers.ts';
import { printSlip, type SlipPrinting } from './print-slip.ts';
import type { Notice, Screen } from './screen.ts';
import { decidedView, type Decisions } from './manager/decisions.ts';
import type { Terminal } from './terminal.ts';
import { parseIso } from '../ground/time.ts';

export interface DeskParts extends ReceiptMaking, SlipPrinting {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly decisions: Decisions;
  readonly gate: OrderGate;
  /** Training mode: a fresh code of the embedded sandbox. */
  readonly trainingCode: (() => string) | null;
}

type SaleView = ReplyOf<'readSale'>;

/** What cashier, register and scanner may ask of the till: each command checked against the state, then one event. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #intake: Intake;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#intake = new Intake(parts);
  }

  /** The handlers of the contract, but for those of practice and of the technician's page. */
  handlers(): DeskHandlers {
    const { screen, terminal, trainingCode } = this.#parts;
    const bySale =
      <P>(act: (sale: Sale) => Result<SaleView, P>) =>
      (input: { params: { saleId: string } }) =>
        this.#withSale(input.params.saleId, act);
    return {
      openSale: (input) => answer(this.#openSale(input.body)),
      listSales: (input) => answer(ok(this.#find(input.query).map((sale) => screen.sale(sale)))),
      readSale: bySale((sale) => ok(screen.sale(sale))),
      enterCode: (input) =>
        this.#onceReady(input.params.saleId, (sale) => this.#enterCode(sale, input.body.text)),
      chooseGateway: (input) =>
        this.#onceReady(input.params.saleId, (sale) =>
          this.#paidWith(sale, this.#intake.choose(sale, input.body.gateway)),
        ),
      retrySale: bySale((sale) => this.#retry(sale)),
      cancelSale: (input) => this.#cancelOrDecide(input),
      dismissSale: bySale((sale) => dismissSale(this.#parts, sale)),
      seeNotice: bySale((sale) => seeNotice(this.#parts, sale)),
      identifyCode: (input) => answer(ok(this.#identified(input.body.text))),
      readReceipt: ({ params, query }) =>
        this.#withSale(params.saleId, (sale) => readReceipt(this.#parts, sale, params.copy, query.format)),
      printReceipt: ({ params: { saleId, copy }, body }) =>
        this.#withSale(saleId, (sale) =>
          copy === 'pending' ? this.#printSlip(sale) : printAgain(this.#parts, sale, copy, body?.printer),
        ),
      skipReceipt: ({ params: { saleId, copy } }) =>
        this.#withSale(saleId, (sale) =>
          copy === 'pending' ? this.#now(saleId) : skipReceipt(this.#parts, sale, copy),
        ),
      readHealth: () => answer(ok(screen.health())),
      readQueue: () => answer(ok(screen.queue())),
      tryNow: () => {
        for (const owed of screen.queue()) {
          if (owed.paymentRequestId !== undefined) terminal.tell(owed.paymentRequestId, { kind: 'hurried' });
          if (owed.refundRequestId !== undefined)
            terminal.tellRefund(owed.refundRequestId, { kind: 'hurried' });
        }
        return answer(ok(screen.queue()));
      },
      showTrainingCode: () => answer(trainingCode === null ? NOT_TRAINING : ok({ text: trainingCode() })),
    };
  }

  /** Takes what a scanner read; the screen says why where it can't be used. */
  scanned(scan: Scan): void {
    const { screen, terminal } = this.#parts;
    const sale = terminal.book.busy();
    if (sale === undefined && scan.kind === 'frame' && isPaymentRequestId(scan.text)) {
      screen.receiptScanned(scan.text);
      return;
    }
    if (sale === undefined || saleStateOf(sale) !== 'awaitingCode') {
      screen.notice('scan-not-wanted', 'A code was scanned, but no sale waits for one. It was not used.');
      return;
    }
    const { saleId } = sale;
    void this.#onceReady(saleId, (now) => this.#paidWith(now, this.#intake.take(now, scan)));
  }

  #openSale(body: InputOf<'openSale'>['body']): AnswerOf<'openSale'> {
    const { config, clock, gate, ids, terminal, screen } = this.#parts;
    const amount = parsePayableAmount(body.amount);
    if (!amount.ok) return refuseAmount(amount.error);
    if (amount.value.currency !== config.terminal.currency) {
      const detail = `this till takes ${config.terminal.currency}, not ${amount.value.currency}`;
      return refuse({ slug: 'invalid-request', detail, field: 'amount.currency' });
    }
    const tooLarge = refuseOverLimit(amount.value, config.terminal.limits);
    if (tooLarge !== null) return tooLarge;
    const { referenceMerchantId } = config.merchant;
    const { refusal } = nextAttempt(terminal.book, referenceMerchantId, body.referenceOrderId, 0);
    if (refusal !== null) return refuseOrder(refusal);
    const busy = terminal.book.busy();
    if (busy !== undefined) {
      return refuse({
        slug: 'till-busy',
        detail: 'Finish or cancel the sale on the screen first.',
        saleId: busy.saleId,
        why: 'sale',
      });
    }
    const latest = terminal.book.latest();
    // One that is failed, or will have failed once its hold is let go of, must not come back beside the next sale.
    if (latest !== undefined && (saleStateOf(latest) === 'failed' || isUncollected(latest)))
      this.#close(latest);
    const saleId = ids.saleId();
    screen.clearNotice();
    terminal.dispatch({
      kind: 'saleOpened',
      saleId,
      atMs: clock.nowMs(),
      referenceOrderId: body.referenceOrderId,
      orderDescription: body.orderDescription,
      amount: amount.value,
      copies: copiesOf(config),
      ...(body.homeTerminalId === undefined ? {} : { homeTerminalId: body.homeTerminalId }),
    });
    const sale = terminal.book.sale(saleId);
    if (sale !== undefined) gate.opened(sale);
    return this.#now(saleId);
  }

  #find(query: InputOf<'listSales'>['query']): Sale[] {
    const { value, from, until, ...same } = query;
    return this.#parts.terminal.book.find({
      ...same,
      amountMinor: value === undefined ? undefined : Number(value),
      fromMs: from === undefined ? undefined : (parseIso(from) ?? undefined),
      untilMs: until === undefined ? undefined : (parseIso(until) ?? undefined),
    });
  }

  #enterCode(sale: Sale, text: string): AnswerOf<'enterCode'> {
    return this.#paidWith(sale, this.#intake.take(sale, cleanText(text)));
  }

  /** Shows on the screen what came of a code: the register's own scanner is answered, the cashier must see it too. */
  #paidWith(sale: Sale, taken: Taken): AnswerOf<'enterCode'> {
    const { screen } = this.#parts;
    if (!taken.ok) {
      const { slug, detail } = taken.error;
      screen.notice(slug, detail, taken.error.slug === 'code-refused' ? noticed(taken.error) : {});
      return taken;
    }
    screen.clearNotice();
    return this.#now(sale.saleId);
  }

  #retry(sale: Sale): AnswerOf<'retrySale'> {
    switch (mayRetry(sale)) {
      case 'refused':
        return refuseRetry('declined');
      case 'not-failed':
        return refuseRetry('notFailed');
      case 'yes':
        this.#parts.terminal.dispatch({
          kind: 'retryRequested',
          saleId: sale.saleId,
          atMs: this.#parts.clock.nowMs(),
        });
        return this.#now(sale.saleId);
    }
  }

  /** The cashier gives up; what is charged, may be another till's, or let goods go is given back by a manager only. */
  async #cancelOrDecide({ params, body }: InputOf<'cancelSale'>): Promise<AnswerOf<'cancelSale'>> {
    const { decisions, screen, terminal } = this.#parts;
    const sale = terminal.book.sale(params.saleId);
    if (sale === undefined) return NO_SUCH_SALE;
    const payment = leadingPayment(sale);
    const letsGoodsGo = payment !== undefined && mayHandOver(payment);
    const decision = letsGoodsGo ? 'void' : DECIDED[payment?.state.kind ?? ''];
    if (decision === undefined) return this.#cancel(sale);
    const decided = await decisions.decideAsked(sale, body, decision);
    return decided.ok ? ok(decidedView(screen, decided.value)) : decided;
  }

  #cancel(sale: Sale): AnswerOf<'cancelSale'> {
    const { terminal } = this.#parts;
    const state = saleStateOf(sale);
    const payment = leadingPayment(sale);
    // What is given back already goes on by itself: nothing more happens.
    if (state === 'cancelled' || state === 'cancelling') return this.#now(sale.saleId);
    if (payment?.state.kind === 'cancelling')
      return payment.state.stuck === null ? this.#now(sale.saleId) : refuseCancel('byPerson');
    // A failed attempt that is asked about again ends with its answer; the sale is given up now.
    if (
      payment === undefined ||
      ['awaitingCode', 'failed'].includes(state) ||
      payment.state.kind === 'failed'
    )
      this.#close(sale);
    else terminal.tell(payment.facts.paymentRequestId, { kind: 'cancelRequested' });
    return this.#now(sale.saleId);
  }

  #identified(text: string): ReplyOf<'identifyCode'> {
    const { family, route, ruleId, rulesVersion, masked, say } = this.#intake.wouldBe(cleanText(text), text);
    return { family, route, ruleId, rulesVersion, masked, ...(say === undefined ? {} : { say }) };
  }

  #printSlip(sale: Sale): AnswerOf<'printReceipt'> {
    const printed = printSlip(this.#parts, sale);
    return printed.ok ? this.#now(sale.saleId) : printed;
  }

  #close(sale: Sale): void {
    this.#parts.terminal.dispatch({
      kind: 'saleClosed',
      saleId: sale.saleId,
      atMs: this.#parts.clock.nowMs(),
    });
  }

  /** Acts on a sale once the chain has said whether its order may be begun here; at once where there is no chain. */
  #onceReady<T, P>(
    saleId: string,
    act: (sale: Sale) => Result<T, P>,
  ): Promise<Result<T, P | Problem<'not-found'>>> {
    const sale = this.#parts.terminal.book.sale(saleId);
    const ready = sale === undefined ? null : this.#parts.gate.ready(sale);
    return ready === null ? this.#withSale(saleId, act) : ready.then(() => this.#withSale(saleId, act));
  }

  #withSale<T, P>(
    saleId: string,
    act: (sale: Sale) => Result<T, P>,
  ): Promise<Result<T, P | Problem<'not-found'>>> {
    const sale = this.#parts.terminal.book.sale(saleId);
    return answer(sale === undefined ? NO_SUCH_SALE : act(sale));
  }

  /** The sale as it stands after what was done to it. */
  #now(saleId: string): { readonly ok: true; readonly value: SaleView } {
    return ok(this.#parts.screen.saleNow(saleId));
  }
}

/** What giving up a sale would be, by how its payment stands, where it takes a manager. */
const DECIDED: Readonly<Partial<Record<string, 'giveBack' | 'void'>>> = {
  attention: 'giveBack',
  paid: 'void',
};

function answer<T>(result: T): Promise<T> {
  return Promise.resolve(result);
}

/** What the screen says of a refused code beside the sentence. */
function noticed({ choices, why }: Problem<'code-refused'>): Pick<Notice, 'choices' | 'why'> {
  return {
    ...(choices === undefined ? {} : { choices: [...choices] }),
    ...(why === undefined ? {} : { why }),
  };
}
