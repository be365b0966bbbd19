import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { NATIVE_PACKAGES } from './native-packages.ts';
import { projectNode, runChild } from './node.mjs';

/** What of the project's own `package.json` a bundled till needs. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Puts into `out/` what the bundles need beside them, so that `out/app` and `out/till` are a kiosk by themselves: font,
 * placeholder marks, licences, the Node that runs the terminal, and the two `package.json`. Answers an exit code.
 */
export async function shipAssets(root: string): Promise<number> {
  const assets = join(root, 'out/till/assets');
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  mkdirSync(join(root, 'out/app'), { recursive: true });
  cpSync(join(root, 'drivers/printer/font'), join(assets, 'font'), { recursive: true });
  cpSync(join(root, 'drivers/printer/marks'), join(assets, 'marks'), { recursive: true });
  bringNode(root);
  const code = await writeLicences(root, join(assets, 'licences.json'));
  // Written last: its time says how old the assets are.
  if (code === 0) writeManifests(root);
  return code;
}

/**
 * The Node of the lockfile, beside the terminal; on a system for which it has none, the Node that runs here.
 *
 * Why a link: it has 120 MB, and on a Mac a Node that was copied would not find its libraries.
 */
function bringNode(root: string): void {
  const node = projectNode(root) ?? process.execPath;
  const folder = join(root, 'out/till/runtime');
  const place = join(folder, basename(node));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (process.platform !== 'win32') return symlinkSync(node, place);
  try {
    // On Windows a symbolic link needs a right that few have.
    linkSync(node, place);
  } catch {
    copyFileSync(node, place);
  }
}

/** The licences of what is inside the bundles: there is no `node_modules` to read them from. */
function writeLicences(root: string, file: string): Promise<number> {
  const entry = join(root, 'drivers/system/licences-file.ts');
  const options = { cwd: root, stdio: ['ignore', 2, 2] as ('ignore' | 2)[] };
  return runChild(process.execPath, [...process.execArgv, entry, root, file], options);
}

/** The windows' names no package: all that they need is in their bundles. */
function writeManifests(root: string): void {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const { name, version, description, license } = own;
  const dependencies = Object.fromEntries(NATIVE_PACKAGES.map((each) => [each, own.dependencies[each]]));
  const write = (folder: string, manifest: object): void =>
    writeFileSync(join(root, folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  write('out/app', { name, version, description, license, private: true, main: 'main.cjs' });
  write('out/till', { name, version, license, private: true, type: 'module', dependencies });
}
