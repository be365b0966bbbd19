import type { Log } from '../../src/ground/ports.ts';

/** A log that nobody reads. */
export const QUIET: Log = { info: () => undefined, warn: () => undefined };
