import { join } from 'node:path';
import { nodeIn, terminalIn } from '../drivers/system/terminal-program.ts';

/** What a kiosk is made of: the files of the windows, and the terminal with the Node that runs it. */
export interface Program {
  /** The folder, or the archive, that Electron is started with. */
  readonly appFolder: string;
  readonly pageFolder: string;
  /** What Electron loads before a page. */
  readonly preload: string;
  /** What its Node is started with to be the terminal; a terminal's own arguments come after. */
  readonly terminal: readonly string[];
  /** The Node that runs the terminal: the one of the lockfile. The journal's library was tried on no other. */
  readonly node: string;
}

/**
 * The program whose windows are in `appFolder`; the till is the folder beside it.
 *
 * Why one rule: a clone has `out/app` and `out/till`, an installed till `app.asar` and `till`. Nothing from outside
 * names a program, neither the environment nor an argument.
 */
export function programOf(appFolder: string): Program {
  const till = join(appFolder, '../till');
  return {
    appFolder,
    pageFolder: join(appFolder, 'renderer'),
    preload: join(appFolder, 'preload.cjs'),
    terminal: terminalIn(till),
    node: nodeIn(till),
  };
}
