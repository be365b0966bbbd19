import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE_PACKAGES } from './native-packages.ts';
import { runChild } from './node.mjs';

/** What of the project's own `package.json` a bundled till needs. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Puts into `out/` what the bundles read while they run, so that this folder is a till by itself: font, placeholder
 * marks, licences, and a `package.json` that names the packages which must lie beside it. Answers an exit code.
 */
export async function shipAssets(root: string): Promise<number> {
  const assets = join(root, 'out/assets');
  rmSync(assets, { recursive: true, force: true });
  mkdirSync(assets, { recursive: true });
  cpSync(join(root, 'drivers/printer/font'), join(assets, 'font'), { recursive: true });
  cpSync(join(root, 'drivers/printer/marks'), join(assets, 'marks'), { recursive: true });
  const code = await writeLicences(root, join(assets, 'licences.json'));
  // Written last: its time says how old the assets are.
  if (code === 0) writeManifest(root);
  return code;
}

/** The licences of what is inside the bundles: there is no `node_modules` to read them from. */
function writeLicences(root: string, file: string): Promise<number> {
  const entry = join(root, 'drivers/system/licences-file.ts');
  const options = { cwd: root, stdio: ['ignore', 2, 2] as ('ignore' | 2)[] };
  return runChild(process.execPath, [...process.execArgv, entry, root, file], options);
}

function writeManifest(root: string): void {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license } = own;
  const dependencies = Object.fromEntries(NATIVE_PACKAGES.map((each) => [each, own.dependencies[each]]));
  const manifest = { name, version, license, private: true, type: 'module', main: 'electron/main.cjs' };
  writeFileSync(
    join(root, 'out/package.json'),
    `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`,
  );
}
