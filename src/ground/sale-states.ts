/** The words of the API for a sale and for an attempt. Source: interface section 3. */
export const SALE_STATES = [
  'awaitingCode',
  'submitting',
  'customerConfirming',
  'checking',
  'cancelling',
  'paid',
  'failed',
  'cancelled',
  'attention',
] as const;
export type SaleState = (typeof SALE_STATES)[number];
