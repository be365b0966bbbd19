import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { app, Menu, screen, session, type Display, type WebContents } from 'electron';
import { systemClock } from '../drivers/system/clock.ts';
import { makePrivate } from '../drivers/system/private-process.ts';
import { PAGES, registerScheme, servePages, type MadePages, type PageName } from './app-protocol.ts';
import { ENVIRONMENT } from './environment.ts';
import { EXIT } from './exit.ts';
import { registerIpc } from './ipc-main.ts';
import { bytesOf, kioskTrouble } from './kiosk-guard.ts';
import { keepAwake } from './keep-awake.ts';
import { KioskWindow } from './kiosk-window.ts';
import { ScreenPicker } from './screen-picker.ts';
import { cashierScreen, customerScreen, offeredScreens } from './screens.ts';
import { programOfProcess } from './assets.ts';
import { configPlace, startMode } from './start-mode.ts';
import { startChild } from './terminal-child.ts';
import { TerminalHost } from './terminal-host.ts';
import type { Windows } from './terminal-messages.ts';
import { askWhatToStart } from './welcome/ask.ts';

// The kiosk's main process: windows only. Money lives in the terminal, a process of its own; whatever happens here, the
// journal knows every payment, and a terminal that lost its kiosk ends in good order, so that the next one goes on.

makePrivate();
const clock = systemClock();
const program = programOfProcess();
const windows = new Map<PageName, KioskWindow>();
const pages: MadePages = new Map();
const picker = new ScreenPicker({ pages, picked: (screen) => host.screenPicked(screen) });
const { values } = parseArgs({
  args: process.argv.slice(1),
  options: {
    config: { type: 'string' },
    'set-up': { type: 'string' },
    training: { type: 'boolean' },
    windowed: { type: 'boolean' },
  },
  strict: false,
  allowPositionals: true,
});
const given = {
  config: typeof values.config === 'string' ? values.config : null,
  setUp: typeof values['set-up'] === 'string' ? values['set-up'] : null,
  training: values.training === true,
};
const place = configPlace({ platform: process.platform, env: ENVIRONMENT.all, home: homedir() });
let mode = startMode(given, place, existsSync);
let placing: Windows = { customerScreen: null };
let asksScreen = false;
let quitting = false;

const host = new TerminalHost({
  clock,
  start: (events) => {
    const setUp = mode.kind === 'setUp' ? ['--set-up', mode.config] : [];
    const how = mode.kind === 'till' ? ['--config', mode.config] : ['--training', ...setUp];
    return startChild(program, ['--kiosk', '--electron', process.versions.electron, ...how], events);
  },
  ready: (wanted) => {
    placing = wanted;
    placeWindows();
  },
  pickScreen: (asks) => {
    asksScreen = asks;
    placeWindows();
  },
  // The terminal ends by itself, and its next one takes this config.
  setUp: (made) => {
    mode = { kind: 'till', config: made };
    if (values.windowed !== true) windows.get('cashier')?.shut();
  },
});

if (isRefused(mode)) app.exit(EXIT.config);
else if (app.requestSingleInstanceLock()) run();
else app.exit(0);

/** Whether a shop's till must not run as it was started; says why on standard error. */
function isRefused(wanted: typeof mode): boolean {
  if (wanted.kind !== 'till') return false;
  const trouble = kioskTrouble({
    config: bytesOf(wanted.config),
    args: [...process.argv.slice(1), ...process.execArgv],
    env: ENVIRONMENT.all,
    isRoot: process.getuid?.() === 0,
  });
  if (trouble !== null) process.stderr.write(`${trouble}\n`);
  return trouble !== null;
}

function run(): void {
  registerScheme();
  // Root has no sandbox to be had; it would end the app, while the windows' own settings hold anyway.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // The terminal need not wait for the windows; where nobody has said which, it waits for a person.
  if (mode.kind !== 'ask') host.start();
  app.on('web-contents-created', (_, contents) => shut(contents));
  app.on('second-instance', () => windows.get('cashier')?.window.focus());
  app.on('child-process-gone', (_, { type }) => {
    // Chromium starts the GPU's process again by itself; what is on the screen has to be painted anew.
    if (type === 'GPU') for (const { window } of windows.values()) window.webContents.invalidate();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void host.stop().then(() => app.quit());
  });
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
  void app.whenReady().then(ready);
}

async function ready(): Promise<void> {
  Menu.setApplicationMenu(null);
  session.defaultSession.setPermissionRequestHandler((_, __, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.on('will-download', (event) => event.preventDefault());
  servePages(program.pageFolder, pages);
  if (mode.kind !== 'ask') return open();
  const chosen = await askWhatToStart(place, pages);
  if (chosen === null) return app.quit();
  if (isRefused(chosen.mode)) return app.exit(EXIT.config);
  mode = chosen.mode;
  host.start();
  open();
  chosen.close();
}

/** Training is a window among others; a shop's till is the whole screen. */
function isKiosk(): boolean {
  return mode.kind === 'till' && values.windowed !== true;
}

function open(): void {
  const kiosk = isKiosk();
  keepAwake(kiosk, (say, woke) => host.power(say, woke));
  registerIpc(host, {
    contentsOf: (page) => windows.get(page)?.window.webContents ?? null,
    answers: (contents) =>
      [...windows.values()].find(({ window }) => window.webContents === contents)?.answers(),
  });
  const { workArea, bounds } = screenOfCashier();
  const size = { width: Math.min(1280, workArea.width), height: Math.min(800, workArea.height) };
  const bounding = kiosk ? bounds : { x: workArea.x, y: workArea.y, ...size };
  const { preload } = program;
  const cashier = new KioskWindow({
    ...{ page: 'cashier', clock, preload, bounds: bounding, kiosk },
    title: 'Paycode Till',
  });
  windows.set('cashier', cashier);
  cashier.window.on('close', (event) => {
    if (isKiosk() && !quitting) event.preventDefault();
  });
  cashier.window.once('closed', () => {
    windows.delete('cashier');
    app.quit();
  });
  screen.on('display-added', placeWindows);
  screen.on('display-removed', placeWindows);
  screen.on('display-metrics-changed', placeWindows);
}

function screenOfCashier(): Display {
  return cashierScreen(screen.getAllDisplays(), screen.getPrimaryDisplay(), placing.customerScreen);
}

/** Puts every window where it belongs, by the screens that there are now. */
function placeWindows(): void {
  const cashier = windows.get('cashier')?.window;
  if (cashier === undefined || quitting) return;
  const [offered, wanted] = [offeredScreens(screen.getAllDisplays()), screenOfCashier()];
  host.screens(offered.map(({ value, say }) => ({ value, say })));
  let own = screen.getDisplayMatching(cashier.getBounds());
  if (isKiosk() && own.id !== wanted.id) {
    windows.get('cashier')?.moveTo(wanted.bounds);
    own = wanted;
  }
  placeCustomer(own.id);
  picker.show(asksScreen ? offered.filter((each) => each.screen.id !== own.id) : []);
}

/** Opens, moves or closes the customer's window. */
function placeCustomer(cashierId: number): void {
  const found = customerScreen(screen.getAllDisplays(), cashierId, placing.customerScreen);
  const open = windows.get('customer');
  if (found === null) {
    open?.window.destroy();
    windows.delete('customer');
  } else if (open === undefined) {
    const [{ preload }, { bounds }] = [program, found];
    windows.set(
      'customer',
      new KioskWindow({
        ...{ page: 'customer', clock, preload, bounds, kiosk: true },
        title: 'Paycode Till, customer',
      }),
    );
  } else open.window.setBounds(found.bounds);
}

/** Closes every way out of a window: other addresses, new windows, frames of foreign pages. */
function shut(contents: WebContents): void {
  const own: readonly string[] = Object.values(PAGES);
  contents.on('will-navigate', (event) => {
    if (!own.includes(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
