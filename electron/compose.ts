import { answerNotification } from '../src/acquirers/alipay-plus/notification.ts';
import type { Handlers, View } from '../src/contract/contract.ts';
import { Desk } from '../src/till/desk.ts';
import { saleStateOf } from '../src/payment/sale.ts';
import type { Sale } from '../src/payment/state.ts';
import type { Clock } from '../src/ground/ports.ts';
import { Papers } from '../src/receipt/papers.ts';
import { Press, type ConnectedPrinter } from '../src/till/press.ts';
import { invariant } from '../src/ground/result.ts';
import { CodeWanted } from '../src/scan/code-wanted.ts';
import { scryptPins } from '../src/staff/pin.ts';
import { ManagerDesk, type ReportPrinter } from '../src/till/manager/manager-desk.ts';
import { DoubtDesk } from '../src/till/manager/doubt-desk.ts';
import { RefundDesk } from '../src/till/manager/refund-desk.ts';
import { routingOf } from '../src/scan/classify.ts';
import { Screen } from '../src/till/screen.ts';
import { Spoken } from '../src/till/technician/bench.ts';
import type { LogTail } from '../src/till/technician/log-tail.ts';
import { TrialScan } from '../src/till/technician/trial-scan.ts';
import { Terminal } from '../src/till/terminal.ts';
import { Access } from '../drivers/api/access.ts';
import { Pages } from '../drivers/api/pages.ts';
import { serveApi } from '../drivers/api/server.ts';
import { readOrMakeToken } from '../drivers/api/token.ts';
import { httpsPost } from '../drivers/gateway/https.ts';
import type { OpenJournal } from '../drivers/journal/sqlite.ts';
import { serveNotifications } from '../drivers/notify/server.ts';
import { openPrinter } from '../drivers/printer/open.ts';
import { healthOfMarks, readMarks } from '../drivers/printer/marks-folder.ts';
import { deflate, shippedFont } from '../drivers/printer/paper-font.ts';
import { ulidIds } from '../drivers/system/ids.ts';
import type { Assets } from './assets.ts';
import { ScannerWizard } from './scanner-wizard.ts';
import { gatewayOver, gatewaysOf, listenerOf, signingsOf } from './gateways.ts';
import type { Settings } from './settings.ts';
import { technicianHandlers, whileNoSetup } from './technician-handlers.ts';
import { keyScannerOf, TillScanners } from './till-scanners.ts';
import { trainingHandlers, type TrainingFaults } from './training-handlers.ts';

export interface ComposeParts {
  readonly assets: Assets;
  readonly settings: Settings;
  readonly journal: OpenJournal;
  readonly clock: Clock;
  readonly log: LogTail;
  /** Whether the till's own page is served. */
  readonly screen: boolean;
  /** Whether there is a window of the till, so that a scanner may type into it. */
  readonly window: boolean;
  readonly trainingCode: (() => string) | null;
  readonly trainingFaults: TrainingFaults | null;
  /** The version of Electron, where the terminal is a kiosk's. */
  readonly electron: string | null;
  /** Ends the till in good order; null where nothing would start it again. */
  readonly restart: (() => void) | null;
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
  const { assets, settings, journal, clock, log } = parts;
  const { config } = settings;
  const screen = new Screen({
    config,
    clock,
    training: settings.training,
    book: () => terminal.book,
    clockOffsetMs: (gateway) => terminal.clockOffsetMs(gateway),
    receiptForPhone: (sale) => papers.forPhone(sale),
    keyScanner: parts.window ? keyScannerOf(config.scanners) : undefined,
  });
  const printers = config.printers.map((printer) => ({
    config: printer,
    printer: openPrinter(withAbsolutePath(printer, settings.pathOf), clock),
  }));
  const spoken = new Spoken();
  const isSaleOpen = (): boolean => terminal.book.busy() !== undefined;
  const trial = new TrialScan(clock, routingOf(config), isSaleOpen);
  const devices = config.scanners.map((scanner) => withAbsolutePath(scanner, settings.pathOf));
  const scanners = new TillScanners(devices, clock, parts.window, {
    scanned: (scan, name, tookMs) => {
      spoken.heard(`scanners/${name}`, clock.nowMs());
      if (!trial.takes(scan, name, tookMs)) desk.scanned(scan);
    },
    health: (name, health) => screen.report(`scanners/${name}`, health),
  });
  const codeWanted = new CodeWanted();
  const marks = readMarks(
    config.marks === undefined ? assets.placeholderMarks : settings.pathOf(config.marks.folder),
  );
  const papers = new Papers({
    config,
    training: settings.training,
    font: shippedFont(assets.fontFolder),
    marks: marks.pictures,
    deflate,
    log,
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
      if (codeWanted.begins(saleId)) scanners.startOver();
      spoken.heard('journal', clock.nowMs());
      screen.changed();
    },
    heard: (name, why) => {
      if (why === null) spoken.heard(`gateway/${name}`, clock.nowMs());
      screen.report(`gateway/${name}`, why === null ? { status: 'ok' } : { status: 'down', why });
    },
  });
  const ids = ulidIds(clock);
  const refunds = new RefundDesk({ config, clock, ids, terminal, screen, gateways, pins: scryptPins });
  const doubts = new DoubtDesk(terminal, refunds.approver);
  const desk = new Desk({
    config,
    clock,
    ids,
    terminal,
    screen,
    doubts,
    receiptText: (sale, copy) => papers.text(sale, copy),
    receiptFile: (sale, copy, format) => papers.file(sale, copy, format),
    trainingCode: parts.trainingCode,
  });
  for (const part of ['journal', ...Object.keys(config.gateways).map((name) => `gateway/${name}`)]) {
    screen.report(part, { status: 'ok' });
  }
  screen.report('marks', healthOfMarks(marks));
  for (const { printer } of printers) {
    printer.watch((health) => {
      screen.report(`printers/${printer.name}`, health);
      if (health.status === 'ok') press.woke(printer.name);
    });
  }
  terminal.replay();
  const tokenFile = settings.pathOf(config.api.tokenFile);
  const access = new Access(readOrMakeToken(tokenFile));
  const notify = config.notify === undefined ? null : await serveNotifications(config.notify);
  const wizard = new ScannerWizard({
    clock,
    paths: devices.flatMap((device) =>
      device.kind === 'serial' && device.path !== undefined ? [device.path] : [],
    ),
    configFile: settings.file,
    release: () => scanners.stop(),
    takeBack: () => scanners.start(),
  });
  const atDesk = desk.handlers();
  const manager = new ManagerDesk({
    ...{ config, clock, journal, terminal, screen, papers },
    ...{ refunds, doubts },
    training: settings.training,
    print: reportPrinter(printers),
  });
  const http = httpsPost();
  const served = {
    handlers: {
      ...atDesk,
      ...manager.handlers(),
      ...trainingHandlers(parts.trainingFaults),
      ...technicianHandlers({
        ...{ assets, config, clock, screen, spoken, log, trial, wizard, papers, printers, http, isSaleOpen },
        configFile: settings.file,
        gatewayOver: (name, way) => gatewayOver(parts, signings, name, way),
        newId: () => ids.saleId(),
        electron: parts.electron,
        restart: parts.restart,
      }),
      openSale: whileNoSetup(wizard, atDesk.openSale),
      retrySale: whileNoSetup(wizard, atDesk.retrySale),
      hearKeys: scanners.handler,
    },
    view: () => screen.view(),
    watch: (see: () => void) => screen.watch(see),
  };
  const api = await serveApi({
    port: config.api.port,
    access,
    ...served,
    pages: parts.screen ? new Pages(assets.pageFolder, access) : null,
  });
  // Asked only now: a till that can't be reached must not have begun anything.
  terminal.resume();
  const listener = listenerOf(parts, signings, terminal);
  notify?.open((received) => answerNotification(received, listener));
  scanners.start();
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
        wizard.stop().then(() => scanners.stop()),
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

/** Reports go to the printer of the merchant's copies, which does one job after the other. */
function reportPrinter(printers: readonly ConnectedPrinter[]): ReportPrinter | null {
  const to = printers.find(({ config }) => config.copies.includes('merchant'));
  if (to === undefined) return null;
  return (bytesOf) => {
    const bytes = bytesOf(to.config);
    return bytes.ok
      ? to.printer.print(bytes.value)
      : Promise.resolve({ kind: 'notPrinted', why: bytes.error, again: false });
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
