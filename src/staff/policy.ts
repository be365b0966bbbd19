const MINUTE_MS = 60_000;

/** Wrong PINs of one person in a row before the first lock-out. Source: interface section 3, `approver-locked`. */
export const WRONG_PINS_MAX = 5;

/** How long a person is locked out: after the fifth wrong PIN in a row, after the next one, and after every later one. Ours. */
export const LOCK_OUTS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS] as const;

/** Wrong PINs of approvals, of all people of a till, within `TRIES_COUNT_MS`. Source: interface section 11. */
export const TRIES_AN_HOUR = 10;
export const TRIES_COUNT_MS = 60 * MINUTE_MS;

/** Digits of a PIN at the least. Source: interface section 2, People; a cashier's are ours. */
export const PIN_DIGITS_MIN = { cashier: 4, manager: 6, technician: 6, training: 4 } as const;

/** How long nothing is done before a person is signed out, by where. Ours. */
export const IDLE_MS = { till: 10 * MINUTE_MS, desk: 3 * MINUTE_MS, bench: 10 * MINUTE_MS } as const;
