/** The words of the API for a sale and for an attempt. Source: interface section 3. */
export const SALE_STATES = [
  'awaitingCode',
  'submitting',
  'customerConfirming',
  'checking',
  'capturing',
  'cancelling',
  'paid',
  'failed',
  'cancelled',
  'attention',
] as const;
export type SaleState = (typeof SALE_STATES)[number];

/** States in which a sale keeps the till from opening another one. Source: interface section 3, `till-busy`. */
const BUSY: readonly SaleState[] = [
  'awaitingCode',
  'submitting',
  'customerConfirming',
  'checking',
  'capturing',
];

/** Whether a sale as it is shown holds the till: not once its goods may go. */
export function isUnderWay({
  state,
  handOver,
}: {
  readonly state: SaleState;
  readonly handOver?: true | undefined;
}): boolean {
  return isBusyState(state) && handOver !== true;
}

/** Whether a sale in this state holds the till: no other may be begun. */
export function isBusyState(state: SaleState): boolean {
  return BUSY.includes(state);
}
