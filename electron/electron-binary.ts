import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT } from './environment.ts';

/** The Electron that can show the kiosk here, or a sentence why there is none. */
export type FoundElectron =
  | { readonly kind: 'found'; readonly path: string; readonly version: string }
  | { readonly kind: 'none'; readonly say: string };

const PROGRAMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/**
 * Looks for Electron's binary: where ELECTRON_OVERRIDE_DIST_PATH says, then in its package.
 *
 * Why it is not downloaded here: it is a hundred megabytes from a host outside the registry, which many shops' machines
 * cannot reach; the screens work in a browser meanwhile, and the sentence says how to bring it.
 */
export function findElectron(root: string): FoundElectron {
  const given = ENVIRONMENT.electronFolder;
  const folder = given ?? join(root, 'node_modules/electron/dist');
  const path = join(folder, PROGRAMS[process.platform] ?? 'electron');
  if (!existsSync(path)) {
    const say =
      given === null
        ? "Electron's own binary is not here; `npx --no -- electron --version` would download it."
        : `There is no Electron in ${given}.`;
    return { kind: 'none', say };
  }
  const file = join(folder, 'version');
  const version = existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : '0';
  return { kind: 'found', path, version };
}
