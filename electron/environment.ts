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
   * Why two arenas: glibc's allocator has up to eight for each core, one for each thread, and keeps what is free in all
   * of them; a till of a dozen threads grew by 40 MB for it. Source: mallopt(3), M_ARENA_MAX; no other system reads it.
   */
  ofTerminal: {
    MALLOC_ARENA_MAX: '2',
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !['NODE_OPTIONS', 'NODE_PATH'].includes(name)),
    ),
  },
} as const;
