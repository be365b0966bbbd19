import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { ENVIRONMENT } from './environment.ts';
import { configPlace } from './start-mode.ts';

/** Where the config of this machine's till stands where nobody names another file. */
export function placeHere(): string {
  return configPlace({ platform: process.platform, env: ENVIRONMENT.all, home: homedir() });
}

/** The config of this machine's till; null where it was not set up yet. */
export function ownConfig(): string | null {
  return existsSync(placeHere()) ? placeHere() : null;
}
