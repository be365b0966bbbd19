/** Why the terminal ended. Source: interface section 1. */
export const EXIT = { done: 0, config: 2, journal: 3, other: 4 } as const;
