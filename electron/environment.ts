/** What the environment says to the till: the one file that reads it. */
export const ENVIRONMENT = {
  /**
   * A Node that runs the terminal in place of Electron's utility process; null for the utility process.
   *
   * Why: the journal's library needs Node-API 10, and an old Electron, such as one that tests can have, lacks it.
   */
  terminalNode: process.env['PAYCODE_TILL_NODE'] ?? null,
  /** A folder with an Electron to use in place of its package's own; null for the package's. */
  electronFolder: process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? null,
  isContinuousIntegration: process.env['CI'] !== undefined,
  /** Whether Linux has a display to open a window on. */
  hasDisplay: Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']),
  /** All of it: where programs are looked for, and what a child inherits. */
  all: process.env,
} as const;
