import { existsSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';
import { phoneLanguage } from '../../src/phone/language.ts';
import { WELCOME_ADDRESS, type MadePages } from '../app-protocol.ts';
import type { StartMode } from '../start-mode.ts';
import { ANSWERS, WELCOME_STYLE, welcomeHtml } from './page.ts';

/** What a person chose, and the window to be closed when the till's own is open; null where it was only closed. */
export interface Chosen {
  readonly mode: Exclude<StartMode, { kind: 'ask' }>;
  readonly close: () => void;
}

/**
 * Asks whether to practise or to set up this till; settles with the answer.
 *
 * *Set up* leads to the questions; a config that somebody put there meanwhile is taken as it is.
 */
export function askWhatToStart(place: string, pages: MadePages): Promise<Chosen | null> {
  const language = phoneLanguage(app.getPreferredSystemLanguages().join(','));
  pages.set('/welcome.html', () => welcomeHtml(language, place));
  pages.set('/welcome.css', () => WELCOME_STYLE);
  const window = new BrowserWindow({
    ...{ width: 900, height: 700, title: 'Paycode Till', autoHideMenuBar: true, backgroundColor: '#fdfbf5' },
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, devTools: false },
  });
  return new Promise((resolve) => {
    const close = (): void => window.destroy();
    window.once('closed', () => resolve(null));
    // Every address is refused by the rules for all windows; these two are heard of all the same.
    window.webContents.on('will-navigate', ({ url }) => {
      if (url === ANSWERS.practise) resolve({ mode: { kind: 'training' }, close });
      if (url === ANSWERS.setUp)
        resolve({ mode: { kind: existsSync(place) ? 'till' : 'setUp', config: place }, close });
    });
    window.loadURL(WELCOME_ADDRESS).catch(() => undefined);
  });
}
