import { keyScanningOf } from '../../src/scan/key-scanning.ts';
import { AlipayPlusGateway } from '../../src/acquirers/alipay-plus/gateway.ts';
import { ALIPAY_PLUS_NOTICES } from '../../src/acquirers/alipay-plus/notification.ts';
import { hearingBy } from '../../src/acquirers/signed-wire/notification.ts';
import { answerNotice, type NoticeReply, type ReceivedNotice } from '../../src/acquirers/notices.ts';
import { Desk } from '../../src/till/desk.ts';
import { PLAIN_PINS } from '../fakes/plain-pins.ts';
import { NO_PAPER, NO_PAPERS } from '../fakes/no-papers.ts';
import { ManagerDesk } from '../../src/till/manager/manager-desk.ts';
import { Decisions } from '../../src/till/manager/decisions.ts';
import { RefundDesk } from '../../src/till/manager/refund-desk.ts';
import { foldOnto } from '../../src/journal/fold.ts';
import { decodeRecord, isOfSale, type JournalRecord } from '../../src/journal/records.ts';
import type { Sale } from '../../src/payment/state.ts';
import type { Clock } from '../../src/ground/ports.ts';
import type { Gateway, Http, HttpCall } from '../../src/acquirers/port.ts';
import type { Journal } from '../../src/journal/port.ts';
import type { OfficeKept, OfficeNotice } from '../../src/acquirers/office.ts';
import { invariant } from '../../src/ground/result.ts';
import { Screen } from '../../src/till/screen.ts';
import type { Handlers } from '../../src/contract/contract.ts';
import type { Post } from '../../src/contract/posts.ts';
import { OPEN_ROOM } from '../../src/till/manager/refund-room.ts';
import { OPEN_GATE } from '../../src/till/order-gate.ts';
import { PinChecks } from '../../src/till/staff/pin-checks.ts';
import { guardedHandlers } from '../../src/till/staff/role-guard.ts';
import { StaffDesk } from '../../src/till/staff/staff-desk.ts';
import { PhoneDesk } from '../../src/till/phone-desk.ts';
import { PhoneTokens } from '../../src/till/phone-tokens.ts';
import { PhonesSeen } from '../../src/till/phones-seen.ts';
import { TenderDesk } from '../../src/till/tender-desk.ts';
import { Terminal } from '../../src/till/terminal.ts';
import type { MemoryJournal } from '../fakes/memory-journal.ts';
import type { CodeShop } from './code-lines.ts';
import { antomInstoreOf, hostedGateways, PUBLIC_URL, type HostedGateway } from './hosted-shop.ts';
import { TILL_SIGNING } from './keyed-signing.ts';
import type { DisputeWatch } from '../../src/till/office/dispute-watch.ts';
import { watchOf } from './office-watch.ts';
import { CONFIG, configOf } from './shop.ts';
import type { Timeline } from './timeline.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** The instant at which a run of the till is killed, if it is. */
export type KillPlan =
  | { readonly kind: 'never' }
  /** At its so-manieth commit, with the record lost or kept; no effect of it starts. */
  | { readonly kind: 'commit'; readonly count: number; readonly kept: boolean }
  /** Before its so-manieth event of any other kind. */
  | { readonly kind: 'event'; readonly count: number };

export interface TillRunParts {
  readonly timeline: Timeline;
  /** What the till is called in the story. */
  readonly name: string;
  /** The journal as it stands on the disk; shared by all runs. */
  readonly disk: MemoryJournal;
  /** How wrong the till's clock is in this run. */
  readonly clockErrorMs: number;
  readonly http: (run: TillRun) => Http;
  /** The lines to the acquirers that are paid on a page; null at a till that has none. */
  readonly hostedHttp: ((run: TillRun) => Http) | null;
  /** Whom codes go to, and whether a call to who also makes order codes is about a payment by code. */
  readonly codes: CodeShop;
  readonly isOfCode: (call: HttpCall) => boolean;
  /** Goods may go before it is paid. */
  readonly isEarly: boolean;
  readonly newSaleId: () => string;
  readonly newRefundRequestId: () => string;
  readonly kill: KillPlan;
  /** Whether people sign in to sell. */
  readonly isStaffed: boolean;
}

/** Of one till for all its runs, so that phones find it again after a restart. */
const TOKENS = new PhoneTokens('a secret of the simulated till, of more than 128 bits');

/** One life of the till's process, from its start to its kill: the real core over the simulated world. */
export class TillRun {
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly handlers: Pick<
    Handlers,
    keyof (ReturnType<Desk['handlers']> &
      ReturnType<ManagerDesk['handlers']> &
      ReturnType<StaffDesk['handlers']> &
      ReturnType<TenderDesk['handlers']>)
  >;
  readonly name: string;
  readonly clockErrorMs: number;
  readonly clock: Clock;
  readonly #manager: ManagerDesk;
  readonly #hosted: readonly HostedGateway[];
  readonly #phone: PhoneDesk;
  #watch: DisputeWatch | null = null;
  #alive = true;
  #commits = 0;
  #events = 0;
  readonly #parts: TillRunParts;

  constructor(parts: TillRunParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.clockErrorMs = parts.clockErrorMs;
    this.clock = this.#clock();
    const { clock } = this;
    const { codes, isEarly, isStaffed } = parts;
    const config = configOf({ isStaffed, isHosted: parts.hostedHttp !== null, codes, isEarly });
    const { terminal, merchant } = config;
    this.screen = new Screen({
      config,
      clock,
      training: false,
      nextTurn: () => Promise.resolve(),
      book: () => this.terminal.book,
      duty: () => this.terminal.duty,
      office: () => this.terminal.office,
      clockOffsetMs: (gateway) => this.terminal.clockOffsetMs(gateway),
      refundsFromTakings: [],
      keyScanning: keyScanningOf([]),
    });
    const codeHttp = parts.http(this);
    const gatewaysByName = GATEWAYS.map(({ name, config: gateway }) => {
      const http = codeHttp;
      const built = new AlipayPlusGateway({
        config: gateway,
        terminal,
        merchant,
        signing: TILL_SIGNING,
        http,
        clock,
        log: QUIET,
      });
      return [name, built] as const;
    });
    const pageHttp = parts.hostedHttp?.(this) ?? null;
    const pages = pageHttp === null ? [] : hostedGateways(config, { clock, http: pageHttp, log: QUIET });
    const isThere = pageHttp !== null || codes !== 'alipayPlus';
    const http = pageHttp === null ? codeHttp : forked(parts.isOfCode, codeHttp, pageHttp);
    this.#hosted = isThere ? [...pages, antomInstoreOf(config, { clock, http, log: QUIET })] : pages;
    const gateways = new Map<string, Gateway>([
      ...gatewaysByName,
      ...this.#hosted.map(({ name, gateway }) => [name, gateway] as const),
    ]);
    const journal = this.#journal();
    this.terminal = new Terminal({
      config,
      clock,
      journal,
      gateways,
      phoneOf: (id) => ({ backUrl: `${PUBLIC_URL}/b/${TOKENS.of('back', id)}` }),
      log: QUIET,
      // A shop without a printer: each paper ends as one that is not printed.
      print: (saleId, copy) =>
        this.terminal.dispatch({
          kind: 'receiptEnded',
          saleId,
          copy,
          outcome: { kind: 'notPrinted', why: 'no printer', again: false },
          atMs: clock.nowMs(),
        }),
      notice: (kind, say) => this.screen.notice(kind, say),
      changed: () => this.screen.changed(),
      heard: () => undefined,
    });
    const pinChecks = new PinChecks(PLAIN_PINS, false);
    const ids = { saleId: parts.newSaleId, refundRequestId: parts.newRefundRequestId };
    const { terminal: core, screen } = this;
    const refunds = new RefundDesk({
      config,
      clock,
      ids,
      terminal: core,
      screen,
      gateways,
      pinChecks,
      room: OPEN_ROOM,
    });
    const { approver } = refunds;
    const decisions = new Decisions({
      clock,
      terminal: core,
      approver,
      mayVoid: screen.mayVoid,
      mayOverride: (sale) => OPEN_GATE.mayOverride(sale),
    });
    const desk = new Desk({
      config,
      clock,
      ids,
      terminal: core,
      screen,
      decisions,
      gate: OPEN_GATE,
      receiptText: () => NO_PAPER,
      printSlip: null,
      trainingCode: null,
    });
    const manager = new ManagerDesk({
      ...{ config, clock, terminal: core, screen, refunds, decisions, journal },
      training: false,
      papers: NO_PAPERS,
      print: null,
      sign: (text) => `signed ${text.length}`,
    });
    const staff = new StaffDesk({ config, clock, terminal: core, screen, pins: PLAIN_PINS, pinChecks });
    const tenders = new TenderDesk({
      ...{ config, clock, terminal: core, screen, gateways, tokens: TOKENS, decisions, gate: OPEN_GATE },
    });
    this.#phone = new PhoneDesk({
      ...{ shop: 'Kopi Corner', tokens: TOKENS, phones: new PhonesSeen() },
      ...{ terminal: core, screen, gateways },
    });
    const ofDesks = { ...desk.handlers(), ...manager.handlers(), ...staff.handlers() };
    const handlers = { ...ofDesks, ...tenders.handlers() };
    const guard = { config, terminal: core, touch: (post: Post) => staff.touch(post) };
    // Without cashiers the guard asks for nobody: those schedules stay as they are.
    this.handlers = parts.isStaffed ? guardedHandlers(handlers as Handlers, 'register', guard) : handlers;
    this.#manager = manager;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Starts as the program does; its API can be reached before it asks for what was under way. */
  start(meanwhile: () => void = () => undefined): void {
    this.terminal.replay();
    meanwhile();
    this.terminal.resume();
    this.#manager.resume();
  }

  /** Takes what the gateway tells by itself, as the listener of the program does; answers whether it says so. */
  notified(received: ReceivedNotice): boolean {
    return new TextDecoder().decode(this.#answer(received).body).includes('"SUCCESS"');
  }

  /** The same for an acquirer that is paid on a page; answers the status. */
  noticed(received: ReceivedNotice): number {
    return this.#answer(received).status;
  }

  #answer(received: ReceivedNotice): NoticeReply {
    const { timeZone } = CONFIG.terminal;
    const acquirerNowMs = (name: string) => (): number =>
      this.clock.nowMs() + (this.terminal.clockOffsetMs(name) ?? 0);
    const codes = GATEWAYS.map(({ name, config: { clientId } }) => {
      const hear = hearingBy(ALIPAY_PLUS_NOTICES, {
        ...{ clientId, signing: TILL_SIGNING, timeZone },
        isAddress: () => false,
      });
      return { name, hear, acquirerNowMs: acquirerNowMs(name) };
    });
    const pages = this.#hosted.map((page) => ({ ...page, acquirerNowMs: acquirerNowMs(page.name) }));
    return answerNotice(received, {
      gateways: [...codes, ...pages],
      tell: (name, payment, content) => this.terminal.notified(name, payment, content),
      tellOffice: (name, notice) => this.#keptByOffice(name, notice),
      log: QUIET,
    });
  }

  /** Disputes are kept by the real office; its files are of no account here. */
  #keptByOffice(name: string, notice: OfficeNotice): OfficeKept {
    this.#watch ??= watchOf(this.terminal, this.clock, this.screen.iso);
    if (notice.about !== 'dispute') return 'notKept';
    return 'asks' in notice ? this.#watch.tell(name, notice) : this.#watch.news(name, notice);
  }

  /** What the customer's screen shows of a sale to be paid by; null where it shows nothing. */
  async readLink(saleId: string): Promise<string | null> {
    const read = await this.handlers.readLink({ params: { saleId }, query: { format: 'json' }, body: null });
    return read.ok ? read.value.url : null;
  }

  /** A phone presses the landing page's button; the address that it is sent on to, null where to none. */
  async tap(token: string, phone: string | null): Promise<string | null> {
    const tapped = await this.#phone.tap(token, phone, null);
    return tapped.kind === 'go' && this.#alive ? tapped.link.reveal() : null;
  }

  /** A phone comes back from the acquirer's page. */
  back(paymentRequestId: string): void {
    this.#phone.back(TOKENS.of('back', paymentRequestId));
  }

  /** What a phone that has pressed the button shows when it comes again. */
  phoneOf(paymentRequestId: string): string {
    return TOKENS.of('phone', paymentRequestId);
  }

  /** From here on nothing that this run does reaches the world. */
  die(): void {
    this.#alive = false;
  }

  /** One more event that is not a commit; answers whether the run lives to see it. */
  lives(): boolean {
    if (!this.#alive) return false;
    this.#events += 1;
    const { kill } = this.#parts;
    if (kill.kind === 'event' && this.#events >= kill.count) this.die();
    return this.#alive;
  }

  #journal(): Journal {
    const { disk, kill } = this.#parts;
    return disk.appendedBy((write) => {
      if (!this.#alive) return;
      this.#commits += 1;
      const killed = kill.kind === 'commit' && this.#commits >= kill.count;
      if (killed) this.die();
      if (!killed || kill.kept) write();
    });
  }

  #clock(): Clock {
    const { timeline } = this.#parts;
    return {
      nowMs: () => timeline.nowMs + this.clockErrorMs,
      after: (waitMs, act) =>
        timeline.after(waitMs, () => {
          if (this.lives()) act();
        }),
    };
  }
}

/** One line over which both ways to pay go. */
function forked(isOfCode: (call: HttpCall) => boolean, codes: Http, pages: Http): Http {
  return { send: (call) => (isOfCode(call) ? codes : pages).send(call) };
}

function recordOf(row: string): JournalRecord {
  const record = decodeRecord(row);
  invariant(record.ok, 'the till reads back what it wrote');
  return record.value;
}

/** How the sales stand by the journal alone. */
export function foldOf(rows: readonly string[]): ReadonlyMap<string, Sale> {
  const sales = new Map<string, Sale>();
  for (const event of rows.map(recordOf).filter(isOfSale)) {
    sales.set(event.saleId, foldOnto(sales.get(event.saleId) ?? null, event));
  }
  return sales;
}

const GATEWAYS = Object.entries(CONFIG.gateways).map(([name, config]) => {
  invariant(config.kind === 'alipay-plus', 'this search plays Alipay+');
  return { name, config };
});
