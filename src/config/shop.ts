import { z } from 'zod';
import { name, text } from './parts.ts';

const address = z.strictObject({
  region: z.string().regex(/^[A-Z]{2}$/, 'must be a country of two capital letters'),
  state: text(64).optional(),
  city: text(64).optional(),
  address1: text(256).optional(),
  address2: text(256).optional(),
  zipCode: text(32).optional(),
});
const mcc = z.string().regex(/^\d{1,4}$/, 'must be a merchant category code of at most 4 digits');

/** Who sells, and in which store: what every pay tells the acquirer. Lengths: dossier 4.1 and section 8. */
export const merchantSchema = z.strictObject({
  referenceMerchantId: name(64),
  merchantName: text(256),
  merchantDisplayName: text(128).optional(),
  merchantMCC: mcc,
  merchantAddress: address,
  merchantRegisterDate: text(64).optional(),
  store: z.strictObject({
    referenceStoreId: name(32),
    storeName: text(256),
    storeDisplayName: text(128).optional(),
    storeMCC: mcc,
    storePhoneNo: text(32).optional(),
    storeAddress: address,
  }),
});
