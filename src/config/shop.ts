import { z } from 'zod';
import { name, text } from './parts.ts';

const address = z.strictObject({
  region: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two capital letters')
    .describe('the country, by two letters'),
  state: text(64).optional().describe('the state or province'),
  city: text(64).optional().describe('the city'),
  address1: text(256).optional().describe('street and number'),
  address2: text(256).optional().describe('the second line'),
  zipCode: text(32).optional().describe('the postal code'),
});
const mcc = z
  .string()
  .regex(/^\d{1,4}$/, 'must be a merchant category code of at most 4 digits')
  .describe('the merchant category code of ISO 18245');

/** Who sells, and in which store: what every pay tells the acquirer. Lengths: dossier 4.1 and section 8. */
export const merchantSchema = z.strictObject({
  referenceMerchantId: name(64).describe('your own id of the shop; it never changes'),
  merchantName: text(256).describe('the name by law'),
  merchantDisplayName: text(128).optional().describe('the name that customers know'),
  merchantMCC: mcc,
  merchantAddress: address.describe('where the shop is registered'),
  merchantRegisterDate: text(64).optional().describe('when the shop was registered'),
  store: z
    .strictObject({
      referenceStoreId: name(32).describe('your own id of the store; it never changes'),
      storeName: text(256).describe('the name of the store'),
      storeDisplayName: text(128).optional().describe('the name that customers know'),
      storeMCC: mcc,
      storePhoneNo: text(32).optional().describe('the telephone of the store'),
      storeAddress: address.describe('where the store is'),
    })
    .describe('the store in which the till stands'),
});
