/** What the environment says to the kiosk: the one file that reads it. */
export const ENVIRONMENT = {
  /**
   * A Node that runs the terminal in place of Electron's utility process; null for the utility process.
   *
   * Why: the journal's library needs Node-API 10, and an old Electron, such as one that tests can have, lacks it.
   */
  terminalNode: process.env['PAYCODE_TILL_NODE'] ?? null,
} as const;
