import { setUpOf } from '../set-up.ts';

/** What a shop is given when it signs with Antom, by the names of its dashboard. Source: `PROTOCOL.md`. */
export const ANTOM_CARD_SET_UP = setUpOf('Antom cards', [
  { path: 'clientId', label: 'Client ID', form: { kind: 'text' } },
  { path: 'privateKey', label: 'Private key', form: { kind: 'ownKey' } },
  { path: 'publicKeys.1', label: 'Antom public key', form: { kind: 'theirKey' } },
]);
