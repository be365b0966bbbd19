import { setUpOf, type AcquirerSetUp } from '../set-up.ts';

/** What is asked of a shop whose acquirer signs and is signed to: by the names of the acquirer's console. */
export function signedSetUpOf(name: string, company: string): AcquirerSetUp {
  return setUpOf(name, [
    { path: 'clientId', label: 'Client ID', form: { kind: 'text' } },
    { path: 'privateKey', label: 'Private key', form: { kind: 'ownKey' } },
    { path: 'publicKeys.1', label: `${company} public key`, form: { kind: 'theirKey' } },
  ]);
}
