import { copiesOf, type Config } from '../config/config.ts';
import { Intake } from './intake.ts';
import type { DeskHandlers, InputOf, ReplyOf } from '../contract/contract.ts';
import { parsePayableAmount } from '../ground/money/amount.ts';
import { isPaymentRequestId } from '../payment/ids.ts';
import { nextAttempt } from './order.ts';
import { leadingPayment, mayRetry, saleStateOf } from '../payment/sale.ts';
import { refundableMinor, standingRefunds } from '../payment/sale-refunds.ts';
import type { PaperName, Payment, Sale } from '../payment/state.ts';
import type { Clock, Ids } from '../ground/ports.ts';
import type { Scan } from '../scan/port.ts';
import { refuse, refuseAmount, refuseOrder, type Problem } from '../contract/problems.ts';
import { ok, type Result } from '../ground/result.ts';
import { printedAs } from '../receipt/paper-name.ts';
import { holdsPaymentCode } from '../scan/classify.ts';
import { cleanText } from '../scan/frame.ts';
import { readReceipt, type ReceiptMaking } from './read-receipt.ts';
import { printSlip, type SlipPrinting } from './print-slip.ts';
import type { Screen } from './screen.ts';
import type { DoubtDesk } from './manager/doubt-desk.ts';
import type { Terminal } from './terminal.ts';
import type { WhyRefused } from '../contract/till-view.ts';
import { parseIso } from '../ground/time.ts';

export interface DeskParts extends ReceiptMaking, SlipPrinting {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly doubts: DoubtDesk;
  /** Training mode: a fresh code of the embedded sandbox. */
  readonly trainingCode: (() => string) | null;
}

type SaleResult = Result<ReplyOf<'readSale'>, Problem>;

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
    const bySale = (act: (sale: Sale) => SaleResult) => (input: { params: { saleId: string } }) =>
      this.#withSale(input.params.saleId, act);
    return {
      openSale: (input) => answer(this.#openSale(input.body)),
      listSales: (input) => answer(ok(this.#find(input.query).map((sale) => screen.sale(sale)))),
      readSale: bySale((sale) => ok(screen.sale(sale))),
      enterCode: (input) =>
        this.#withSale(input.params.saleId, (sale) => this.#enterCode(sale, input.body.text)),
      chooseGateway: (input) =>
        this.#withSale(input.params.saleId, (sale) =>
          this.#paidWith(sale, this.#intake.choose(sale, input.body.gateway)),
        ),
      retrySale: bySale((sale) => this.#retry(sale)),
      cancelSale: (input) => this.#cancelOrDecide(input),
      identifyCode: (input) => answer(ok(this.#identified(input.body.text))),
      readReceipt: ({ params, query }) =>
        this.#withSale(params.saleId, (sale) => readReceipt(this.#parts, sale, params.copy, query.format)),
      printReceipt: ({ params: { saleId, copy } }) =>
        this.#withSale(saleId, (sale) =>
          copy === 'pending' ? this.#printSlip(sale) : this.#printAgain(sale, copy),
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
      showTrainingCode: () =>
        answer(
          trainingCode === null
            ? refuse('not-available', 'Codes for practice are shown in training mode only.')
            : ok({ text: trainingCode() }),
        ),
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
    this.#paidWith(sale, this.#intake.take(sale, scan));
  }

  #openSale(body: InputOf<'openSale'>['body']): SaleResult {
    const { config, clock, ids, terminal, screen } = this.#parts;
    const amount = parsePayableAmount(body.amount);
    if (!amount.ok) return refuseAmount(amount.error);
    if (amount.value.currency !== config.terminal.currency) {
      const say = `this till takes ${config.terminal.currency}, not ${amount.value.currency}`;
      return refuse('invalid-request', say, { field: 'amount.currency' });
    }
    const field = (['referenceOrderId', 'orderDescription'] as const).find((name) =>
      holdsPaymentCode(body[name]),
    );
    if (field !== undefined)
      return refuse('invalid-request', 'a payment code must not stand here', { field });
    const { referenceMerchantId } = config.merchant;
    const { refusal } = nextAttempt(terminal.book, referenceMerchantId, body.referenceOrderId);
    if (refusal !== null) return refuseOrder(refusal);
    const busy = terminal.book.busy();
    if (busy !== undefined) {
      return refuse('till-busy', 'Finish or cancel the sale on the screen first.', { saleId: busy.saleId });
    }
    const latest = terminal.book.latest();
    if (latest !== undefined && saleStateOf(latest) === 'failed') this.#close(latest);
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
    });
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

  #enterCode(sale: Sale, text: string): SaleResult {
    return this.#paidWith(sale, this.#intake.take(sale, cleanText(text)));
  }

  /** Shows on the screen what came of a code: the register's own scanner is answered, the cashier must see it too. */
  #paidWith(sale: Sale, taken: Result<null, Problem>): SaleResult {
    const { screen } = this.#parts;
    if (!taken.ok) {
      const { slug, detail, more } = taken.error;
      screen.notice(slug, detail, {
        ...(Array.isArray(more?.['choices']) ? { choices: more['choices'] as string[] } : {}),
        ...(more?.['why'] === undefined ? {} : { why: more['why'] as WhyRefused }),
      });
      return taken;
    }
    screen.clearNotice();
    return this.#now(sale.saleId);
  }

  #retry(sale: Sale): SaleResult {
    switch (mayRetry(sale)) {
      case 'refused':
        return refuse('retry-refused', 'This payment was declined for good. Take another way to pay.');
      case 'not-failed':
        return refuse('retry-refused', 'Only a sale that failed can be tried again.');
      case 'yes':
        this.#parts.terminal.dispatch({
          kind: 'retryRequested',
          saleId: sale.saleId,
          atMs: this.#parts.clock.nowMs(),
        });
        return this.#now(sale.saleId);
    }
  }

  /** A charge that may be another till's goes back only with a manager's approval. */
  async #cancelOrDecide({ params, body }: InputOf<'cancelSale'>): Promise<SaleResult> {
    const { doubts, screen, terminal } = this.#parts;
    const sale = terminal.book.sale(params.saleId);
    if (sale === undefined) return NO_SUCH_SALE;
    const state = leadingPayment(sale)?.state;
    if (state?.kind !== 'attention' || state.doubt !== 'owner') return this.#cancel(sale);
    if (body?.approver === undefined)
      return refuse('approver-required', 'A manager decides what becomes of this charge.');
    const { approver, reason = 'Not of this sale' } = body;
    const decided = await doubts.decide(sale.saleId, { approver, reason }, 'giveBack');
    return decided.ok ? ok(screen.sale(decided.value)) : decided;
  }

  #cancel(sale: Sale): SaleResult {
    const { terminal } = this.#parts;
    const state = saleStateOf(sale);
    if (state === 'cancelled') return refuse('cancel-refused', 'This sale is cancelled already.');
    if (state === 'cancelling') return refuse('cancel-refused', 'This sale is being cancelled already.');
    // A failed attempt that is asked about again ends with its answer; the sale is given up now.
    if (state === 'awaitingCode' || leadingPayment(sale)?.state.kind === 'failed') {
      this.#close(sale);
      return this.#now(sale.saleId);
    }
    const payment = leadingPayment(sale);
    if (payment === undefined) return refuse('cancel-refused', 'There is nothing to cancel.');
    if (state === 'paid') {
      const why = this.#whyNotVoid(sale, payment);
      if (why !== null) return refuse('void-refused', why);
    }
    if (state === 'attention' && payment.state.kind !== 'attention') {
      return refuse(
        'cancel-refused',
        'The till cannot cancel this charge by itself: do what the screen says.',
      );
    }
    terminal.tell(payment.facts.paymentRequestId, { kind: 'cancelRequested' });
    return this.#now(sale.saleId);
  }

  /** A void gives all back, until the end of the acquirer's day, and only what no refund was approved of. */
  #whyNotVoid(sale: Sale, payment: Payment): string | null {
    if (standingRefunds(sale, payment.facts.paymentRequestId).length > 0)
      return 'A part of this payment is refunded already. Refund the rest of it instead.';
    if (refundableMinor(sale, payment) === 0) return 'The money of this payment was given back already.';
    return this.#parts.screen.mayVoid(payment)
      ? null
      : 'It is too late to void this payment. Refund it instead.';
  }

  #identified(text: string): ReplyOf<'identifyCode'> {
    const { family, route, ruleId, rulesVersion, masked, say } = this.#intake.wouldBe(cleanText(text), text);
    return { family, route, ruleId, rulesVersion, masked, ...(say === undefined ? {} : { say }) };
  }

  #printAgain(sale: Sale, copy: PaperName): SaleResult {
    const { clock, config, receiptText, terminal } = this.#parts;
    const receipt = receiptText(sale, copy);
    if (!receipt.ok) return refuse('not-printable', receipt.error);
    if (!config.printers.some((printer) => printer.copies.includes(printedAs(copy)))) {
      return refuse('not-printable', `No printer of this till prints the ${copy} copy.`);
    }
    if (['waiting', 'printing'].includes(sale.receipts[copy]?.state.kind ?? '')) {
      return refuse('not-printable', 'This receipt is on its way to the printer already.');
    }
    terminal.dispatch({ kind: 'receiptRequested', saleId: sale.saleId, copy, atMs: clock.nowMs() });
    return this.#now(sale.saleId);
  }

  #printSlip(sale: Sale): SaleResult {
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

  #withSale<T>(saleId: string, act: (sale: Sale) => Result<T, Problem>): Promise<Result<T, Problem>> {
    const sale = this.#parts.terminal.book.sale(saleId);
    return answer(sale === undefined ? NO_SUCH_SALE : act(sale));
  }

  #now(saleId: string): SaleResult {
    const sale = this.#parts.terminal.book.sale(saleId);
    return sale === undefined ? NO_SUCH_SALE : ok(this.#parts.screen.sale(sale));
  }
}

function answer<T>(result: T): Promise<T> {
  return Promise.resolve(result);
}

const NO_SUCH_SALE = refuse('not-found', 'There is no sale with this id.');
