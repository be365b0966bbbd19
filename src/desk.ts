import type { Config, Copy } from './config.ts';
import type { Handlers, InputOf, ReplyOf } from './contract.ts';
import { parsePayableAmount } from './money/amount.ts';
import { paymentRequestIdOf } from './payment/ids.ts';
import { ATTEMPTS_MAX } from './payment/policy.ts';
import { leadingPayment, mayRetry, saleStateOf } from './payment/sale.ts';
import type { Sale } from './payment/state.ts';
import type { Clock, Ids, Scan } from './ports.ts';
import type { Problem, ProblemSlug } from './problems.ts';
import { err, ok, type Result } from './result.ts';
import { identify, routingOf, type Identified, type Routing } from './scan/classify.ts';
import { CodeGuard } from './scan/code-guard.ts';
import { cleanText } from './scan/frame.ts';
import { PaymentCode } from './scan/payment-code.ts';
import type { Screen } from './screen.ts';
import type { Terminal } from './terminal.ts';

export interface DeskParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly terminal: Terminal;
  readonly screen: Screen;
  /** The receipt as text, for a paid sale; a problem in words otherwise. */
  readonly receiptText: (sale: Sale, copy: Copy) => Result<string, string>;
  /** Training mode: a fresh code of the embedded sandbox. */
  readonly trainingCode: (() => string) | null;
}

type SaleResult = Result<ReplyOf<'readSale'>, Problem>;

/** What cashier, register and scanner may ask of the till: each command checked against the state, then one event. */
export class Desk {
  readonly #parts: DeskParts;
  readonly #routing: Routing;
  readonly #codes = new CodeGuard();

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#routing = routingOf(parts.config);
  }

  /** The handlers of the contract. */
  handlers(): Handlers {
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
        this.#withSale(input.params.saleId, (sale) => this.#chooseGateway(sale, input.body.gateway)),
      retrySale: bySale((sale) => this.#retry(sale)),
      cancelSale: bySale((sale) => this.#cancel(sale)),
      identifyCode: (input) => answer(ok(this.#identified(input.body.text))),
      readReceipt: (input) => this.#readReceipt(input),
      printReceipt: (input) =>
        this.#withSale(input.params.saleId, (sale) => this.#printAgain(sale, input.params.copy)),
      readHealth: () => answer(ok(screen.health())),
      readQueue: () => answer(ok(screen.queue())),
      tryNow: () => {
        for (const owed of screen.queue()) {
          if (owed.paymentRequestId !== undefined) terminal.tell(owed.paymentRequestId, { kind: 'hurried' });
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
    if (sale === undefined || saleStateOf(sale) !== 'awaitingCode') {
      screen.notice('scan-not-wanted', 'A code was scanned, but no sale waits for one. It was not used.');
      return;
    }
    const result = this.#take(sale, scan);
    if (!result.ok) screen.notice(result.error.slug, result.error.detail);
  }

  #openSale(body: InputOf<'openSale'>['body']): SaleResult {
    const { config, clock, ids, terminal, screen } = this.#parts;
    const amount = parsePayableAmount(body.amount);
    if (!amount.ok) {
      const slug = amount.error.kind === 'notPayable' ? 'amount-not-payable' : 'invalid-request';
      const field = amount.error.kind === 'unknownCurrency' ? 'amount.currency' : 'amount.value';
      return refuse(slug, amount.error.say, { field });
    }
    if (amount.value.currency !== config.terminal.currency) {
      const say = `this till takes ${config.terminal.currency}, not ${amount.value.currency}`;
      return refuse('invalid-request', say, { field: 'amount.currency' });
    }
    const refusal = terminal.book.refusalOfOrder(body.referenceOrderId);
    if (refusal !== null) return refuse(refusal, ORDER_REFUSALS[refusal]);
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
    });
    return this.#now(saleId);
  }

  #find(query: InputOf<'listSales'>['query']): Sale[] {
    const { book } = this.#parts.terminal;
    const { referenceOrderId, paymentRequestId, limit } = query;
    if (paymentRequestId === undefined && referenceOrderId === undefined) return book.recent(limit);
    const byPayment = paymentRequestId === undefined ? undefined : book.ofPayment(paymentRequestId);
    const found =
      paymentRequestId === undefined
        ? book.ofOrder(referenceOrderId ?? '').reverse()
        : byPayment === undefined
          ? []
          : [byPayment];
    return found
      .filter((sale) => referenceOrderId === undefined || sale.referenceOrderId === referenceOrderId)
      .slice(0, limit);
  }

  #enterCode(sale: Sale, text: string): SaleResult {
    const result = this.#take(sale, cleanText(text));
    // The register's own scanner is answered; the cashier in front of the screen must see it too.
    if (!result.ok) this.#parts.screen.notice(result.error.slug, result.error.detail);
    return result;
  }

  #take(sale: Sale, scan: Scan): SaleResult {
    if (saleStateOf(sale) !== 'awaitingCode') return NOT_AWAITING;
    if (scan.kind === 'refused') return refuse('code-refused', UNREADABLE[scan.why], { family: 'UNKNOWN' });
    const { clock, config } = this.#parts;
    const found = identify(scan.text, this.#routing);
    const { family, ruleId, rulesVersion, say, route } = found;
    const code = new PaymentCode(scan.text);
    if (route === 'refuse') {
      return refuse('code-refused', say ?? UNREADABLE.unprintable, { family, ruleId, rulesVersion });
    }
    if (route === 'ask') {
      this.#codes.hold(code, sale.saleId, clock.nowMs());
      const choices = Object.keys(config.gateways);
      return refuse('code-refused', say ?? 'Choose how to pay.', { family, ruleId, rulesVersion, choices });
    }
    return this.#pay(sale, code, found, route);
  }

  #chooseGateway(sale: Sale, gateway: string): SaleResult {
    if (saleStateOf(sale) !== 'awaitingCode') return NOT_AWAITING;
    const code = this.#codes.heldFor(sale.saleId, this.#parts.clock.nowMs());
    if (code === null)
      return refuse('code-refused', 'That code is too old now. Ask for a fresh one and scan it.');
    if (!Object.hasOwn(this.#parts.config.gateways, gateway)) {
      return refuse('code-refused', `There is no way of paying called ${gateway} at this till.`);
    }
    return this.#pay(sale, code, identify(code.reveal(), this.#routing), gateway);
  }

  #pay(sale: Sale, code: PaymentCode, found: Identified, gateway: string): SaleResult {
    const { clock, config, terminal, screen } = this.#parts;
    const atMs = clock.nowMs();
    if (this.#codes.isRepeated(code, atMs)) {
      return refuse(
        'code-repeated',
        'This code was just used. Ask the customer to refresh it and scan again.',
      );
    }
    const number = terminal.book.attemptsOf(sale.referenceOrderId) + 1;
    if (number > ATTEMPTS_MAX) {
      return refuse(
        'order-exhausted',
        'This order was tried too often. Cancel it and take another way to pay.',
      );
    }
    this.#codes.used(code, atMs);
    screen.clearNotice();
    const paymentRequestId = paymentRequestIdOf(
      config.merchant.referenceMerchantId,
      sale.referenceOrderId,
      number,
    );
    terminal.pay(
      {
        kind: 'paymentStarted',
        saleId: sale.saleId,
        atMs,
        paymentRequestId,
        number,
        gateway,
        family: found.family,
        code: code.masked,
        clockOffsetMs: terminal.clockOffsetMs(gateway),
      },
      code,
    );
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

  #cancel(sale: Sale): SaleResult {
    const { screen, terminal } = this.#parts;
    const state = saleStateOf(sale);
    if (state === 'cancelled') return refuse('cancel-refused', 'This sale is cancelled already.');
    if (state === 'cancelling') return refuse('cancel-refused', 'This sale is being cancelled already.');
    if (state === 'awaitingCode' || state === 'failed') {
      this.#close(sale);
      return this.#now(sale.saleId);
    }
    const payment = leadingPayment(sale);
    if (payment === undefined) return refuse('cancel-refused', 'There is nothing to cancel.');
    if (state === 'paid' && !screen.mayVoid(payment)) {
      return refuse('void-refused', 'It is too late to void this payment. Refund it instead.');
    }
    if (state === 'attention' && !(payment.state.kind === 'attention' && payment.state.mayCancel)) {
      return refuse(
        'cancel-refused',
        'The till cannot cancel this charge by itself: do what the screen says.',
      );
    }
    terminal.tell(payment.facts.paymentRequestId, { kind: 'cancelRequested' });
    return this.#now(sale.saleId);
  }

  #identified(text: string): ReplyOf<'identifyCode'> {
    const { family, route, ruleId, rulesVersion, masked, say } = identify(text, this.#routing);
    return { family, route, ruleId, rulesVersion, masked, ...(say === undefined ? {} : { say }) };
  }

  #readReceipt(input: InputOf<'readReceipt'>): Promise<Result<string, Problem>> {
    if (input.query.format !== 'text') {
      return answer(
        refuse('not-available', `Receipts as ${input.query.format} come in a later version; use text.`),
      );
    }
    const sale = this.#parts.terminal.book.sale(input.params.saleId);
    if (sale === undefined) return answer(NO_SUCH_SALE);
    const text = this.#parts.receiptText(sale, input.params.copy);
    return answer(text.ok ? text : refuse('not-printable', text.error));
  }

  #printAgain(sale: Sale, copy: Copy): SaleResult {
    const { clock, config, terminal } = this.#parts;
    if (saleStateOf(sale) !== 'paid') return refuse('not-printable', 'Only a paid sale has a receipt.');
    if (!config.printers.some((printer) => printer.copies.includes(copy))) {
      return refuse('not-printable', `No printer of this till prints the ${copy} copy.`);
    }
    if (['waiting', 'printing'].includes(sale.receipts[copy]?.state.kind ?? '')) {
      return refuse('not-printable', 'This receipt is on its way to the printer already.');
    }
    terminal.dispatch({ kind: 'receiptRequested', saleId: sale.saleId, copy, atMs: clock.nowMs() });
    return this.#now(sale.saleId);
  }

  #close(sale: Sale): void {
    this.#parts.terminal.dispatch({
      kind: 'saleClosed',
      saleId: sale.saleId,
      atMs: this.#parts.clock.nowMs(),
    });
  }

  #withSale(saleId: string, act: (sale: Sale) => SaleResult): Promise<SaleResult> {
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

function refuse(
  slug: ProblemSlug,
  detail: string,
  more?: Readonly<Record<string, unknown>>,
): { readonly ok: false; readonly error: Problem } {
  return err({ slug, detail, more });
}

const NO_SUCH_SALE = refuse('not-found', 'There is no sale with this id.');
const NOT_AWAITING = refuse('not-awaiting-code', 'This sale does not wait for a code now.');

const ORDER_REFUSALS = {
  'order-already-paid': 'This order is paid. Give the next sale an order id of its own.',
  'order-unresolved': 'A payment of this order is not resolved yet. It must not be charged again.',
} as const;

const UNREADABLE = {
  oversize: 'That is too long for a payment code. Ask the customer to open the payment code and scan again.',
  unprintable: 'The code could not be read. Ask the customer to refresh it and scan again.',
} as const;
