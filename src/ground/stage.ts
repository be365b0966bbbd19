/** Whether an acquirer's account is for tests or for money. Source: interface section 2. */
export const STAGES = ['test', 'live'] as const;

/** What was done at an account: whether its money is real, whatever a config says of the gateway later. */
export interface Staged {
  /** Absent where it was not kept. */
  readonly stage?: (typeof STAGES)[number] | undefined;
}

/** The stage of something, to be kept with something else; nothing where it has none. */
export function stageOf(of: Staged | undefined): Staged {
  return of?.stage === undefined ? {} : { stage: of.stage };
}
