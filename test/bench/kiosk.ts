import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { findElectron } from '../../electron/electron-binary.ts';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { newCode } from '../browser/codes.ts';
import { Display } from '../electron/display.ts';
import { ROOT } from '../architecture/source.ts';
import { Kiosk, KIOSK_APP, kioskCall, missingForKiosk } from '../electron/kiosk.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { painted, watchPaint } from './painted.ts';
import { PayDoor } from './pay-door.ts';
import { rowOf, type Row, type RowHead } from './row.ts';

const SALES = 100;
const WARM_UP_SALES = 5;
const STARTS = 10;
const RENDERER = join(ROOT, 'out/app/renderer');

const PAINTED: RowHead = {
  name: "gateway's answer to the outcome painted (Electron)",
  unit: 'ms',
  note: "from the answer's last bytes on the till's connection to the first task after the frame that shows the paid sale; the real kiosk on a display in memory, without a graphics card",
  goal: { percentile: 'p99', atMost: 100 },
};
const RATIO: RowHead = {
  name: 'kiosk start over a bare Electron window',
  unit: '×',
  note: 'the ratio of each pair of the two rows below; the bare window by its first paint, the kiosk by a watcher that joins while it starts, so never too early',
  goal: { percentile: 'p50', atMost: 1.5 },
};
const KIOSK: RowHead = {
  name: 'kiosk: process start to the amount pad painted',
  unit: 'ms',
  note: 'Electron, terminal, journal and first view; no devices; files in memory',
};
const BARE: RowHead = {
  name: 'bare Electron window: process start to its text painted',
  unit: 'ms',
  note: 'an app of one line that opens one page of one word, in turn with the kiosk',
};
const LOADED: RowHead = {
  name: 'screens of a till of one language, gzipped',
  unit: 'KB',
  note: 'every script and style that its windows can ever load, in the largest of the 13 languages; without the files of fonts, and without the faces of letters that this language does not write',
  goal: { percentile: 'p50', atMost: 120 },
};
const SHIPPED: RowHead = {
  name: 'screens in all languages, gzipped',
  unit: 'KB',
  note: 'all files of out/app/renderer but its fonts, each by itself; no till loads them all',
};

/** The kiosk as a cashier feels it: from the answer to the outcome on the screen, and from the start to the first sale. */
export async function kioskRows(): Promise<Row[]> {
  const missing = missingForKiosk();
  if (missing !== null) {
    const note = `not measured: ${missing}`;
    return [...[PAINTED, RATIO, KIOSK, BARE].map((head) => rowOf({ ...head, note }, [])), ...sizeRows()];
  }
  const display = await Display.started();
  try {
    const answered = rowOf(PAINTED, await paintedMs(display));
    await endAgents();
    const rows = [answered, ...(await startRows(display))];
    return [...rows.map((row) => ({ ...row, note: `${row.note}; ${electronUsed()}` })), ...sizeRows()];
  } finally {
    await display.stop();
  }
}

function electronUsed(): string {
  const electron = findElectron(ROOT);
  return electron.kind === 'none' ? electron.say : `Electron ${electron.version}`;
}

async function paintedMs(display: Display): Promise<number[]> {
  const sandbox = await givenAgentSandbox();
  const door = await PayDoor.before(sandbox.url);
  const folder = givenAgentFolder(door.url, {
    gateways: { alipayPlus: { timing: undefined, stage: 'test' } },
  });
  const kiosk = await Kiosk.started(display, ['--config', folder.config]);
  try {
    const samples: number[] = [];
    for (let count = -WARM_UP_SALES; count < SALES; count += 1) {
      await kiosk.charge('12.50');
      door.expectPay();
      await kiosk.scan(newCode());
      await door.firstByteAtMs;
      await watchPaint(kiosk.page, 'h1', 'Hand over the goods');
      door.letThrough();
      const paintedAtMs = await painted(kiosk.page);
      if (door.answeredAtMs === null) throw new Error('paid is shown, and no answer was passed for it');
      if (count >= 0) samples.push(paintedAtMs - (performance.timeOrigin + door.answeredAtMs));
      await kiosk.keys('Enter');
    }
    return samples;
  } finally {
    await kiosk.stop();
    await door.close();
  }
}

async function startRows(display: Display): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, { gateways: { alipayPlus: { stage: 'test' } } });
  const place = mkdtempSync(join(tmpdir(), 'till-bench-kiosk-'));
  try {
    const app = join(place, 'bare');
    mkdirSync(app);
    writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.js' }));
    writeFileSync(join(app, 'main.js'), BARE_APP);
    const kiosk = kioskCall(display, join(place, 'kiosk'), ['--config', folder.config]);
    const bare = kioskCall(display, join(place, 'bare-profile'), []);
    const bareCall = {
      ...bare,
      args: bare.args.map((argument) => (argument === KIOSK_APP ? app : argument)),
    };
    const samples: { readonly kioskMs: number; readonly bareMs: number }[] = [];
    for (let pair = 0; pair <= STARTS; pair += 1) {
      const sample = {
        bareMs: await startMs(bareCall, firstPaintedAtMs),
        kioskMs: await startMs(kiosk, async (page) => {
          await watchPaint(page, 'h1', 'Amount to charge');
          return painted(page);
        }),
      };
      // The first pair makes the profiles, and brings the files into the system's memory.
      if (pair > 0) samples.push(sample);
    }
    return [
      rowOf(
        RATIO,
        samples.map(({ kioskMs, bareMs }) => kioskMs / bareMs),
      ),
      rowOf(
        KIOSK,
        samples.map(({ kioskMs }) => kioskMs),
      ),
      rowOf(
        BARE,
        samples.map(({ bareMs }) => bareMs),
      ),
    ];
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const BARE_APP = `const { app, BrowserWindow } = require('electron');
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  void window.loadURL('data:text/html,<h1>Bare</h1>');
});
app.on('window-all-closed', () => app.quit());
process.on('SIGTERM', () => app.quit());
`;

/** From the start of the process until a page is painted as `shown` tells, in ms. */
async function startMs(
  { executablePath, args, env }: ReturnType<typeof kioskCall>,
  shown: (page: Page) => Promise<number>,
): Promise<number> {
  const startedAtMs = performance.timeOrigin + performance.now();
  const child = spawn(executablePath, ['--remote-debugging-port=0', ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = once(child, 'exit');
  try {
    const address = await debuggerOf(createInterface({ input: child.stderr }));
    await windowIsThere(address);
    const browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('Electron shows no page');
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.waitForURL(/^(till|data):/, { waitUntil: 'commit' });
    const paintedAtMs = await shown(page);
    await browser.close();
    return paintedAtMs - startedAtMs;
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

/** A window that opens while Playwright joins can stop it for good. */
async function windowIsThere(address: string): Promise<void> {
  const list = `http://${new URL(address).host}/json/list`;
  for (;;) {
    const targets = (await (await fetch(list)).json()) as { readonly type: string; readonly url: string }[];
    if (targets.some(({ type, url }) => type === 'page' && /^(till|data):/.test(url))) return;
  }
}

/** When the browser itself says that it had painted the first of the page. */
function firstPaintedAtMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          const [first] = list.getEntriesByName('first-contentful-paint');
          if (first === undefined) return;
          observer.disconnect();
          resolve(performance.timeOrigin + first.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}

async function debuggerOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('Electron ended before it had a window');
}

function sizeRows(): Row[] {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.\w+$/.test(name),
  );
  const kilobytesOf = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(join(RENDERER, name)), { level: 9 }).length, 0) /
    1000;
  const catalogues = LANGUAGES.map((language) =>
    files.filter(
      (name) => name.startsWith(`assets/${language.toLowerCase()}-`) || name === `fonts/${language}.css`,
    ),
  );
  const screens = files.filter((name) => !name.startsWith('fonts/') || name === 'fonts/common.css');
  const common = screens.filter((name) => !catalogues.flat().includes(name));
  const largest = Math.max(...catalogues.map(kilobytesOf));
  return [rowOf(LOADED, [kilobytesOf(common) + largest]), rowOf(SHIPPED, [kilobytesOf(screens)])];
}
