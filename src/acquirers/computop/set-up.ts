import { setUpOf } from '../set-up.ts';

/** What a shop is given when it is taken on, by the names of the acquirer's papers. */
export const COMPUTOP_SET_UP = setUpOf('Computop', [
  { path: 'merchantId', label: 'MerchantID', form: { kind: 'text' } },
  {
    path: 'encryption',
    label: 'Encryption',
    form: { kind: 'words', words: ['blowfish', 'aes'] },
    usual: 'blowfish',
  },
  { path: 'password', label: 'Encryption password', form: { kind: 'secret' } },
  { path: 'hmacKey', label: 'HMAC key', form: { kind: 'secret' } },
  { path: 'fxCurrency', label: 'Settlement currency', form: { kind: 'text' } },
]);
