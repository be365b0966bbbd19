import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startupSnapshot } from 'node:v8';
import { readLicences, readLicencesFile, versionOf, type Shipped } from '../drivers/system/licences.ts';
import { programOf, type Program } from './program.ts';

/** The files that the terminal reads while it runs. */
export interface Assets {
  /** The letters for paper, a file for each part of the font. */
  readonly fontFolder: string;
  /** Stand-ins for marks, for as long as a shop has no files of its acquirer. */
  readonly placeholderMarks: string;
  /** The screens, as they are bundled. */
  readonly pageFolder: string;
  /** The SQL that makes the tables of the chain's centre. */
  readonly centreMigrations: string;
  /** The letters of the pages of that centre: those of the till's own screens. */
  readonly centreLetters: string;
  /** The kit of the acceptance cases, which is started as a process of its own. */
  readonly kit: string;
  /** The shop's commands; one of them is given as its first argument. */
  readonly tool: string;
  readonly version: string;
  /** The till and every package that it ships with, each with its licence; read when it is asked for. */
  readonly licences: () => readonly Shipped[];
}

/**
 * Whether this program was loaded while it was bundled (`build/load-ahead.ts`): a start from there goes on with its
 * modules as they were then.
 */
export const isLoadedAhead = startupSnapshot.isBuildingSnapshot();

/**
 * The files of this terminal. Made once, at the start of the process, and handed on as a value.
 *
 * Why only here: a module cannot know where it stands. In a clone it is a file of its own, in `out/` a part of another
 * file, in a folder that may hold nothing else of the repository.
 */
export function assetsOfProcess(): Assets {
  return isClone() ? assetsOfClone(join(dirname(here()), '..')) : assetsOfBundle(dirname(here()));
}

/** The kiosk that this process starts, or whose windows it opens: always the bundle. */
export function programOfProcess(): Program {
  return programOf(isClone() ? join(dirname(here()), '../out/app') : dirname(here()));
}

/** What still is TypeScript was not bundled. */
function isClone(): boolean {
  return here().endsWith('.ts');
}

/** The file of this program; what was loaded ahead knows the one of then, and is started beside the one of today. */
function here(): string {
  return (isLoadedAhead ? process.argv[1] : undefined) ?? import.meta.filename;
}

function assetsOfClone(root: string): Assets {
  const fontFolder = join(root, 'drivers/printer/font');
  return {
    fontFolder,
    placeholderMarks: join(root, 'drivers/printer/marks'),
    pageFolder: join(root, 'out/app/renderer'),
    centreMigrations: join(root, 'drivers/centre/migrations'),
    centreLetters: join(
      root,
      'node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2',
    ),
    kit: join(root, 'electron/golive/run.ts'),
    tool: join(root, 'electron/tools.ts'),
    version: versionOf(root),
    licences: () => readLicences(root, fontFolder),
  };
}

/** An installed till has the commands as a bundle; a clone, whose till is bundled too, runs their sources. */
function toolOfBundle(till: string): string {
  const source = join(till, '../../electron/tools.ts');
  return existsSync(source) ? source : join(till, 'tool.js');
}

/** As `build/ship-assets.ts` and the configs of vite lay it out. */
function assetsOfBundle(till: string): Assets {
  return {
    fontFolder: join(till, 'assets/font'),
    placeholderMarks: join(till, 'assets/marks'),
    pageFolder: join(till, '../app/renderer'),
    centreMigrations: join(till, 'assets/centre'),
    centreLetters: join(till, 'assets/centre/letters.woff2'),
    kit: join(till, 'golive.js'),
    tool: toolOfBundle(till),
    version: versionOf(till),
    licences: () => readLicencesFile(join(till, 'assets/licences.json')),
  };
}
