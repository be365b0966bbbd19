import { fileURLToPath } from 'node:url';
import { AlipayPlusGateway } from '../src/alipay-plus/gateway.ts';
import { answerNotification, type ListenerParts } from '../src/alipay-plus/notification.ts';
import { rsaSigning, type Signing } from '../src/alipay-plus/signature.ts';
import type { Handlers, View } from '../src/contract.ts';
import { Desk } from '../src/desk.ts';
import { saleStateOf } from '../src/payment/sale.ts';
import type { Sale } from '../src/payment/state.ts';
import type { Clock, Gateway, Log, Scanner } from '../src/ports.ts';
import { Papers } from '../src/receipt/papers.ts';
import { Press, type ConnectedPrinter } from '../src/receipt/press.ts';
import { invariant } from '../src/result.ts';
import { CodeWanted } from '../src/scan/code-wanted.ts';
import { scryptPins } from '../src/manager/pin.ts';
import { RefundDesk } from '../src/manager/refund-desk.ts';
import { Screen } from '../src/screen.ts';
import { Terminal } from '../src/terminal.ts';
import { Access } from '../drivers/api/access.ts';
import { Pages } from '../drivers/api/pages.ts';
import { serveApi } from '../drivers/api/server.ts';
import { readOrMakeToken } from '../drivers/api/token.ts';
import { httpsPost } from '../drivers/gateway/https.ts';
import type { OpenJournal } from '../drivers/journal/sqlite.ts';
import { serveNotifications } from '../drivers/notify/server.ts';
import { openPrinter } from '../drivers/printer/open.ts';
import { healthOfMarks, PLACEHOLDERS, readMarks } from '../drivers/printer/marks-folder.ts';
import { deflate, shippedFont } from '../drivers/printer/paper-font.ts';
import { openScanners } from '../drivers/scanner/open.ts';
import { ulidIds } from '../drivers/system/ids.ts';
import type { Settings } from './settings.ts';
import { trainingHandlers, type TrainingFaults } from './training-handlers.ts';

export interface ComposeParts {
  readonly settings: Settings;
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the till's own page is served. */
  readonly screen: boolean;
  readonly trainingCode: (() => string) | null;
  readonly trainingFaults: TrainingFaults | null;
}

/** A terminal that takes sales. */
export interface RunningTerminal {
  readonly api: string;
  readonly tokenFile: string;
  /** Where notifications are listened for; null where the config does not say so. */
  readonly notify: string | null;
  /** The address that opens the till's page, once; null without a screen. */
  readonly launch: string | null;
  readonly handlers: Handlers;
  readonly view: () => View;
  readonly watch: (see: () => void) => () => void;
  stop(): Promise<void>;
}

/** Builds a terminal by calling constructors, in the order in which they need each other, and starts it. */
export async function composeTerminal(parts: ComposeParts): Promise<RunningTerminal> {
  const { settings, journal, clock, log } = parts;
  const { config } = settings;
  const screen = new Screen({
    config,
    clock,
    training: settings.training,
    book: () => terminal.book,
    clockOffsetMs: (gateway) => terminal.clockOffsetMs(gateway),
    receiptForPhone: (sale) => papers.forPhone(sale),
  });
  const printers = config.printers.map((printer) => ({
    config: printer,
    printer: openPrinter(withAbsolutePath(printer, settings.pathOf), clock),
  }));
  const scanners: Scanner[] = [];
  const codeWanted = new CodeWanted();
  const marks = readMarks(config.marks === undefined ? PLACEHOLDERS : settings.pathOf(config.marks.folder));
  const papers = new Papers({
    config,
    training: settings.training,
    font: shippedFont(),
    marks: marks.pictures,
    deflate,
  });
  const press = pressOf(parts, printers, screen, papers, () => terminal);
  const signings = signingsOf(settings);
  const gateways = gatewaysOf(parts, signings);
  const terminal = new Terminal({
    config,
    clock,
    journal,
    gateways,
    log,
    print: (saleId, copy) => press.print(saleId, copy),
    notice: (kind, say) => screen.notice(kind, say),
    changed: () => {
      const waiting = terminal.book.busy();
      const saleId = waiting !== undefined && saleStateOf(waiting) === 'awaitingCode' ? waiting.saleId : null;
      if (codeWanted.begins(saleId)) scanners.forEach((scanner) => scanner.startOver());
      screen.changed();
    },
    heard: (name, why) =>
      screen.report(`gateway/${name}`, why === null ? { status: 'ok' } : { status: 'down', why }),
  });
  const ids = ulidIds(clock);
  const desk = new Desk({
    config,
    clock,
    ids,
    terminal,
    screen,
    refunds: new RefundDesk({ config, clock, ids, terminal, screen, gateways, pins: scryptPins }),
    receiptText: (sale, copy) => papers.text(sale, copy),
    receiptFile: (sale, copy, format) => papers.file(sale, copy, format),
    trainingCode: parts.trainingCode,
  });
  for (const part of ['journal', ...Object.keys(config.gateways).map((name) => `gateway/${name}`)]) {
    screen.report(part, { status: 'ok' });
  }
  screen.report('marks', healthOfMarks(marks));
  for (const { printer } of printers) {
    printer.watch((health) => screen.report(`printers/${printer.name}`, health));
  }
  terminal.replay();
  const tokenFile = settings.pathOf(config.api.tokenFile);
  const access = new Access(readOrMakeToken(tokenFile));
  const notify = config.notify === undefined ? null : await serveNotifications(config.notify);
  const served = {
    handlers: { ...desk.handlers(), ...trainingHandlers(parts.trainingFaults) },
    view: () => screen.view(),
    watch: (see: () => void) => screen.watch(see),
  };
  const api = await serveApi({
    port: config.api.port,
    access,
    ...served,
    pages: parts.screen ? new Pages(PAGE_FOLDER, access) : null,
  });
  // Asked only now: a till that can't be reached must not have begun anything.
  terminal.resume();
  const listener = listenerOf(parts, signings, terminal);
  notify?.open((received) => answerNotification(received, listener));
  scanners.push(
    ...openScanners(
      config.scanners.map((scanner) => withAbsolutePath(scanner, settings.pathOf)),
      clock,
    ),
  );
  for (const scanner of scanners) {
    scanner.start({
      scanned: (scan) => desk.scanned(scan),
      health: (health) => screen.report(`scanners/${scanner.name}`, health),
    });
  }
  return {
    ...served,
    api: api.url,
    tokenFile,
    notify: notify?.url ?? null,
    launch: parts.screen ? `${api.url}/?launch=${access.newLaunch()}` : null,
    stop: async () => {
      press.stop();
      await Promise.all([
        api.close(),
        notify?.close(),
        ...scanners.map((s) => s.stop()),
        ...printers.map((p) => p.printer.stop()),
      ]);
      terminal.stop();
      journal.close();
    },
  };
}

/** Relative paths start at the config file's folder. Source: interface section 2. */
function withAbsolutePath<T extends object>(device: T, pathOf: (path: string) => string): T {
  return 'path' in device && typeof device.path === 'string'
    ? { ...device, path: pathOf(device.path) }
    : device;
}

const PAGE_FOLDER = fileURLToPath(new URL('../out/renderer', import.meta.url));

function signingsOf({ config, keys }: Settings): ReadonlyMap<string, Signing> {
  return new Map(
    Object.entries(config.gateways).map(([name, { keyVersion }]) => {
      const own = keys.get(name);
      invariant(own !== undefined, `the keys of ${name} were read with the config`);
      return [name, rsaSigning({ ...own, keyVersion })];
    }),
  );
}

function signingOf(signings: ReadonlyMap<string, Signing>, name: string): Signing {
  const signing = signings.get(name);
  invariant(signing !== undefined, `${name} has a signing, like every gateway`);
  return signing;
}

function gatewaysOf(
  { settings, clock, log }: ComposeParts,
  signings: ReadonlyMap<string, Signing>,
): Map<string, Gateway> {
  const { terminal, merchant, gateways } = settings.config;
  const http = httpsPost();
  return new Map(
    Object.entries(gateways).map(([name, config]) => {
      const signing = signingOf(signings, name);
      return [name, new AlipayPlusGateway({ config, terminal, merchant, signing, http, clock, log })];
    }),
  );
}

function listenerOf(
  { settings, clock, log }: ComposeParts,
  signings: ReadonlyMap<string, Signing>,
  terminal: Terminal,
): ListenerParts {
  const { gateways, terminal: place } = settings.config;
  return {
    gateways: Object.entries(gateways).map(([name, { clientId }]) => ({
      name,
      clientId,
      signing: signingOf(signings, name),
      acquirerNowMs: () => clock.nowMs() + (terminal.clockOffsetMs(name) ?? 0),
    })),
    timeZone: place.timeZone,
    tell: (gateway, { paymentRequestId, told }) => terminal.notified(gateway, paymentRequestId, told),
    log,
  };
}

function pressOf(
  { clock }: ComposeParts,
  printers: readonly ConnectedPrinter[],
  screen: Screen,
  papers: Papers,
  terminal: () => Terminal,
): Press {
  const saleOf = (saleId: string): Sale => {
    const sale = terminal().book.sale(saleId);
    invariant(sale !== undefined, `the receipt of the sale ${saleId}`);
    return sale;
  };
  return new Press({
    printers,
    clock,
    isOk: (name) => screen.isOk(`printers/${name}`),
    started: (saleId, copy) =>
      terminal().dispatch({ kind: 'receiptStarted', saleId, copy, atMs: clock.nowMs() }),
    ended: (saleId, copy, outcome) =>
      terminal().dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: clock.nowMs() }),
    bytesOf: (saleId, copy, printer) => papers.bytes(saleOf(saleId), copy, printer),
    waitingSinceMs: (saleId, copy) => {
      const state = saleOf(saleId).receipts[copy]?.state;
      return state?.kind === 'waiting' ? state.sinceMs : clock.nowMs();
    },
  });
}
