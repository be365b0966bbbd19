import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { describe, it, vi } from 'vitest';
import { bundleKiosk } from '../../build/bundles.ts';
import { findElectron } from '../../electron/electron-binary.ts';
import type { Display } from './display.ts';
import { missingForDisplay } from './display.ts';
import { terminalOf } from './processes.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Why the kiosk cannot be tested on this machine; null where it can. */
export function missingForKiosk(): string | null {
  const electron = findElectron(ROOT);
  return electron.kind === 'none' ? electron.say : missingForDisplay();
}

/** Bundles the kiosk where it is old. */
export async function bundled(): Promise<void> {
  const code = await bundleKiosk(ROOT, () => undefined);
  if (code !== 0) throw new Error(`the kiosk could not be bundled: vite ended with ${code}`);
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
    args: [...root, '--disable-gpu', `--user-data-dir=${profile}`, ROOT, ...args],
    env: {
      ...env,
      DISPLAY: display.name,
      // Where Electron looks for the lock of the one kiosk of a user: each test's kiosk is a user of its own.
      XDG_CONFIG_HOME: profile,
      ...(electron.runsTerminal ? {} : { PAYCODE_TILL_NODE: process.execPath }),
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
app.setAppPath(${JSON.stringify(ROOT)});
require(${JSON.stringify(ROOT)});
`;

/** Tests of the kiosk; where it cannot be shown, one test in their place says why. */
export function describeKiosk(title: string, tests: () => void): void {
  const missing = missingForKiosk();
  if (missing === null) describe(title, tests);
  else describe(title, () => it('is shown', (context) => context.skip(missing)));
}

/** The kiosk in real Electron, driven. */
export class Kiosk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The user's own folder: a kiosk that is given that of another one is the same user's. */
  readonly profile: string;

  private constructor(app: ElectronApplication, page: Page, profile: string) {
    this.app = app;
    this.page = page;
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
    const heldArgs = call.args.map((argument) => (argument === ROOT ? held : argument));
    const app = await _electron.launch({ ...call, args: heldArgs });
    const page = await app.firstWindow();
    return new Kiosk(app, page, profile);
  }

  /** Waits until the stage has this headline. */
  async shows(headline: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: headline }).waitFor();
  }

  /** Types an amount in minor units and charges it. */
  async charge(digits: string): Promise<void> {
    await this.shows('Amount to charge');
    await this.page.keyboard.type(digits);
    await this.page.keyboard.press('Enter');
    await this.shows("Scan the customer's code");
  }

  /** Types a code as a scanner does: digits, then Enter. */
  async scan(code: string): Promise<void> {
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
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

  /** Waits until the page, asked past the test's link, has this headline. */
  async comesBackTo(headline: string): Promise<void> {
    await vi.waitUntil(async () => (await this.headline()) === headline, { timeout: 10_000, interval: 50 });
  }

  async stop(): Promise<void> {
    await this.app.close().catch(() => undefined);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
