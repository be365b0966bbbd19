import { BrowserWindow, type Rectangle } from 'electron';
import type { Clock } from '../src/ground/ports.ts';
import { PAGES, type PageName } from './app-protocol.ts';
import { COMMANDS_ARGUMENT, PING } from './channels.ts';
import { ALLOWED } from './ipc-main.ts';

/** How often a window is asked whether it lives, and how long its silence may last. Ours: 3 s in all, with the reload. */
const PING_MS = 500;
const SILENT_MS_MAX = 2000;

export interface WindowParts {
  readonly page: PageName;
  readonly clock: Clock;
  /** The script that runs before the page. */
  readonly preload: string;
  readonly bounds: Rectangle;
  /** A shop's till: the whole screen, no frame, no way out. Otherwise an ordinary window. */
  readonly kiosk: boolean;
  readonly title: string;
}

/** A window that comes back by itself: after its renderer crashed, and after it stopped answering. */
export class KioskWindow {
  readonly window: BrowserWindow;
  readonly #parts: WindowParts;
  #heardAtMs = Infinity;
  #callOff: () => void = () => undefined;

  constructor(parts: WindowParts) {
    this.#parts = parts;
    this.window = new BrowserWindow({
      ...parts.bounds,
      title: parts.title,
      kiosk: parts.kiosk,
      frame: !parts.kiosk,
      fullscreenable: parts.kiosk,
      autoHideMenuBar: true,
      backgroundColor: '#fdfbf5',
      webPreferences: {
        preload: parts.preload,
        additionalArguments: [`${COMMANDS_ARGUMENT}${ALLOWED[parts.page].join(',')}`],
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        devTools: false,
        spellcheck: false,
        // A customer's window is never in front: it must paint all the same.
        backgroundThrottling: false,
      },
    });
    // Not at once: a load that is asked for while Chromium still buries the old process goes with it.
    this.window.webContents.on('render-process-gone', () => {
      this.#heardAtMs = Infinity;
      parts.clock.after(0, () => this.#load());
    });
    if (parts.kiosk) refuseShortcuts(this.window);
    this.window.once('closed', () => this.#callOff());
    this.#load();
    this.#watchPulse();
  }

  /** It showed that it lives. */
  answers(): void {
    this.#heardAtMs = this.#parts.clock.nowMs();
  }

  /** Makes a shop's till of a window that was one among others. */
  shut(): void {
    this.window.setKiosk(true);
    refuseShortcuts(this.window);
  }

  /** To another screen, as a whole. */
  moveTo(bounds: Rectangle): void {
    // A window that is the whole of one screen goes to no other.
    const { kiosk } = this.window;
    if (kiosk) this.window.setKiosk(false);
    this.window.setBounds(bounds);
    if (kiosk) this.window.setKiosk(true);
  }

  #load(): void {
    // From here on silence means nothing, until the new page answers for the first time.
    this.#heardAtMs = Infinity;
    if (this.window.isDestroyed()) return;
    // A load that is cut off by the next one rejects; the next one is what counts.
    this.window.loadURL(PAGES[this.#parts.page]).catch(() => undefined);
  }

  #watchPulse(): void {
    const { clock } = this.#parts;
    this.#callOff = clock.after(PING_MS, () => {
      const { webContents } = this.window;
      const silentMs = clock.nowMs() - this.#heardAtMs;
      if (silentMs > SILENT_MS_MAX) webContents.forcefullyCrashRenderer();
      else if (!webContents.isCrashed()) webContents.send(PING);
      this.#watchPulse();
    });
  }
}

/** In a shop no key leaves the till: only editing with Ctrl, for the box that a code is pasted into. */
function refuseShortcuts(window: BrowserWindow): void {
  const editing = ['a', 'c', 'v', 'x', 'z'];
  const taken = ['F5', 'F11', 'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome'];
  window.webContents.on('before-input-event', (event, { key, control, meta, alt }) => {
    const withKey = (control || meta || alt) && !(control && !alt && editing.includes(key.toLowerCase()));
    if (withKey || taken.includes(key)) event.preventDefault();
  });
}
