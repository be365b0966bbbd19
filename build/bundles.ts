import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOADED_FILE } from '../drivers/system/terminal-program.ts';
import { runChild } from './node.mjs';
import { withLock, type Say } from './setup.mjs';
import { loadTerminal } from './load-ahead.ts';
import { shipAssets } from './ship-assets.ts';

/** One bundle: how it is made (an exit code), the file that shows how old it is, and what it is made of. */
interface Bundle {
  readonly make: (root: string) => Promise<number>;
  readonly made: string;
  readonly inputs: readonly string[];
}

const SCREENS: Bundle = {
  make: viteBuild('--config', 'build/vite.renderer.config.ts'),
  made: 'out/app/renderer/index.html',
  inputs: [
    ...['renderer', 'src', 'package-lock.json'],
    ...['build/vite.renderer.config.ts', 'build/screen-fonts.ts'],
  ],
};

const ASSETS: Bundle = {
  make: shipAssets,
  made: 'out/till/package.json',
  inputs: [
    ...['drivers/printer/font', 'drivers/printer/marks', 'drivers/system'],
    ...[
      'build/ship-assets.ts',
      'build/native-packages.ts',
      'build/node.mjs',
      'package.json',
      'package-lock.json',
    ],
  ],
};

const TERMINAL = loadedOnce(processBundle('terminal', `out/till/${LOADED_FILE}`));
const KIT = processBundle('golive', 'out/till/golive.js');
/** The shop's commands of an installed till; a clone runs their sources. */
const TOOL = processBundle('tool', 'out/till/tool.js');
const WINDOWS = [processBundle('main', 'out/app/main.cjs'), processBundle('preload', 'out/app/preload.cjs')];

function processBundle(mode: string, made: string): Bundle {
  return {
    make: viteBuild('--config', 'build/vite.electron.config.ts', '--mode', mode),
    made,
    inputs: [
      ...['electron', 'drivers', 'src'],
      ...['build/vite.electron.config.ts', 'build/native-packages.ts', 'package-lock.json'],
    ],
  };
}

/** A bundle that is loaded once it is made, by the Node of the assets. */
function loadedOnce(bundle: Bundle): Bundle {
  return {
    ...bundle,
    make: async (root) => (await bundle.make(root)) || loadTerminal(root),
    inputs: [...bundle.inputs, 'build/load-ahead.ts', 'build/load-ahead.cjs'],
  };
}

/** Bundles the terminal and its assets where their sources are newer; answers an exit code. */
export function bundleTerminal(root: string, say: Say): Promise<number> {
  return bundle(root, say, 'Bundling the terminal.', [ASSETS, TERMINAL, KIT]);
}

/** Bundles what an installer holds beside the kiosk; answers an exit code. */
export function bundleTool(root: string, say: Say): Promise<number> {
  return bundle(root, say, 'Bundling the commands.', [ASSETS, TOOL]);
}

/** Bundles everything of the kiosk that is old: terminal, assets, screens and windows; answers an exit code. */
export function bundleKiosk(root: string, say: Say): Promise<number> {
  return bundle(root, say, 'Bundling the kiosk.', [SCREENS, ASSETS, TERMINAL, KIT, ...WINDOWS]);
}

async function bundle(root: string, say: Say, what: string, bundles: readonly Bundle[]): Promise<number> {
  if (!existsSync(join(root, 'renderer/index.html')) || !bundles.some((each) => isOld(root, each))) return 0;
  return withLock(root, say, async () => {
    const old = bundles.filter((each) => isOld(root, each));
    if (old.length > 0) say(what);
    for (const { make } of old) {
      const code = await make(root);
      if (code !== 0) {
        say('The till could not be bundled.');
        return code;
      }
    }
    return 0;
  });
}

function viteBuild(...args: readonly string[]): (root: string) => Promise<number> {
  return (root) => {
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    // Its words go to standard error: the standard output of a command is the command's own.
    const options = { cwd: root, stdio: ['ignore', 2, 2] as ('ignore' | 2)[] };
    return runChild(process.execPath, [vite, 'build', ...args, '--logLevel', 'warn'], options);
  };
}

function isOld(root: string, { made, inputs }: Bundle): boolean {
  const bundled = statSync(join(root, made), { throwIfNoEntry: false });
  if (bundled === undefined) return true;
  return Math.max(...inputs.map((input) => newestMs(join(root, input)))) > bundled.mtimeMs;
}

/** The last change below a path; a folder's own time counts, because it is what a deleted file leaves. */
function newestMs(path: string): number {
  const folder = statSync(path, { throwIfNoEntry: false });
  if (folder === undefined) return 0;
  if (!folder.isDirectory()) return folder.mtimeMs;
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) =>
    statSync(join(path, name), { throwIfNoEntry: false }),
  );
  return Math.max(folder.mtimeMs, ...inside.map((entry) => entry?.mtimeMs ?? 0));
}
