import { posix, win32 } from 'node:path';

/** How a kiosk is started: as a shop's till, in training, or with nothing said and nothing set up yet. */
export type StartMode =
  | { readonly kind: 'till'; readonly config: string }
  | { readonly kind: 'training' }
  /** The set-up, which makes this config; until it is there nothing moves real money. */
  | { readonly kind: 'setUp'; readonly config: string }
  | { readonly kind: 'ask' };

/** What decides where a system keeps a user's files. */
export interface ConfigHome {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Where a till without `--config` looks for its config: beside it lie its keys and its journal, so it is a place for a
 * user's data, which no other user reads.
 *
 * Source: XDG Base Directory Specification 0.8 (`XDG_DATA_HOME`, absolute paths only); Windows known folders
 * (`LocalAppData`, which does not roam); Apple, File System Programming Guide.
 */
export function configPlace({ platform, env, home }: ConfigHome): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local');
    return win32.join(local, 'Paycode Till Data', 'till.json');
  }
  if (platform === 'darwin')
    return posix.join(home, 'Library/Application Support/Paycode Till Data/till.json');
  const data = env['XDG_DATA_HOME'] ?? '';
  const folder = posix.isAbsolute(data) ? data : posix.join(home, '.local/share');
  return posix.join(folder, 'paycode-till/till.json');
}

/**
 * What was asked for. Practice is never the answer to silence: a shop whose config is gone must see that, and not a
 * till that takes no real money.
 */
export function startMode(
  given: { readonly config: string | null; readonly setUp: string | null; readonly training: boolean },
  place: string,
  isThere: (file: string) => boolean,
): StartMode {
  if (given.config !== null) return { kind: 'till', config: given.config };
  // A kiosk that broke down after its set-up is started as before: its config is there by then.
  if (given.setUp !== null) return { kind: isThere(given.setUp) ? 'till' : 'setUp', config: given.setUp };
  if (given.training) return { kind: 'training' };
  return isThere(place) ? { kind: 'till', config: place } : { kind: 'ask' };
}
