import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { vi } from 'vitest';
import { findElectron } from '../../electron/electron-binary.ts';
import { TillPage } from '../browser/till-page.ts';
import { missingForDisplay, type Display } from './display.ts';
import { terminalOf } from './processes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What Electron is started with: the bundle that a shop gets. */
export const KIOSK_APP = join(ROOT, 'out/app');

/** Why the kiosk cannot be tested on this machine; null where it can. */
export function missingForKiosk(): string | null {
  const electron = findElectron(ROOT);
  return electron.kind === 'none' ? electron.say : missingForDisplay();
}

/** How a kiosk is started on a display: the program, its arguments and its environment. */
export function kioskCall(
  display: Display,
  profile: string,
  args: readonly string[],
): { readonly executablePath: string; readonly args: string[]; readonly env: Record<string, string> } {
  const electron = findElectron(ROOT);
  if (electron.kind === 'none') throw new Error(electron.say);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    executablePath: electron.path,
    args: [...root, '--disable-gpu', `--user-data-dir=${profile}`, KIOSK_APP, ...args],
    env: {
      ...env,
      DISPLAY: display.name,
      // Where Electron looks for the lock of the one kiosk of a user: each test's kiosk is a user of its own.
      XDG_CONFIG_HOME: profile,
      // Where a kiosk looks for its config that is given none.
      XDG_DATA_HOME: profile,
    },
  };
}

/**
 * The kiosk, held back until Playwright is joined to it: a window that opens while it joins can stop it for good.
 *
 * How: Playwright calls `__playwright_run` when it is there. Its own loader would hold the app back too, but sets thirty
 * switches that no shop has.
 */
const HELD = `const { app } = require('electron');
const ready = app.whenReady();
app.whenReady = () => new Promise((go) => (globalThis.__playwright_run = () => ready.then(go)));
app.setAppPath(${JSON.stringify(KIOSK_APP)});
require(${JSON.stringify(KIOSK_APP)});
`;

/** The kiosk in real Electron, driven. */
export class Kiosk extends TillPage {
  readonly app: ElectronApplication;
  /** The user's own folder: a kiosk that is given that of another one is the same user's. */
  readonly profile: string;

  private constructor(app: ElectronApplication, page: Page, profile: string) {
    super(page);
    this.app = app;
    this.profile = profile;
  }

  static async started(
    display: Display,
    args: readonly string[],
    profile = mkdtempSync(join(tmpdir(), 'paycode-till-kiosk-')),
  ): Promise<Kiosk> {
    const call = kioskCall(display, profile, args);
    const held = join(profile, 'held.cjs');
    writeFileSync(held, HELD);
    const heldArgs = call.args.map((argument) => (argument === KIOSK_APP ? held : argument));
    const app = await _electron.launch({ ...call, args: heldArgs });
    const page = await app.firstWindow();
    return new Kiosk(app, page, profile);
  }

  /** The main process: windows only. */
  get mainPid(): number {
    return this.app.process().pid!;
  }

  /** The process that holds the money. */
  async terminalPid(): Promise<number> {
    return vi.waitUntil(() => terminalOf(this.mainPid), { timeout: 5000, interval: 20 });
  }

  /** Asks the window itself, past what the test's own link to it thinks of it after a crash. */
  headline(): Promise<string> {
    return this.inPage("document.querySelector('h1')?.textContent ?? ''");
  }

  /** Runs a script in the cashier's page, by the main process; empty while the page cannot. */
  inPage(script: string): Promise<string> {
    return this.app.evaluate(async ({ BrowserWindow }, text) => {
      const window = BrowserWindow.getAllWindows().find(({ webContents }) =>
        webContents.getURL().endsWith('index.html'),
      );
      if (window === undefined || window.webContents.isCrashed() || window.webContents.isLoading()) return '';
      // A script that was given to a page that dies is never answered.
      const never = new Promise((resolve) => setTimeout(() => resolve(''), 500));
      return String(await Promise.race([window.webContents.executeJavaScript(text), never]));
    }, script);
  }

  /** The machine has these screens from here on, side by side; the first is the one that is there. */
  async givesScreens(...labels: readonly string[]): Promise<void> {
    await this.app.evaluate(({ screen }, names) => {
      const own = screen.getPrimaryDisplay();
      const all = names.map((label, index) => ({
        ...own,
        ...{ id: own.id + index, label, bounds: { ...own.bounds, x: index * own.bounds.width } },
      }));
      screen.getPrimaryDisplay = () => all[0] ?? own;
      screen.getAllDisplays = () => all;
      screen.emit('display-added', {}, all.at(-1));
    }, labels);
  }

  /** Waits until the page, asked past the test's link, has this headline. */
  async comesBackTo(headline: string): Promise<void> {
    await vi.waitUntil(async () => (await this.headline()) === headline, { timeout: 10_000, interval: 50 });
  }

  async stop(): Promise<void> {
    await this.app.close().catch(() => undefined);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
