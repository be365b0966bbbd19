/** How long the sandboxes of pages wait; a test scales each. Source: hosted payments, section 11. */
export interface PageTimes {
  /** From opening the page to the customer's decision. */
  readonly soonMs: number;
  readonly lateMs: number;
  /** How long the till waits for the customer before it gives up, by the acquirer's own default. */
  readonly tillWindowMs: number;
  /** From the till's giving up, or from a payment that failed, to paying all the same. */
  readonly afterMs: number;
  /** Longer than the till waits for the call that makes a payment. */
  readonly callLateMs: number;
  readonly noticeLateMs: number;
  /** From paying to a state that is final, where a fault delays that. */
  readonly settleLateMs: number;
  /** A minute of the plan by which notices are repeated. */
  readonly minuteMs: number;
}

const MINUTE_MS = 60_000;

export const PAGE_TIMES: PageTimes = {
  soonMs: 2000,
  lateMs: 20_000,
  tillWindowMs: 5 * MINUTE_MS,
  afterMs: 5000,
  callLateMs: 110_000,
  noticeLateMs: MINUTE_MS,
  settleLateMs: 3 * MINUTE_MS,
  minuteMs: MINUTE_MS,
};
