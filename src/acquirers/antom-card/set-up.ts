import { setUpOf } from '../set-up.ts';

/** What a shop is given when it is taken on, by the names of the acquirer's dashboard. */
export const ANTOM_CARD_SET_UP = setUpOf('Antom Card', [
  { path: 'clientId', label: 'Client ID', form: { kind: 'text' } },
  { path: 'privateKey', label: 'Private key', form: { kind: 'ownKey' } },
  { path: 'publicKeys.1', label: 'Antom public key', form: { kind: 'theirKey' } },
]);
