import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOADED_FILE, TERMINAL_FILE } from '../../drivers/system/terminal-program.ts';
import { projectNode } from '../node.mjs';
import type { PackingPlaces } from './builder-config.ts';
import { carryPackages, type Target } from './carried.ts';

/** What of `out/app` and `out/till` is packed; anything else that lies there is not. */
const OF_APP = ['package.json', 'main.cjs', 'preload.cjs', 'renderer'];
const OF_TILL = ['package.json', TERMINAL_FILE, LOADED_FILE, 'import.cjs', 'golive.js', 'assets'];

/** Where electron-builder finds what it packs. */
export function placesIn(root: string): PackingPlaces {
  return {
    app: join(root, 'out/dist/app'),
    licence: join(root, 'LICENSE'),
    noModules: join(root, 'build/dist/tools/no-modules.cjs'),
    windowsScript: join(root, 'build/dist/windows/autostart.nsh'),
    output: join(root, 'out/dist'),
  };
}

/** Lays out what becomes the archive, from the bundle: the same files that the tests start. */
export function layApp(root: string, app: string): void {
  rmSync(app, { recursive: true, force: true });
  copyParts(join(root, 'out/app'), app, OF_APP);
}

/**
 * Lays the till beside the archive: the terminal, its assets, its packages, the Node that runs it, and the licence.
 *
 * `resources`: the folder of the archive. Whatever else an Electron at hand has left there is no part of the till.
 * Errors: throws where the lockfile has no Node for this system, as an installer must carry one.
 */
export function layTill(root: string, resources: string, target: Target): void {
  const node = projectNode(root);
  if (node === null) throw new Error(`There is no Node to carry for ${target.platform}-${target.arch}.`);
  for (const name of readdirSync(resources))
    if (name !== 'app.asar') rmSync(join(resources, name), { recursive: true, force: true });
  const till = join(resources, 'till');
  copyParts(join(root, 'out/till'), till, [...OF_TILL, ...toolParts(join(root, 'out/till'))]);
  carryPackages(root, join(till, 'package.json'), join(till, 'node_modules'), target);
  const runtime = join(till, 'runtime');
  mkdirSync(runtime);
  copyFileSync(node, join(runtime, target.platform === 'win32' ? 'node.exe' : 'node'));
  copyFileSync(join(dirname(node), '../LICENSE'), join(runtime, 'LICENSE'));
  copyFileSync(join(root, 'LICENSE'), join(resources, 'LICENSE'));
}

/** The shop's commands, which are in pieces. */
function toolParts(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /^tool(-[\w-]+)?\.js$/.test(name));
}

function copyParts(from: string, into: string, parts: readonly string[]): void {
  for (const part of parts) cpSync(join(from, part), join(into, part), { recursive: true });
}
