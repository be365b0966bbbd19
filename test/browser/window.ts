import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { findBrowser } from '../../electron/browser.ts';
import { lettersOn, machineWithoutFonts } from './fonts-used.ts';
import { DOUBLE, SIZES, type Size } from './sizes.ts';
import { TillPage } from './till-page.ts';

const SCREENS = fileURLToPath(new URL('../../out/screens', import.meta.url));
/** Pictures are for people to look at, and take a third of the time: where nobody looks, only what fits is judged. */
export const ARE_KEPT = process.env['CI'] === undefined;
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  // In a container its shared memory may be a few megabytes, and a page that outgrows them crashes.
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const BARRIER_TAGS = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21aa', 'wcag22aa', 'best-practice'] as const;

/**
 * A real browser; without one the tests of the screens fail and say what to install.
 *
 * `fonts`: those that the app brings alone, as a till has them; or the machine's, as a phone has its own.
 */
export async function openBrowser(fonts: 'app' | 'machine' = 'app'): Promise<Browser> {
  const found = findBrowser();
  if (found === null) {
    throw new Error(
      'No browser to test the screens with. Install Chromium (on Debian and Ubuntu: apt-get install chromium).',
    );
  }
  return chromium.launch({
    executablePath: found.path,
    args: QUIET,
    ...(fonts === 'app' ? { env: machineWithoutFonts() } : {}),
  });
}

/** The till's window with a session of its own. */
export class Window extends TillPage {
  readonly context: BrowserContext;
  /** What the page complained of: errors, and what the content security policy stopped. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    super(page);
    this.context = context;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** A window of a till that takes a sale, in whatever language; `first` is what a till without a config shows instead. */
  static async opened(browser: Browser, launch: string, first = '.pad'): Promise<Window> {
    const context = await browser.newContext({
      viewport: SIZES[0],
      // Not the shop's: nothing on the screen may follow the machine's.
      timezoneId: 'America/Lima',
      locale: 'en-GB',
      reducedMotion: 'reduce',
      // A till's screen: a mouse may be plugged in, and fingers touch it.
      hasTouch: true,
    });
    const window = new Window(context, await context.newPage());
    await window.page.goto(launch);
    await window.page.locator(`.stage ${first}`).waitFor();
    return window;
  }

  /** The customer's screen of the same till, as a page beside the window. */
  async customer(): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(new URL('customer', this.page.url()).href);
    return page;
  }

  /** Asks the till for something as the page does, with its session. */
  async call(path: string, body?: object): Promise<unknown> {
    return this.page.evaluate(
      async ([address, content]) => {
        const headers = { 'Content-Type': 'application/json' };
        const sent = content === undefined ? {} : { headers, body: JSON.stringify(content) };
        const response = await fetch(`.${address}`, { method: 'POST', ...sent });
        return (await response.json()) as unknown;
      },
      [path, body] as const,
    );
  }

  /** The sale that was opened last. */
  async newest(): Promise<SaleView> {
    const sales = await this.page.evaluate(async () => (await fetch('v1/sales')).json() as Promise<unknown>);
    return (sales as SaleView[])[0]!;
  }

  async currentSaleId(): Promise<string> {
    return (await this.newest()).saleId;
  }

  /** Takes a picture at every size into `out/screens`, and looks for what keeps people out; answers what it found. */
  async picture(name: string, sizes: readonly Size[] = SIZES): Promise<string[]> {
    const faults = await this.shots(name, sizes);
    return [...faults, ...(await this.barriers()), ...this.complaints];
  }

  /** What keeps people out, by the rules of WCAG up to AAA. */
  private async barriers(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(axe.source);
    return this.page.evaluate(
      async ([tags]) => {
        const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
        const { violations } = await run(document, { runOnly: [...tags], resultTypes: ['violations'] });
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      },
      [BARRIER_TAGS] as const,
    );
  }

  /** The pictures alone, with what does not fit in them. */
  async shots(name: string, sizes: readonly Size[] = SIZES): Promise<string[]> {
    mkdirSync(SCREENS, { recursive: true });
    const faults: string[] = [];
    await this.lettered();
    for (const size of sizes) {
      await this.page.setViewportSize(size);
      if (ARE_KEPT) await this.page.screenshot({ path: join(SCREENS, `${name}-${size.width}.png`) });
      const found = await this.overflowing();
      const misfits = size.width === DOUBLE.width ? found.filter((what) => what !== 'the stage') : found;
      faults.push(...misfits.map((what) => `${size.width}: ${what} does not fit`));
    }
    await this.page.setViewportSize(SIZES[0]);
    return faults;
  }

  /** Waits until the fonts of everything on the page are there. */
  async lettered(): Promise<void> {
    await lettersOn(this.page);
  }

  /** Texts and buttons that are cut off, or that a finger cannot hit. */
  private async overflowing(): Promise<string[]> {
    return this.page.evaluate(() => {
      const faults: string[] = [];
      const unreal = document.querySelector('.unreal strong')?.getBoundingClientRect();
      const practice = document.body.querySelector('.window:not(.window-unreal)') === null;
      if (practice && (unreal === undefined || unreal.width === 0))
        faults.push('the mark that money is not real');
      const stage = document.querySelector('.stage');
      if (stage !== null && stage.scrollHeight > stage.clientHeight + 1) faults.push('the stage');
      if (document.documentElement.scrollWidth > innerWidth) {
        const wide = [...document.querySelectorAll('body *')].filter(
          (element) => element.getBoundingClientRect().right > innerWidth + 0.5,
        );
        faults.push(
          `the window, for ${wide.map(({ tagName, className }) => `${tagName}.${className}`).join(' ')},`,
        );
      }
      for (const button of document.querySelectorAll('button')) {
        const { width, height } = button.getBoundingClientRect();
        if (Math.round(width) < 64 || Math.round(height) < 64) faults.push(`button ${button.textContent}`);
        const edge = button.closest('.stage, .customer, dialog')?.getBoundingClientRect();
        if (edge !== undefined && button.getBoundingClientRect().right > edge.right + 0.5)
          faults.push(`button ${button.textContent} beside the stage`);
        if (button.scrollWidth > button.clientWidth + 1) faults.push(`button text ${button.textContent}`);
      }
      for (const text of document.querySelectorAll('.amount, h1, .say')) {
        if (text.scrollWidth > text.clientWidth + 1) faults.push(text.textContent);
      }
      return faults;
    });
  }
}
