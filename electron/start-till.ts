import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { API_LIMITS } from '../drivers/api/limits.ts';
import { openOutput, type Output } from '../drivers/system/output.ts';
import type { Clock } from '../src/ground/ports.ts';
import { findBrowser, folderOf, type Browser } from './browser.ts';
import { findElectron } from './electron-binary.ts';
import { ENVIRONMENT } from './environment.ts';
import { EXIT } from './exit.ts';
import { bytesOf, kioskTrouble } from './kiosk-guard.ts';
import { keepKiosk } from './keep-kiosk.ts';
import { writeLaunchPage } from './launch-page.ts';
import type { Program } from './program.ts';

/** Tells whoever started it a sentence, and never waits for them to read it. */
type Print = (text: string) => void;

/** What `npm start` has begun, so that it can be ended. */
interface Running {
  readonly print: Print;
  terminal: ChildProcess | null;
  /** The browser's files; null before the first window. */
  profile: string | null;
  window: ChildProcess | null;
}

/**
 * The kiosk: in Electron where its binary is here, otherwise a terminal in a process of its own, and its screens in a
 * browser window of their own. Says which and why.
 *
 * Answers the exit code: 0 after the window was closed or after SIGTERM, SIGINT or SIGHUP; the terminal's own code if
 * it ended with another. A browser that breaks down does not end the terminal: money outlives pixels.
 */
export async function startTill(args: readonly string[], program: Program, clock: Clock): Promise<number> {
  const mode = parseMode(args);
  if (mode === null) {
    process.stderr.write('Use: npm start, or npm start -- --config till.json\n');
    return EXIT.config;
  }
  const output = openOutput(1, clock);
  const print: Print = (text) => output.write(`${text}\n`);
  const electron = findElectron(join(program.appFolder, '../..'));
  const noWindow = whyNoWindow();
  const opensWindow = noWindow === null && (electron.kind === 'found' || findBrowser() !== null);
  const trouble = opensWindow ? windowTrouble(mode) : null;
  if (trouble !== null) {
    process.stderr.write(`${trouble}\n`);
    return EXIT.config;
  }
  if (electron.kind === 'found' && noWindow === null) {
    print(
      `${greetingOf(mode, 'ready')} Its screens open in Electron ${electron.version}, found at ${electron.path}.`,
    );
    return keepKiosk(electron, mode, program.appFolder, clock);
  }
  if (electron.kind === 'none' && noWindow === null) print(`Not in Electron: ${electron.say}`);
  const running: Running = { print, terminal: null, profile: null, window: null };
  const stop = (): void => stopAll(running);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  // A till that was set up ends, and is started again with its config.
  let turn = await oneTurn(running, program, mode, clock);
  while (turn.made !== null) {
    const made = ['--config', turn.made];
    // A shop's till starts under stricter rules than practice.
    const refusal = noWindow === null ? windowTrouble(made) : null;
    if (refusal !== null) process.stderr.write(`${refusal}\n`);
    turn =
      refusal === null ? await oneTurn(running, program, made, clock) : { code: EXIT.config, made: null };
  }
  await closeWindow(running);
  for (const signal of signals) process.off(signal, stop);
  return turn.code;
}

/** One terminal, from its start to its end: its exit code, and the config that was set up in it. */
async function oneTurn(
  running: Running,
  program: Program,
  mode: readonly string[],
  clock: Clock,
): Promise<{ readonly code: number; readonly made: string | null }> {
  const window = typeof whereToShow() === 'string' ? [] : ['--window'];
  const terminal = spawn(program.node, [...program.terminal, '--screen', ...window, ...mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: ENVIRONMENT.ofTerminal,
  });
  running.terminal = terminal;
  const made: { config: string | null } = { config: null };
  createInterface({ input: terminal.stdout }).on('line', (line) => {
    made.config ??= configIn(line);
    const offered = launchIn(line);
    if (offered === null) return;
    if (offered.event === 'launch' || running.window !== null) void showAgain(running, offered.launch);
    else showScreens(running, offered.launch, greetingOf(mode, offered.event));
  });
  const code = await exitOf(terminal, openOutput(2, clock));
  return { code, made: made.config };
}

/** The terminal's arguments for how it was started; null where the arguments are not understood. */
export function parseMode(args: readonly string[]): string[] | null {
  try {
    const options = { config: { type: 'string' }, 'set-up': { type: 'string' } } as const;
    const { config, 'set-up': setUp } = parseArgs({ args: [...args], options }).values;
    if (config !== undefined) return setUp === undefined ? ['--config', config] : null;
    return ['--training', ...(setUp === undefined ? [] : ['--set-up', setUp])];
  } catch {
    return null;
  }
}

/** The config that a line of the terminal's says was made; null for any other line. */
function configIn(line: string): string | null {
  const said = /^\{"event":"setUp","config":(".*")\}$/.exec(line)?.[1];
  return said === undefined ? null : (JSON.parse(said) as string);
}

/**
 * An address that opens the screens: when the terminal is ready, and whenever the one before it is good no longer;
 * `refused`: they say why the config is refused.
 */
export interface OfferedLaunch {
  readonly event: 'ready' | 'launch' | 'refused';
  readonly launch: string;
}

/** What a line of the terminal's offers; null for any other line. */
export function launchIn(line: string): OfferedLaunch | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('event' in value) || !('launch' in value))
      return null;
    const { event, launch } = value;
    const isKnown = event === 'ready' || event === 'launch' || event === 'refused';
    return isKnown && typeof launch === 'string' ? { event, launch } : null;
  } catch {
    return null;
  }
}

function greetingOf(mode: readonly string[], event: OfferedLaunch['event']): string {
  if (event === 'refused') return 'The config is refused; the till starts once it is mended.';
  return mode[0] === '--training' ? 'Training mode: nothing here moves real money.' : 'The till is ready.';
}

function showScreens(running: Running, address: string, greeting: string): void {
  const { print } = running;
  const browser = whereToShow();
  if (typeof browser === 'string') {
    print(`${greeting} ${browser} ${opens(address)}`);
    return;
  }
  print(`${greeting} Its screens open in a window of ${browser.name}, found at ${browser.path}.`);
  print('Close the window, or press Ctrl-C here, to stop the till.');
  openWindow(running, browser, address);
}

/** A session is over, or the address came too late: the window is opened anew, and a person gets the new address. */
async function showAgain(running: Running, address: string): Promise<void> {
  const browser = whereToShow();
  if (typeof browser === 'string' || running.window === null) {
    running.print(`The screens need a new address. ${opens(address)}`);
    return;
  }
  await endWindow(running);
  if (running.terminal?.exitCode === null) openWindow(running, browser, address);
}

/** What a person does with an address. Source: interface section 11. */
function opens(address: string): string {
  return `Open this address in a browser, within ${API_LIMITS.launchMs / 1000} seconds:\n${address}`;
}

/** The browser to show the screens in, or the reason why none can be used here. */
function whereToShow(): Browser | string {
  return whyNoWindow() ?? findBrowser() ?? 'No Chromium, Chrome or Edge was found here.';
}

/** Why a till in this mode may open no window as it was started; null where it may. */
function windowTrouble([kind, config]: readonly string[]): string | null {
  if (kind !== '--config' || config === undefined) return null;
  // Only on Linux does a browser refuse its sandbox to the administrator.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return kioskTrouble({ config: bytesOf(config), args: process.execArgv, env: ENVIRONMENT.all, isRoot });
}

/** Why no window at all can be opened here; null where one can. */
function whyNoWindow(): string | null {
  if (ENVIRONMENT.isContinuousIntegration) return 'No window is opened in continuous integration.';
  return process.platform === 'linux' && !ENVIRONMENT.hasDisplay ? 'There is no display here.' : null;
}

function openWindow(running: Running, browser: Browser, address: string): void {
  const profile = (running.profile ??= newProfile(browser));
  const window = spawn(
    browser.path,
    [
      `--app=${writeLaunchPage(profile, address)}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      // A till's window has nothing to fetch for itself.
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Chromium refuses its sandbox to root, and would not start.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    { stdio: 'ignore' },
  );
  running.window = window;
  const broken = (why: string): void => {
    if (running.window !== window) return;
    running.window = null;
    running.print(`The window of ${browser.name} ${why}. The till goes on. ${opens(address)}`);
  };
  window.once('error', () => broken('could not be opened'));
  window.once('exit', (code) => {
    if (running.window !== window) return;
    if (code === 0) stopAll(running);
    else broken('broke down');
  });
}

/** A folder for the browser's files that nobody else can read. */
function newProfile(browser: Browser): string {
  const folder = folderOf(browser);
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, 'paycode-till-window-'));
}

function stopAll({ terminal, window }: Running): void {
  window?.kill('SIGTERM');
  terminal?.kill('SIGTERM');
}

async function exitOf(terminal: ChildProcess, complaints: Output): Promise<number> {
  try {
    const [code] = (await once(terminal, 'exit')) as [number | null];
    if (code !== null) return code;
    complaints.write('The terminal was ended from outside. Start it again: it goes on where it was.\n');
  } catch (error) {
    complaints.write(`The terminal could not be started: ${String(error)}\n`);
  }
  return EXIT.other;
}

async function closeWindow(running: Running): Promise<void> {
  await endWindow(running);
  // The browser's own children may still be writing their last.
  if (running.profile !== null)
    rmSync(running.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** Ends the window without ending the till. */
async function endWindow(running: Running): Promise<void> {
  const { window } = running;
  running.window = null;
  if (window === null || window.exitCode !== null || window.signalCode !== null) return;
  const gone = once(window, 'exit');
  window.kill('SIGTERM');
  await gone;
}
