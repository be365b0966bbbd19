import { accessSync, constants, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { posix, win32 } from 'node:path';
import { ENVIRONMENT } from './environment.ts';

/** A browser that can show the till in a window of its own: its program and its name to a person. */
export interface Browser {
  readonly path: string;
  readonly name: string;
}

/** What decides where programs are looked for; the defaults are this machine's. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const HERE: Machine = { platform: process.platform, env: ENVIRONMENT.all };

/** Programs on PATH, in the order in which they are preferred. */
const ON_PATH: readonly (readonly [program: string, name: string])[] = [
  ['chromium', 'Chromium'],
  ['chromium-browser', 'Chromium'],
  ['google-chrome', 'Google Chrome'],
  ['google-chrome-stable', 'Google Chrome'],
  ['chrome', 'Google Chrome'],
  ['microsoft-edge', 'Microsoft Edge'],
  ['microsoft-edge-stable', 'Microsoft Edge'],
  ['msedge', 'Microsoft Edge'],
];

const ON_WINDOWS: readonly (readonly [program: string, name: string])[] = [
  ['Chromium\\Application\\chrome.exe', 'Chromium'],
  ['Google\\Chrome\\Application\\chrome.exe', 'Google Chrome'],
  ['Microsoft\\Edge\\Application\\msedge.exe', 'Microsoft Edge'],
];

const MAC_NAMES = ['Chromium', 'Google Chrome', 'Microsoft Edge'] as const;

/** Finds a browser of the Chromium family on PATH, then in the usual places of macOS and Windows. */
export function findBrowser(machine: Machine = HERE): Browser | null {
  for (const [program, name] of ON_PATH) {
    const path = findProgram(program, machine);
    if (path !== null) return { path, name };
  }
  return usualPlaces(machine).find(({ path }) => isProgram(path)) ?? null;
}

/**
 * Where files for a browser are made.
 *
 * Why not always the usual folder: one that is installed as a snap has a `/tmp` of its own, and reads no other.
 * Source: snapcraft.io, "Environment variables", SNAP_USER_COMMON.
 */
export function folderOf({ path }: Browser): string {
  return path.startsWith('/snap/bin/')
    ? posix.join(homedir(), 'snap', posix.basename(path), 'common')
    : tmpdir();
}

/** Where a program of this name stands on PATH; null where it does not. */
export function findProgram(program: string, { platform, env }: Machine = HERE): string | null {
  const paths = platform === 'win32' ? win32 : posix;
  const file = platform === 'win32' ? `${program}.exe` : program;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(paths.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => paths.join(folder, file)).find(isProgram) ?? null;
}

function usualPlaces({ platform, env }: Machine): Browser[] {
  if (platform === 'darwin') {
    return ['/Applications', posix.join(env['HOME'] ?? '/', 'Applications')].flatMap((folder) =>
      MAC_NAMES.map((name) => ({ path: `${folder}/${name}.app/Contents/MacOS/${name}`, name })),
    );
  }
  if (platform !== 'win32') return [];
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => ON_WINDOWS.map(([program, name]) => ({ path: win32.join(folder, program), name })));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
