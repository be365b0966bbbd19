import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { resultOf, type WireAnswer } from './answers.ts';
import type { NotifyError, Sandbox } from './sandbox.ts';
import type { BookEntry } from './books.ts';
import { control, CONTROL_PATH } from './control.ts';
import { ALIPAY_PLUS_DIALECT, type Dialect } from './dialect.ts';
import { json, readBody, send } from './http-answer.ts';
import { FaultBoard, type CallPlan } from './fault-board.ts';
import { faultOf } from './faults.ts';
import { randomCode } from './fresh-code.ts';
import { OfficeSandbox } from './office/office.ts';
import { ALIPAY_CN, customsMinor } from './wallets.ts';
import { Ledger } from './ledger.ts';
import { serveOnLoopback } from './loopback.ts';
import { isLoopbackUrl, sendNotification, type Acknowledgement } from './notifier.ts';
import { refundLook, type PayOutcome } from './order.ts';
import type { PayRequest, PaymentIds, SandboxRequest } from './requests.ts';
import { acceptCall, answerCall, type Identity } from './signed-call.ts';

/** What a sandbox is made of. `port` 0 takes a free one; `notifications` are off unless asked for. */
export interface SandboxOptions extends Identity {
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly codeLifeMs?: number | undefined;
  readonly notifications?: boolean | undefined;
  /** Where reports are written that are asked for; without it they are only told. */
  readonly dir?: string | undefined;
  /** Which product is spoken: Alipay+ where none is said. */
  readonly dialect?: Dialect | undefined;
  /** A page of the product's own, such as the one that an order code leads to; whether it was one. */
  readonly page?:
    ((request: IncomingMessage, response: ServerResponse, sandbox: PageSandbox) => boolean) | undefined;
}

/** What a page may do with the payments. */
export interface PageSandbox {
  readonly decide: Sandbox['decide'];
  readonly books: () => readonly BookEntry[];
}

/**
 * Starts the gateway on loopback.
 *
 * Errors: rejects where the port cannot be had.
 * Why: the same wire as the real gateway, so that a till needs no mode of its own for training and tests.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = new SandboxHost(options);
  const { url, close } = await serveOnLoopback(options.port, (request, response) =>
    host.serve(request, response),
  );
  return {
    url,
    ...host.controls(),
    close: () => {
      host.stop();
      return close();
    },
  };
}

class SandboxHost {
  readonly #options: SandboxOptions;
  readonly #ledger: Ledger;
  readonly #faults = new FaultBoard();
  readonly #waits = new Set<() => void>();
  /** Answers that leave when they are released. */
  readonly #held = new Set<() => void>();
  /** What was told already: payment and result, so that a late charge is told of too. */
  readonly #told = new Set<string>();
  readonly #dialect: Dialect;
  readonly #office: OfficeSandbox;
  #notifications: boolean;
  #callOffDue: (() => void) | null = null;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.#dialect = options.dialect ?? ALIPAY_PLUS_DIALECT;
    this.#ledger = new Ledger({ codeLifeMs: options.codeLifeMs });
    this.#office = new OfficeSandbox({
      clock: options.clock,
      identity: options,
      books: () => this.#books(),
      dir: options.dir ?? null,
      customsMinorOf: ({ pspId, amount }) => (pspId === ALIPAY_CN ? customsMinor(amount) : null),
    });
    this.#notifications = options.notifications ?? false;
  }

  controls(): Omit<Sandbox, 'url' | 'close'> {
    const { clock } = this.#options;
    return {
      ledger: this.#ledger,
      faults: this.#faults,
      freshCode: (length = 24) => this.#show(randomCode(length)),
      faultCode: (faultId, length = 24) => {
        const suffix = faultOf(faultId)?.codeSuffix;
        return suffix === undefined ? null : this.#show(randomCode(length, suffix));
      },
      office: this.#office,
      setFault: (order) =>
        this.#office.faults.set(order.id, order.times) ? ok(undefined) : this.#faults.set(order),
      release: () => this.#release(),
      decide: (paymentRequestId, status, code = 'USER_PAYMENT_VERIFICATION_FAILED') => {
        const decided = this.#ledger.decide(paymentRequestId, status, code, clock.nowMs());
        this.#tellFinal();
        return decided;
      },
      notify: (paymentRequestId) => this.#notify(paymentRequestId),
      setNotifications: (on) => {
        this.#notifications = on;
        this.#tellFinal();
      },
    };
  }

  stop(): void {
    this.#notifications = false;
    this.#callOffDue?.();
    for (const callOff of this.#waits) callOff();
    this.#waits.clear();
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const uri = request.url ?? '/';
    const body = await readBody(request);
    if (body === null) {
      response.destroy();
      return;
    }
    const page = this.#options.page;
    const { decide } = this.controls();
    const books = (): readonly BookEntry[] => this.#ledger.books(this.#options.clock.nowMs());
    if (page?.(request, response, { decide, books }) === true) return;
    if (!uri.startsWith(CONTROL_PATH)) {
      await this.#serveCall(request, response, uri, body);
      return;
    }
    // A web page must not steer the sandbox through a name that points to loopback.
    if (request.headers.origin !== undefined || !isLoopbackUrl(`http://${request.headers.host ?? ''}`)) {
      send(response, json(403, { error: 'loopback only' }));
      return;
    }
    const sandbox = { ...this.controls(), nowMs: () => this.#options.clock.nowMs() };
    const answer = await control(request.method ?? '', uri, body.toString('utf8'), sandbox);
    send(response, json(answer.status, answer.json));
  }

  async #serveCall(
    request: IncomingMessage,
    response: ServerResponse,
    uri: string,
    body: Buffer,
  ): Promise<void> {
    const { clock, log } = this.#options;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    );
    const call = { method: request.method ?? '', uri, headers, body };
    const ofOffice = this.#dialect === ALIPAY_PLUS_DIALECT ? this.#office.serve(call) : undefined;
    if (ofOffice === null) response.destroy();
    if (ofOffice !== undefined) return ofOffice === null ? undefined : send(response, ofOffice);
    const accepted = acceptCall(call, this.#options, this.#dialect);
    if (!accepted.ok) {
      log.warn('sandbox refused a call', { uri, result: accepted.error });
      send(response, answerCall(uri, { result: accepted.error }, clock.nowMs(), this.#options));
      return;
    }
    const asked = this.#named(accepted.value);
    const { api } = asked;
    const paymentRequestId = idOf(asked);
    log.info('sandbox was called', { api, paymentRequestId });
    const plan = this.#faults.plan(asked);
    const answer = await this.#act(asked, plan);
    log.info('sandbox call', {
      ...{ api, paymentRequestId },
      fault: plan.wire?.kind,
      resultCode: answer?.result.resultCode,
    });
    if (answer === null) response.destroy();
    else {
      const said = (told: WireAnswer): object =>
        this.#dialect.said(asked, told, this.#entryOf({ paymentRequestId }));
      send(response, answerCall(uri, answer, clock.nowMs(), this.#options, plan.wire, said));
    }
    this.#tellFinal();
  }

  /** The answer's body; null where the connection breaks instead. */
  async #act(request: SandboxRequest, plan: CallPlan): Promise<WireAnswer | null> {
    const { wire } = plan;
    if (wire?.kind === 'lostRequest') return null;
    if (wire?.kind === 'answer') return { result: resultOf(wire.code) };
    if (wire?.kind === 'lateRequest') await this.#wait(wire.waitMs);
    const answer = this.#ask(request, plan);
    if (wire?.kind === 'lateAnswer') await this.#wait(wire.waitMs);
    if (wire?.kind === 'heldAnswer') await new Promise<void>((resolve) => this.#held.add(resolve));
    return wire?.kind === 'lostAnswer' ? null : answer;
  }

  #ask(request: SandboxRequest, plan: CallPlan): WireAnswer {
    const nowMs = this.#options.clock.nowMs();
    switch (request.api) {
      case 'pay':
        if (this.#office.registrations.blocksPay()) return { result: resultOf('MERCHANT_NOT_REGISTERED') };
        return this.#ledger.pay(request.body, nowMs, plan.outcome ?? outcomeOf(request.body));
      case 'inquiryPayment':
        return this.#ledger.inquiryPayment(request.body, nowMs);
      case 'cancelPayment':
        return this.#ledger.cancelPayment(request.body, nowMs);
      case 'refund':
        return this.#ledger.refund(request.body, nowMs);
      case 'inquiryRefund':
        return refundLook(this.#ledger.refundOf(request.body));
    }
  }

  /** A payment that is named by the acquirer's id alone, by ours too: faults stay with it. */
  #named(request: SandboxRequest): SandboxRequest {
    if (request.api !== 'refund' || request.body.paymentRequestId) return request;
    const entry = this.#entryOf({ paymentId: request.body.paymentId });
    return entry === undefined
      ? request
      : { ...request, body: { ...request.body, paymentRequestId: entry.paymentRequestId } };
  }

  #entryOf(ids: PaymentIds): BookEntry | undefined {
    return this.#ledger.entryOf(ids, this.#options.clock.nowMs());
  }

  #books(): readonly BookEntry[] {
    return this.#ledger.books(this.#options.clock.nowMs());
  }

  #wait(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const callOff = this.#options.clock.after(waitMs, () => {
        this.#waits.delete(callOff);
        resolve();
      });
      this.#waits.add(callOff);
    });
  }

  #release(): void {
    for (const letGo of this.#held) letGo();
    this.#held.clear();
  }

  #show(code: string): string {
    this.#ledger.showCode(code, this.#options.clock.nowMs());
    return code;
  }

  async #notify(paymentRequestId: string): Promise<Result<Acknowledgement, NotifyError>> {
    const { clock } = this.#options;
    const nowMs = clock.nowMs();
    const entry = this.#ledger.entryOf({ paymentRequestId }, nowMs);
    if (entry === undefined) return err('unknownPayment');
    const message = this.#ledger.notification(paymentRequestId, nowMs);
    if (message === null) return err('notFinal');
    if (entry.notifyUrl === null || !isLoopbackUrl(entry.notifyUrl)) return err('noLoopbackUrl');
    return sendNotification(entry.notifyUrl, this.#dialect.told(message, entry), clock, this.#options);
  }

  /** Tells of every payment that became final, and comes back when time will make another one final. */
  #tellFinal(): void {
    if (!this.#notifications) return;
    const { clock, log } = this.#options;
    for (const entry of this.#ledger.books(clock.nowMs())) {
      const key = JSON.stringify([entry.paymentRequestId, entry.state, entry.debits]);
      const isFinal = entry.state === 'paid' || entry.state === 'failed';
      if (!isFinal || this.#told.has(key)) continue;
      this.#told.add(key);
      void this.#notify(entry.paymentRequestId).then((told) => {
        log.info('sandbox notified', { paymentRequestId: entry.paymentRequestId, ok: told.ok });
      });
    }
    this.#callOffDue?.();
    const dueMs = this.#ledger.nextDueMs();
    this.#callOffDue =
      dueMs === null ? null : clock.after(Math.max(1, dueMs - clock.nowMs()), () => this.#tellFinal());
  }
}

function idOf({ body }: SandboxRequest): string | undefined {
  return 'paymentRequestId' in body ? (body.paymentRequestId ?? undefined) : undefined;
}

/** Nobody has paid by an order code before somebody scans it. */
function outcomeOf({ isOrderCode }: PayRequest): PayOutcome | undefined {
  if (isOrderCode !== true) return undefined;
  return { kind: 'undecided', says: 'PAYMENT_IN_PROCESS', until: { on: 'expiry' }, then: 'SUCCESS' };
}
