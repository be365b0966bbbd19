import { argumentTrouble } from '../src/ground/outside-text.ts';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startupSnapshot } from 'node:v8';
import { openAnchoredJournal } from '../drivers/journal/anchored.ts';
import { markFileOf } from '../drivers/journal/till-mark.ts';
import { LogTail } from '../src/till/technician/log-tail.ts';
import { machineAheadMs, systemClock, watchTime } from '../drivers/system/clock.ts';
import { stderrLog } from '../drivers/system/log.ts';
import { LogFiles } from '../drivers/system/log-files.ts';
import { watchLoop } from '../drivers/system/loop-watch.ts';
import { openOutput } from '../drivers/system/output.ts';
import { makePrivate } from '../drivers/system/private-process.ts';
import { collectEarly } from '../drivers/system/small-heap.ts';
import { assetsOfProcess, isLoadedAhead } from './assets.ts';
import { composeTerminal } from './compose.ts';
import { EXIT } from './exit.ts';
import { serveHost, tellHost } from './host-link.ts';
import { endOnBug, startAnew, stopOnSignal } from './lifecycle.ts';
import { SetUpSession } from './set-up/session.ts';
import { pushedOver } from './compose/pushed-config.ts';
import { shownUntilMended } from './refused-config.ts';
import { readSettings, type Settings } from './settings.ts';
import type { ScreensMessage } from './terminal-messages.ts';
import type { Clock } from '../src/ground/ports.ts';
// The schemas of the commands are loaded with the rest; the kiosk's own process takes them late.
import '../src/till/door.ts';

// The terminal as a process: journal, gateways, devices and local API, without a screen of its own. It is what
// `npm run agent` runs and what the kiosk starts; it says on standard output that it is ready and, with a screen, how its page is opened.

/** What a start has at hand before it has read anything. */
interface Begun {
  readonly clock: Clock;
  readonly log: LogTail;
  readonly logFiles: LogFiles;
  /** Empty until the config is read. */
  journalFile: string;
}

async function begin(): Promise<void> {
  makePrivate();
  collectEarly();
  const clock = systemClock();
  const logFiles = new LogFiles();
  const lines = stderrLog(clock, (line) => logFiles.write(line));
  const begun: Begun = { clock, log: new LogTail(lines, clock), logFiles, journalFile: '' };
  await main(begun).catch(endOnBug(begun.log, () => begun.journalFile));
}

async function main(begun: Begun): Promise<void> {
  const { clock, log, logFiles } = begun;
  const options = {
    config: { type: 'string' },
    training: { type: 'boolean' },
    screen: { type: 'boolean' },
    window: { type: 'boolean' },
    kiosk: { type: 'boolean' },
    electron: { type: 'string' },
    'set-up': { type: 'string' },
    tethered: { type: 'boolean' },
  } as const;
  const trouble = argumentTrouble(process.argv.slice(2));
  if (trouble !== null) {
    log.warn(trouble);
    process.exit(EXIT.config);
  }
  const parsed = argumentsOf(() => parseArgs({ options }).values);
  if (parsed === null || (parsed.config === undefined) === (parsed.training !== true)) {
    const amiss = parsed === null ? 'These arguments are not understood. Use' : 'Say which config';
    log.warn(`${amiss}: npm run agent -- --config till.json`);
    process.exit(EXIT.config);
  }
  const started: { stop(): Promise<void> }[] = [];
  const stop = stopOnSignal(() => stopAll(started));
  // Whoever holds the other end of standard input may end without a word; a till of theirs must not go on alone.
  if (parsed.tethered === true) process.stdin.once('end', stop).resume();
  // Practice comes with a sandbox of every acquirer, which a till that sells does not load.
  const training =
    parsed.training === true ? await (await import('./training.ts')).startTraining(clock, log) : null;
  if (training !== null) started.push(training);
  const standardOutput = openOutput(1, clock);
  const tell = (event: object): void => standardOutput.write(`${JSON.stringify(event)}\n`);
  // A till that is ended while its refusal is shown was refused.
  const refused = { stop: () => process.exit(EXIT.config) };
  started.push(refused);
  const settings = training?.settings ?? (await settingsOf(parsed.config ?? '', parsed, tell, begun));
  started.splice(started.indexOf(refused), 1);
  const { folder, fileBytesMax, files } = settings.config.log;
  // Practice leaves nothing behind.
  logFiles.open(training === null ? { folder: settings.pathOf(folder), fileBytesMax, files } : null);
  begun.journalFile = settings.pathOf(settings.config.journal.file);
  const { storeTerminalId } = settings.config.terminal;
  const anchor = settings.pathOf(settings.config.journal.anchor);
  const places = {
    ...{ file: begun.journalFile, anchor, traces: [settings.pathOf(settings.config.api.tokenFile)] },
    mark: training === null ? markFileOf(settings.config, settings.pathOf) : null,
  };
  const journal = await openAnchoredJournal(places, storeTerminalId, { clock, log });
  if (!journal.ok) {
    log.warn(journal.error.say, { kind: journal.error.kind });
    process.exit(EXIT.journal);
  }
  sayOfFormerTill(begun, journal.value.formerTill, storeTerminalId);
  const assets = assetsOfProcess();
  const setUpFile = training === null ? settings.file : (parsed['set-up'] ?? null);
  let screens: ScreensMessage['screens'] = [];
  const setUp =
    setUpFile === null
      ? null
      : new SetUpSession({
          ...{ file: resolve(setUpFile), assets, clock, log, edits: training === null },
          screens: () => screens,
          // After the page has heard of it. Whoever started this till starts it again, with that config.
          done: (file) => void clock.after(300, () => endWithConfig(file)),
        });
  if (training !== null) await setUp?.begin();
  const terminal = await composeTerminal({
    assets,
    settings,
    journal: journal.value,
    clock,
    machineAheadMs: () => machineAheadMs(clock),
    log,
    screen: parsed.screen === true,
    offerLaunch: (launch) => tell({ event: 'launch', launch }),
    window: parsed.screen === true || parsed.kiosk === true,
    trainingCode: training === null ? null : () => training.sandbox.freshCode(),
    trainingFaults: training?.faults ?? null,
    setUp,
    electron: parsed.electron ?? null,
    // Only a kiosk starts its terminal again.
    restart: parsed.kiosk === true ? stop : null,
    anew: parsed.kiosk === true ? stop : startAnew(() => stopAll(started)),
  });
  started.push(terminal);
  training?.connect(terminal);
  const endWithConfig = (config: string): void => {
    if (parsed.kiosk === true) void tellHost({ kind: 'setUp', config });
    else tell({ event: 'setUp', config });
    // Nobody starts a till without a screen again: it goes on as it is until its next start.
    if (parsed.kiosk === true || parsed.screen === true) stop();
    else log.warn('The settings were changed. They count from the next start of this till.', { config });
  };
  watchTime(clock, (byMs) => {
    log.warn('Time jumped: the machine slept, or its clock was set.', { byMs });
    terminal.power("The acquirers' clocks are learnt anew before the next payment.", true);
  });
  if (parsed.kiosk === true)
    serveHost(
      terminal,
      { customerScreen: settings.config.displays.customer ?? null },
      { known: (known) => (screens = known), asks: () => setUp?.asksScreen === true },
      stop,
    );
  const { api, tokenFile, notify, launch } = terminal;
  tell({ event: 'ready', api, tokenFile, notify, ...(launch === null ? {} : { launch }) });
  const stopWatch = watchLoop(clock);
  started.push({ stop: () => Promise.resolve(stopWatch()) });
}

/** A till that was given another id goes on, and so does a copied journal: only a person can tell them apart. */
function sayOfFormerTill({ log, journalFile }: Begun, former: string | null, own: string): void {
  if (former === null || former === own) return;
  log.warn(
    `The journal ${journalFile} was written by the till ${former}; from here on it is written by ${own}. If ${former} is another machine that still sells, stop this one and give it a journal of its own.`,
    { former, own },
  );
}

/** Reads the config. Where it is refused, the process ends; a window, where there is one, first says why, until it is mended. */
async function settingsOf(
  file: string,
  { kiosk, window }: { readonly kiosk?: boolean | undefined; readonly window?: boolean | undefined },
  tell: (event: object) => void,
  { clock, log }: Begun,
): Promise<Settings> {
  const settings = readSettings(file);
  if (settings.ok) return pushedOver(settings.value, log);
  for (const { path, why } of settings.error) {
    log.warn(`config: ${path === '' ? 'the file' : path}: ${why}`, { path });
  }
  if (kiosk === true) await tellHost({ kind: 'refused', faults: settings.error });
  if (window !== true) process.exit(EXIT.config);
  const offer = (launch: string): void => tell({ event: 'refused', launch });
  await shownUntilMended(file, settings.error, { pageFolder: assetsOfProcess().pageFolder, clock, offer });
  // Whoever started this till looks at the config, and starts it anew: a shop's till has stricter rules than a refused one.
  tell({ event: 'setUp', config: resolve(file) });
  process.exit(EXIT.done);
}

function argumentsOf<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

/** Ends what was started, the last one first. */
async function stopAll(started: readonly { stop(): Promise<void> }[]): Promise<void> {
  for (const part of started.toReversed()) await part.stop();
}

// Loaded while it is bundled, it begins when it is started from there.
if (isLoadedAhead) startupSnapshot.setDeserializeMainFunction(() => void begin());
else void begin();
