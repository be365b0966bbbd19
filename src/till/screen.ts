import { unrealOf } from '../receipt/unreal.ts';
import type { Config } from '../config/config.ts';
import type { HealthView, ReplyOf, View } from '../contract/contract.ts';
import { HealthBoard } from './health.ts';
import { chargebackShown } from './office/dispute-shown.ts';
import { queueOf } from './queue.ts';
import { padRulesOf } from './amount-rules.ts';
import type { Book } from './book.ts';
import type { Duty } from '../staff/duty.ts';
import type { OfficeBook } from '../office/book.ts';
import { OfficeSummaries } from '../office/summary.ts';
import { staffView } from './staff/posts.ts';
import { isBusy, saleStateOf } from '../payment/sale.ts';
import type { Payment, Sale } from '../payment/state.ts';
import { viewOfSale } from '../payment/view.ts';
import type { SaleView } from '../contract/sale-view.ts';
import { OWED_TOO_LONG_MS } from '../payment/policy.ts';
import { mayVoid } from '../payment/void.ts';
import { wireAmount } from '../ground/money/amount.ts';
import type { Clock, PartHealth } from '../ground/ports.ts';
import type { Ms } from '../ground/time.ts';
import { isoWithOffset } from '../ground/time.ts';
import { invariant } from '../ground/result.ts';

/** How many sales the view carries. */
const RECENT_SALES = 20;

export interface ScreenParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly training: boolean;
  /** Lets what is under way leave first: no screen holds a payment up. */
  readonly nextTurn: () => Promise<void>;
  /** Whether the till is being set up. */
  readonly settingUp?: () => boolean;
  readonly book: () => Book;
  readonly duty: () => Duty;
  readonly office: () => OfficeBook;
  readonly clockOffsetMs: (gateway: string) => number | null;
  /** How the till's window tells a scanner's keys from a person's. */
  readonly keyScanning: Pick<View['terminal'], 'keyPace' | 'keyScanner'>;
  /** The gateways whose refunds are paid from the takings of the day. */
  readonly refundsFromTakings: readonly string[];
  /** Whether another till may hold a sale's order, so that only a manager has it taken; absent at a till of no chain. */
  readonly offersOverride?: (sale: Sale) => boolean;
  /** The text of a sale's customer copy, for a phone; null where it has none. */
  readonly receiptForPhone?: (sale: Sale) => string | null;
}

/** What is told of other sales than the one on the stage, or of none: it outlives that one. */
const OF_NO_SALE: readonly string[] = [
  'late-charge',
  'charge-gone',
  'goods-not-paid',
  'gateway-alarm',
  'report-not-printed',
  'receipt-scanned',
];

export type Notice = NonNullable<View['notice']>;

/** Everything that can be seen of the till, made from its state when it is asked for; it owns only notices and health. */
export class Screen {
  readonly #parts: ScreenParts;
  readonly #board = new HealthBoard();
  readonly #watchers = new Set<() => void>();
  readonly #startedAtMs: Ms;
  #summaries: OfficeSummaries | null = null;
  #notice: Notice | null = null;
  /** The newest sale when the notice came, and whether it was under way: with it the notice ends. */
  #noticeOf: { readonly saleId: string; readonly wasBusy: boolean } | null = null;
  #told = true;

  constructor(parts: ScreenParts) {
    this.#parts = parts;
    this.#startedAtMs = parts.clock.nowMs();
  }

  /** Calls `see` after every change, once for many changes at the same instant; returns how to stop it. */
  watch(see: () => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }

  /** Something changed that the view shows. */
  changed(): void {
    if (!this.#told) return;
    this.#told = false;
    void this.#parts.nextTurn().then(() => {
      this.#told = true;
      for (const see of this.#watchers) see();
    });
  }

  /** Says something to the cashier that is not the state of a sale. */
  notice(kind: string, say: string, more: Pick<Notice, 'choices' | 'why'> = {}): void {
    this.#notice = { kind, say, at: this.iso(this.#parts.clock.nowMs()), ...more };
    const onStage = OF_NO_SALE.includes(kind) ? undefined : this.#parts.book().onStage();
    this.#noticeOf = onStage === undefined ? null : { saleId: onStage.saleId, wasBusy: isBusy(onStage) };
    this.changed();
  }

  /** A receipt was scanned while no sale is under way: the manager's desk may look its payment up. */
  receiptScanned(paymentRequestId: string): void {
    this.notice('receipt-scanned', "A receipt was scanned. The manager's desk shows its payment.");
    if (this.#notice !== null) this.#notice = { ...this.#notice, paymentRequestId };
  }

  /** A notice ends with what it was about: once its sale is under way, or is not any more; or once somebody went on from it. */
  #isNoticeOver(onStage: Sale | undefined): boolean {
    const of = this.#noticeOf;
    if (of === null) return false;
    return onStage?.saleId !== of.saleId || of.wasBusy !== isBusy(onStage);
  }

  clearNotice(): void {
    this.#notice = null;
  }

  /** Takes what a part says of itself: `gateway/<name>`, `scanners/<name>`, `printers/<name>`, `journal`. */
  report(part: string, health: PartHealth): void {
    if (this.#board.report(part, health, this.#parts.clock.nowMs())) this.changed();
  }

  isOk(part: string): boolean {
    return this.#board.isOk(part);
  }

  iso = (atMs: Ms): string => isoWithOffset(atMs, this.#parts.config.terminal.timeZone);

  /** Whether a paid payment may still be voided, by the acquirer's clock as far as it is known. */
  mayVoid = (payment: Payment): boolean => {
    const offsetMs = this.#parts.clockOffsetMs(payment.facts.gateway) ?? 0;
    return mayVoid(payment, this.#parts.clock.nowMs() + offsetMs);
  };

  sale(sale: Sale): SaleView {
    const { config, office, offersOverride } = this.#parts;
    const { iso, mayVoid } = this;
    const view = viewOfSale(sale, { iso, mayVoid, offersOverride, freeing: config.freeing });
    const dispute = chargebackShown(office(), sale, this.iso);
    return dispute === undefined ? view : { ...view, dispute };
  }

  /** A sale as it stands after something was done to it. */
  saleNow(saleId: string): SaleView {
    const sale = this.#parts.book().sale(saleId);
    invariant(sale !== undefined, 'a sale that something was done to is in the book');
    return this.sale(sale);
  }

  /** Only of a sale that is paid, and only where the shop wants it. */
  #customerReceipt(sale: Sale | undefined): string | null {
    if (sale === undefined || !this.#parts.config.displays.receiptQr) return null;
    return saleStateOf(sale) === 'paid' ? (this.#parts.receiptForPhone?.(sale) ?? null) : null;
  }

  /** That another amount was charged than the one asked, until a person has seen it. */
  #otherCharge({ saleId, amount, otherCharge }: Sale): View['otherCharges'][number] | null {
    if (otherCharge === null || otherCharge.seen) return null;
    const { amount: charged, atMs } = otherCharge;
    return { saleId, at: this.iso(atMs), asked: wireAmount(amount), charged: wireAmount(charged) };
  }

  view(): View {
    const book = this.#parts.book();
    const onStage = book.onStage();
    const { terminal, merchant, displays, tenders } = this.#parts.config;
    const customerReceipt = this.#customerReceipt(onStage);
    return {
      sale: onStage === undefined ? null : this.sale(onStage),
      isEarlier: onStage !== undefined && book.isEarlier(onStage),
      otherCharges: book.open().flatMap((sale) => this.#otherCharge(sale) ?? []),
      recent: book.recent(RECENT_SALES).map((sale) => this.sale(sale)),
      notice: this.#isNoticeOver(onStage) ? null : this.#notice,
      queue: queueOf(book).length,
      office: this.#officeView(),
      ...(customerReceipt === null ? {} : { customerReceipt }),
      health: this.health(),
      staff: staffView(this.#parts.config, this.#parts.duty()),
      terminal: {
        storeTerminalId: terminal.storeTerminalId,
        storeName: merchant.store.storeDisplayName ?? merchant.store.storeName,
        currency: terminal.currency,
        languages: terminal.languages,
        timeZone: terminal.timeZone,
        ground: displays.ground,
        tenders: tenders.map(({ id, gateway, say }) => ({
          id,
          say: Object.keys(say).length === 0 ? { en: gateway } : say,
          isDown: !this.isOk(`gateway/${gateway}`),
        })),
        refundsFromTakings: [...this.#parts.refundsFromTakings],
        ...(this.#parts.settingUp?.() === true ? { setUp: true } : {}),
        ...padRulesOf(terminal, book),
        ...this.#parts.keyScanning,
      },
    };
  }

  #officeView(): View['office'] {
    this.#summaries ??= new OfficeSummaries(this.#parts.office());
    const { dueAtMs, daysLeft, ...summary } = this.#summaries.at(this.#parts.clock.nowMs());
    const { registration, customs, reports } = this.#parts.config;
    const isSetUp = registration.needed !== 'no' || customs !== undefined || reports?.folder !== undefined;
    // In practice the strip has no room beside its own menu before there is a matter; the day leads there.
    const isOffered = (isSetUp && !this.#parts.training) || summary.changes > 0;
    const counts = { ...summary, isOffered };
    return dueAtMs === null || daysLeft === null ? counts : { ...counts, dueAt: this.iso(dueAtMs), daysLeft };
  }

  queue(): ReplyOf<'readQueue'> {
    return queueOf(this.#parts.book()).map(
      ({ kind, saleId, paymentRequestId, refundRequestId, ...owed }) => ({
        kind,
        saleId,
        ...(paymentRequestId === undefined ? {} : { paymentRequestId }),
        ...(refundRequestId === undefined ? {} : { refundRequestId }),
        since: this.iso(owed.sinceMs),
        tries: owed.tries,
        nextTryAt: this.iso(owed.nextTryAtMs),
        ...(owed.lastAnswer === null ? {} : { lastAnswer: owed.lastAnswer }),
      }),
    );
  }

  health(): HealthView {
    const gateways = this.#board.all('gateway', this.iso);
    const scanners = this.#board.all('scanners', this.iso);
    const printers = this.#board.all('printers', this.iso);
    const gateway =
      gateways.find((part) => part.status === 'down') ?? gateways[0] ?? this.#board.one('gateway', this.iso);
    const journal = this.#board.one('journal', this.iso);
    const queue = this.#queueHealth();
    const marks = this.#board.has('marks') ? { marks: this.#board.one('marks', this.iso) } : {};
    const letters = this.#board.has('letters') ? { letters: this.#board.one('letters', this.iso) } : {};
    const centre = this.#board.has('centre') ? { centre: this.#board.one('centre', this.iso) } : {};
    const files = { ...marks, ...letters, ...centre };
    const parts = [gateway, journal, queue, ...scanners, ...printers, ...Object.values(files)];
    return {
      status: parts.every((part) => part.status === 'ok') ? 'ok' : 'degraded',
      training: this.#parts.training,
      test: unrealOf({ gateways: this.#parts.config.gateways, training: false }) === 'test',
      gateway,
      journal,
      scanners,
      printers,
      queue,
      ...files,
    };
  }

  /** Each gateway of its own; `health` has the one that is down. */
  gateways(): HealthView['gateway'][] {
    return this.#board.all('gateway', this.iso);
  }

  /** The queue is well as long as nothing in it is older than it should be. */
  #queueHealth(): HealthView['queue'] {
    const sinceMs = Math.min(...queueOf(this.#parts.book()).map((owed) => owed.sinceMs));
    const ok = this.#parts.clock.nowMs() - sinceMs < OWED_TOO_LONG_MS || sinceMs === Infinity;
    if (ok) return { status: 'ok', since: this.iso(this.#startedAtMs) };
    const why = 'Something has waited for too long. Look at what is waiting, and at the connection.';
    return { status: 'down', since: this.iso(sinceMs), reason: 'owedTooLong', why };
  }
}
