import { BrowserWindow } from 'electron';
import { screenAddress, type MadePages } from './app-protocol.ts';
import type { OfferedScreen } from './screens.ts';

/** What a touch asks for: an address that is never loaded, only heard of. */
const PICKED = 'till://app/picked';

export interface ScreenPickerParts {
  readonly pages: MadePages;
  /** A person touched this screen. */
  readonly picked: (value: string) => void;
}

/**
 * Shows on each screen but the cashier's its number, while the set-up asks which of them is the customer's: a touch is
 * the answer.
 *
 * Why a number and no word: the page at the cashier's has the words, and the same numbers for screens that feel no touch.
 */
export class ScreenPicker {
  readonly #parts: ScreenPickerParts;
  #windows: readonly BrowserWindow[] = [];

  constructor(parts: ScreenPickerParts) {
    this.#parts = parts;
    parts.pages.set('/screen.css', () => STYLE);
  }

  /** Shows the numbers of these screens; of none, takes them away. */
  show(screens: readonly OfferedScreen[]): void {
    const before = this.#windows;
    this.#windows = screens.map((screen) => this.#opened(screen));
    for (const window of before) window.destroy();
  }

  #opened({ number, value, screen }: OfferedScreen): BrowserWindow {
    const { pages, picked } = this.#parts;
    const window = new BrowserWindow({
      ...{
        ...screen.bounds,
        title: 'Paycode Till',
        frame: false,
        alwaysOnTop: true,
        backgroundColor: '#123a78',
      },
      // The cashier goes on typing in the window of the questions.
      ...{ focusable: false, skipTaskbar: true },
      webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, devTools: false },
    });
    const { path, address } = screenAddress(number);
    pages.set(path, () => pageOf(number));
    // Every address is refused by the rules for all windows; this one is heard of all the same.
    window.webContents.on('will-navigate', ({ url }) => {
      if (url === PICKED) picked(value);
    });
    window.loadURL(address).catch(() => undefined);
    return window;
  }
}

function pageOf(number: number): string {
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>Paycode Till</title><link rel="stylesheet" href="./fonts/common.css"><link rel="stylesheet" href="./screen.css"></head>
<body><a href="${PICKED}">${number}</a></body></html>
`;
}

/** The whole screen is the key. Colours are those of the till's screens. */
const STYLE = `*{box-sizing:border-box;margin:0}
a{display:grid;place-items:center;height:100vh;background:#123a78;color:#fff;font:700 60vmin/1 'Noto Sans Variable',sans-serif;text-decoration:none;-webkit-user-drag:none}
a:active{background:#1b1a17}
`;
