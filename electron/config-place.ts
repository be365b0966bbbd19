import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ENVIRONMENT } from './environment.ts';

/**
 * Where the config of this machine's till stands where nobody names another file.
 *
 * Source: XDG Base Directory Specification 0.8; Known Folders of Windows; Apple, File System Programming Guide.
 */
export function configPlace(): string {
  const { APPDATA, XDG_DATA_HOME } = ENVIRONMENT.all;
  const home = homedir();
  const folders: Partial<Record<NodeJS.Platform, string>> = {
    win32: APPDATA ?? join(home, 'AppData/Roaming'),
    darwin: join(home, 'Library/Application Support'),
  };
  return join(
    folders[process.platform] ?? XDG_DATA_HOME ?? join(home, '.local/share'),
    'paycode-till/till.json',
  );
}

/** The config of this machine's till; null where it was not set up yet. */
export function ownConfig(): string | null {
  return existsSync(configPlace()) ? configPlace() : null;
}
