import { ALLOCATOR } from '../drivers/system/allocator.ts';

/** What the environment says to the till: the one file that reads it. */
export const ENVIRONMENT = {
  /** A folder with an Electron to use in place of its package's own; null for the package's. */
  electronFolder: process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? null,
  isContinuousIntegration: process.env['CI'] !== undefined,
  /** Whether Linux has a display to open a window on. */
  hasDisplay: Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']),
  /** All of it: where programs are looked for, and what a child inherits. */
  all: process.env,
  /**
   * What the terminal inherits: all but what makes a Node load code that is not the till's.
   *
   * What the allocator is told here, a person may overrule.
   */
  ofTerminal: {
    ...ALLOCATOR,
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !['NODE_OPTIONS', 'NODE_PATH'].includes(name)),
    ),
  },
} as const;
