import type { Config } from '../src/config/config.ts';
import { printedView } from '../src/till/printed-view.ts';
import type { Handlers } from '../src/contract/contract.ts';
import type { Clock } from '../src/ground/ports.ts';
import type { OpenedAcquirer } from '../src/acquirers/kind.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import type { Papers } from '../src/receipt/papers.ts';
import type { ConnectedPrinter } from '../src/till/press.ts';
import { ok, type Result } from '../src/ground/result.ts';
import { CODE_BOOK } from '../src/acquirers/codes.ts';
import type { Screen } from '../src/till/screen.ts';
import { devicesOf, type Spoken } from '../src/till/technician/bench.ts';
import type { AcceptanceCommand } from '../src/contract/acceptance-commands.ts';
import type { TechnicianCommand } from '../src/contract/technician-commands.ts';
import { configShown } from '../src/till/technician/config-shown.ts';
import type { LogTail } from '../src/till/technician/log-tail.ts';
import { metricsText, type Measured } from '../src/till/technician/metrics.ts';
import { rolesShown } from '../src/till/technician/roles-shown.ts';
import type { TrialScan } from '../src/till/technician/trial-scan.ts';
import { sqliteVersion } from '../drivers/journal/sqlite.ts';
import type { Assets } from './assets.ts';
import type { ScannerWizard } from './scanner-wizard.ts';

export interface TechnicianParts {
  readonly assets: Pick<Assets, 'version' | 'licences'>;
  readonly config: Config;
  readonly configFile: string | null;
  readonly clock: Clock;
  readonly screen: Screen;
  readonly spoken: Spoken;
  readonly log: LogTail;
  readonly trial: TrialScan;
  readonly wizard: ScannerWizard;
  readonly papers: Papers;
  readonly printers: readonly ConnectedPrinter[];
  readonly acquirers: ReadonlyMap<string, OpenedAcquirer>;
  readonly newId: () => string;
  /** What is measured beside health and queue. */
  readonly measure: () => Pick<
    Measured,
    'startedAtMs' | 'journalRows' | 'daysClosed' | 'clockOffsetsMs' | 'residentBytes' | 'loopHeldMs'
  >;
  readonly isSaleOpen: () => boolean;
  /** The version of Electron, where the terminal is a kiosk's. */
  readonly electron: string | null;
  /** Ends the till in good order; null where nothing would start it again. */
  readonly restart: (() => void) | null;
}

type TechnicianHandlers = Pick<Handlers, Exclude<TechnicianCommand, 'diagnose' | AcceptanceCommand>>;

const BUSY = refuse({
  slug: 'till-busy',
  detail: 'Finish or cancel the sale on the screen first.',
  why: 'sale',
});
const LISTENING = refuse({
  slug: 'till-busy',
  detail: "The scanner is being set up. Close the technician's page first.",
  why: 'scannerSetup',
});

const NOT_BY_ITSELF = refuse({
  slug: 'not-available',
  detail: 'Nothing starts this till again by itself. Stop and start it.',
  why: 'noRestart',
});
const NO_CONFIG_FILE = refuse({
  slug: 'not-available',
  detail: 'This till was started without a config file.',
  why: 'noConfigFile',
});

/** The handlers of the technician's page. None of them touches a sale, and none begins while one is open. */
export function technicianHandlers(parts: TechnicianParts): TechnicianHandlers {
  const { screen, trial } = parts;
  return {
    readBench: () => answer(ok(benchOf(parts))),
    readLicences: () => answer(ok([...parts.assets.licences()])),
    readMetrics: () =>
      answer(
        ok(
          metricsText({
            ...parts.measure(),
            version: parts.assets.version,
            till: parts.config.terminal.storeTerminalId,
            nowMs: parts.clock.nowMs(),
            health: screen.health(),
            gateways: screen.gateways(),
            queue: screen.queue(),
          }),
        ),
      ),
    tryScan: async () => (parts.isSaleOpen() ? BUSY : ok(await trial.next())),
    tryPrint: async ({ body }) => {
      const printer = parts.printers.find(({ printer: { name } }) => name === body.printer);
      if (printer === undefined)
        return refuse({ slug: 'not-found', detail: 'There is no printer of this name.' });
      const page = parts.papers.testPage(printer.config, screen.iso(parts.clock.nowMs()));
      if (!page.ok) return ok({ outcome: 'notPrinted', why: page.error });
      const outcome = await printer.printer.print(page.value);
      if (outcome.kind === 'printed') parts.spoken.heard(`printers/${body.printer}`, parts.clock.nowMs());
      return ok(printedView(outcome));
    },
    tryGateway: async ({ body }) => {
      const acquirer = parts.acquirers.get(body.gateway);
      if (acquirer === undefined)
        return refuse({ slug: 'not-found', detail: 'There is no gateway of this name.' });
      const check = await acquirer.check(`technician-${parts.newId()}`);
      if (check.verified === 'yes') parts.spoken.heard(`gateway/${body.gateway}`, parts.clock.nowMs());
      return ok(check);
    },
    ...setupHandlers(parts),
  };
}

function setupHandlers({
  wizard,
  configFile,
  isSaleOpen,
  restart,
  clock,
}: TechnicianParts): Pick<TechnicianHandlers, 'readScannerSetup' | 'runScannerSetup' | 'restartTill'> {
  return {
    readScannerSetup: () => answer(ok(wizard.view)),
    runScannerSetup: async ({ body: { act } }) => {
      if (act === 'start' && isSaleOpen()) return BUSY;
      if (act === 'write' && configFile === null) return NO_CONFIG_FILE;
      if (act === 'start') wizard.start();
      else await (act === 'stop' ? wizard.stop() : wizard.write());
      return ok(wizard.view);
    },
    restartTill: () => {
      if (isSaleOpen()) return answer(BUSY);
      if (restart === null) return answer(NOT_BY_ITSELF);
      // After the answer is out.
      clock.after(100, restart);
      return answer(ok({}));
    },
  };
}

/** A command that makes a sale wait for a code, while no scanner is being set up: the wizard has the devices. */
export function whileNoSetup<I, T, P>(
  wizard: ScannerWizard,
  handler: (input: I) => Promise<Result<T, P>>,
): (input: I) => Promise<Result<T, P | Problem<'till-busy'>>> {
  return (input) => (wizard.view.running ? answer(LISTENING) : handler(input));
}

function benchOf(parts: TechnicianParts) {
  const { assets, screen, spoken, config, configFile, electron } = parts;
  const versions = {
    'Paycode Till': assets.version,
    'Code rules': CODE_BOOK.version,
    'Node.js': process.versions.node,
    ...(electron === null ? {} : { Electron: electron }),
    SQLite: sqliteVersion(),
    System: `${process.platform} ${process.arch}`,
  };
  return {
    devices: devicesOf(screen.health(), spoken, screen.iso),
    versions,
    config: configShown(config),
    configFile,
    roles: rolesShown(config),
    mayRestart: parts.restart !== null,
    log: parts.log.lines().map(({ atMs, level, message, facts }) => ({
      at: screen.iso(atMs),
      level,
      message,
      ...(facts === undefined ? {} : { facts }),
    })),
  };
}

function answer<T>(result: T): Promise<T> {
  return Promise.resolve(result);
}
