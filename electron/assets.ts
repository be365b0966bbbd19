import { join } from 'node:path';
import { readLicences, readLicencesFile, versionOf, type Shipped } from '../drivers/system/licences.ts';

/** The files that the till reads while it runs. */
export interface Assets {
  /** The letters for paper, a file for each part of the font. */
  readonly fontFolder: string;
  /** Stand-ins for marks, for as long as a shop has no files of its acquirer. */
  readonly placeholderMarks: string;
  /** The screens, as they are bundled. */
  readonly pageFolder: string;
  /** The folder that Electron is started with. */
  readonly appFolder: string;
  /** What is started as the terminal, and what Electron loads before a page. */
  readonly terminal: string;
  readonly preload: string;
  readonly version: string;
  /** The till and every package that it ships with, each with its licence; read when it is asked for. */
  readonly licences: () => readonly Shipped[];
}

/**
 * The files of this process. Made once, at its start, and handed on as a value.
 *
 * Why only here: a module cannot know where it stands. In a clone it is a file of its own, in `out/` a part of another
 * file, in a folder that may hold nothing else of the repository.
 */
export function assetsOfProcess(): Assets {
  const root = join(import.meta.dirname, '..');
  // What still is TypeScript was not bundled.
  return import.meta.filename.endsWith('.ts') ? assetsOfClone(root) : assetsOfBundle(root);
}

function assetsOfClone(root: string): Assets {
  const fontFolder = join(root, 'drivers/printer/font');
  return {
    fontFolder,
    placeholderMarks: join(root, 'drivers/printer/marks'),
    pageFolder: join(root, 'out/renderer'),
    appFolder: root,
    terminal: join(root, 'electron/terminal-process.ts'),
    preload: join(root, 'out/electron/preload.cjs'),
    version: versionOf(root),
    licences: () => readLicences(root, fontFolder),
  };
}

/** As `build/ship-assets.ts` and the configs of vite lay it out. */
function assetsOfBundle(root: string): Assets {
  return {
    fontFolder: join(root, 'assets/font'),
    placeholderMarks: join(root, 'assets/marks'),
    pageFolder: join(root, 'renderer'),
    appFolder: root,
    terminal: join(root, 'electron/terminal-process.js'),
    preload: join(root, 'electron/preload.cjs'),
    version: versionOf(root),
    licences: () => readLicencesFile(join(root, 'assets/licences.json')),
  };
}
