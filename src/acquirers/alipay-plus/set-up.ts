import { setUpOf } from '../set-up.ts';

/** What a shop is given when it is taken on, by the names of the acquirer's console. Source: `PROTOCOL.md`, set-up. */
export const ALIPAY_PLUS_SET_UP = setUpOf('Alipay+', [
  { path: 'clientId', label: 'Client ID', form: { kind: 'text' } },
  { path: 'privateKey', label: 'Private key', form: { kind: 'ownKey' } },
  { path: 'publicKeys.1', label: 'Alipay+ public key', form: { kind: 'theirKey' } },
]);
