import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { customerView } from '../src/contract/customer-view.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import { COMMAND_NAMES, ROUTES, type CommandName, type Role } from '../src/contract/routes.ts';
import type { Result } from '../src/ground/result.ts';
import { PAGE_NAMES, PAGES, type PageName } from './app-protocol.ts';
import { commandChannel, PONG, SEEN, WATCH } from './channels.ts';
import type { Answered, Seen, TerminalHost } from './terminal-host.ts';

/** The windows as they stand now. */
export interface OpenWindows {
  /** The web contents of a page; null while its window is not open. */
  contentsOf(page: PageName): WebContents | null;
  /** A window showed that it still answers. */
  answers(contents: WebContents): void;
}

/** Commands that are none of the cashier's window: the link that a customer pays by. */
const NOT_CASHIERS: readonly Role[] = ['customer', 'program'];

/** What each window may ask for: the customer's only the link to pay by. */
export const ALLOWED: Readonly<Record<PageName, readonly CommandName[]>> = {
  cashier: COMMAND_NAMES.filter((name) => !NOT_CASHIERS.includes(ROUTES[name].role)),
  customer: COMMAND_NAMES.filter((name) => ROUTES[name].role === 'customer'),
};

interface Sender {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

/**
 * Registers everything that a window can say: one handler for each command of the contract, made from its row.
 *
 * Why the checks stand here and for all: the main frame of one of our windows, its exact address, the commands of that
 * window, then the row's schemas. A page that was tricked reaches no further than a cashier's finger.
 */
export function registerIpc(host: TerminalHost, windows: OpenWindows): void {
  for (const name of COMMAND_NAMES) {
    ipcMain.handle(commandChannel(name), async (event, input: unknown): Promise<Answered> => {
      const allowed = admitted(event, windows, name);
      if (!allowed.ok) return allowed;
      // Loaded with the first command: the schemas of all of them are many, and neither window nor terminal waits for them.
      const { takenIn } = await import('../src/till/door.ts');
      const checked = takenIn(name, input);
      return checked.ok ? host.ask(name, checked.value) : checked;
    });
  }
  ipcMain.on(WATCH, (event) => {
    const page = pageOf(event, windows);
    if (page !== null) event.sender.send(SEEN, shownTo(page, host.seen));
  });
  ipcMain.on(PONG, (event) => {
    if (pageOf(event, windows) !== null) windows.answers(event.sender);
  });
  host.watch((seen) => {
    for (const page of PAGE_NAMES) {
      const contents = windows.contentsOf(page);
      if (contents !== null && !contents.isCrashed()) contents.send(SEEN, shownTo(page, seen));
    }
  });
}

/** What a window may see: the customer's only what a customer may. */
function shownTo(page: PageName, seen: Seen): unknown {
  if (page === 'cashier') return seen;
  return { link: seen.link, view: seen.view === null ? null : customerView(seen.view) };
}

function admitted(event: Sender, windows: OpenWindows, name: CommandName): Result<null, Problem> {
  const page = pageOf(event, windows);
  if (page !== null && ALLOWED[page].includes(name)) return { ok: true, value: null };
  return refuse({ slug: 'foreign-origin', detail: 'Only the windows of the till itself may ask for this.' });
}

/** The window that a message came from; null where it is none of the till's, another frame, or another address. */
function pageOf({ sender, senderFrame }: Sender, windows: OpenWindows): PageName | null {
  for (const page of PAGE_NAMES) {
    const contents = windows.contentsOf(page);
    if (contents === null || contents !== sender) continue;
    const own = senderFrame !== null && senderFrame === contents.mainFrame && senderFrame.url === PAGES[page];
    return own ? page : null;
  }
  return null;
}
