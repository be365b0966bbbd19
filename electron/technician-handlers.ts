import type { Config } from '../src/config/config.ts';
import { printedView } from '../src/till/printed-view.ts';
import type { Handlers } from '../src/contract/contract.ts';
import type { Clock } from '../src/ground/ports.ts';
import type { Gateway, HttpPost } from '../src/acquirers/port.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import type { Papers } from '../src/receipt/papers.ts';
import type { ConnectedPrinter } from '../src/till/press.ts';
import { ok, type Result } from '../src/ground/result.ts';
import { RULES_VERSION } from '../src/scan/code-rules.ts';
import type { Screen } from '../src/till/screen.ts';
import { devicesOf, type Spoken } from '../src/till/technician/bench.ts';
import type { TechnicianCommand } from '../src/contract/technician-commands.ts';
import { configShown } from '../src/till/technician/config-shown.ts';
import { checkGateway } from '../src/till/technician/gateway-check.ts';
import type { LogTail } from '../src/till/technician/log-tail.ts';
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
  /** A gateway by its name that sends by the given way; null for a name that there is not. */
  readonly gatewayOver: (name: string, http: HttpPost) => Gateway | null;
  readonly http: HttpPost;
  readonly newId: () => string;
  readonly isSaleOpen: () => boolean;
  /** The version of Electron, where the terminal is a kiosk's. */
  readonly electron: string | null;
  /** Ends the till in good order; null where nothing would start it again. */
  readonly restart: (() => void) | null;
}

type TechnicianHandlers = Pick<Handlers, TechnicianCommand>;

const BUSY = refuse('till-busy', 'Finish or cancel the sale on the screen first.');
const LISTENING = refuse('till-busy', "The scanner is being set up. Close the technician's page first.");

/** The handlers of the technician's page. None of them touches a sale, and none begins while one is open. */
export function technicianHandlers(parts: TechnicianParts): TechnicianHandlers {
  const { screen, trial } = parts;
  return {
    readBench: () => answer(ok(benchOf(parts))),
    readLicences: () => answer(ok([...parts.assets.licences()])),
    tryScan: async () => (parts.isSaleOpen() ? BUSY : ok(await trial.next())),
    tryPrint: async ({ body }) => {
      const printer = parts.printers.find(({ printer: { name } }) => name === body.printer);
      if (printer === undefined) return refuse('not-found', 'There is no printer of this name.');
      const page = parts.papers.testPage(printer.config, screen.iso(parts.clock.nowMs()));
      if (!page.ok) return ok({ outcome: 'notPrinted', why: page.error });
      const outcome = await printer.printer.print(page.value);
      if (outcome.kind === 'printed') parts.spoken.heard(`printers/${body.printer}`, parts.clock.nowMs());
      return ok(printedView(outcome));
    },
    tryGateway: async ({ body }) => {
      const gatewayOver = (http: HttpPost): Gateway | null => parts.gatewayOver(body.gateway, http);
      if (gatewayOver(parts.http) === null) return refuse('not-found', 'There is no gateway of this name.');
      const { http, clock } = parts;
      const paymentRequestId = `technician-${parts.newId()}`;
      const check = await checkGateway({
        gatewayOver: (way) => gatewayOver(way) as Gateway,
        http,
        clock,
        paymentRequestId,
      });
      if (check.verified === 'yes') parts.spoken.heard(`gateway/${body.gateway}`, clock.nowMs());
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
      if (act === 'write' && configFile === null)
        return refuse('not-available', 'This till was started without a config file.');
      if (act === 'start') wizard.start();
      else await (act === 'stop' ? wizard.stop() : wizard.write());
      return ok(wizard.view);
    },
    restartTill: () => {
      if (isSaleOpen()) return answer(BUSY);
      if (restart === null)
        return answer(
          refuse('not-available', 'Nothing starts this till again by itself. Stop and start it.'),
        );
      // After the answer is out.
      clock.after(100, restart);
      return answer(ok({}));
    },
  };
}

/** A command that makes a sale wait for a code, while no scanner is being set up: the wizard has the devices. */
export function whileNoSetup<I, T>(
  wizard: ScannerWizard,
  handler: (input: I) => Promise<Result<T, Problem>>,
): (input: I) => Promise<Result<T, Problem>> {
  return (input) => (wizard.view.running ? answer<T>(LISTENING) : handler(input));
}

function benchOf(parts: TechnicianParts) {
  const { assets, screen, spoken, config, configFile, electron } = parts;
  const versions = {
    'Paycode Till': assets.version,
    'Code rules': RULES_VERSION,
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
    mayRestart: parts.restart !== null,
    log: parts.log.lines().map(({ atMs, level, message, facts }) => ({
      at: screen.iso(atMs),
      level,
      message,
      ...(facts === undefined ? {} : { facts }),
    })),
  };
}

function answer<T>(result: Result<T, Problem>): Promise<Result<T, Problem>> {
  return Promise.resolve(result);
}
