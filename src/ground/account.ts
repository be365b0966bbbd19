/** Whether an acquirer's account is for tests or for money. Source: interface section 2. */
export const STAGES = ['test', 'live'] as const;

/** The account at an acquirer that something was done at, whatever a config says of the gateway later. */
export interface AtAccount {
  /** Whether its money is real. Absent where it was not kept. */
  readonly stage?: (typeof STAGES)[number] | undefined;
  /** What tells it from other accounts, in a short form. Absent where it was not kept. */
  readonly account?: string | undefined;
}

/** The account of something, to be kept with something else; nothing where it has none. */
export function accountOf(of: AtAccount): AtAccount {
  return {
    ...(of.stage === undefined ? {} : { stage: of.stage }),
    ...(of.account === undefined ? {} : { account: of.account }),
  };
}
