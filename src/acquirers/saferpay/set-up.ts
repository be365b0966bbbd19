import { setUpOf } from '../set-up.ts';

/** What a shop is given when it is taken on, by the names of the acquirer's back office. */
export const SAFERPAY_SET_UP = setUpOf('Saferpay', [
  { path: 'customerId', label: 'CustomerId', form: { kind: 'text' } },
  { path: 'terminalId', label: 'TerminalId', form: { kind: 'text' } },
  { path: 'user', label: 'API user', form: { kind: 'text' } },
  { path: 'password', label: 'API password', form: { kind: 'secret' } },
]);
