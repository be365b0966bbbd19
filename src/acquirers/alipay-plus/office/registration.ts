import { createHash } from 'node:crypto';
import type { Config } from '../../../config/config.ts';
import type { RegistrationOrder, OfficeCall } from '../../office.ts';
import { bytesOf } from '../../signed-wire/values.ts';

/** What a registration needs beside what a person says. */
export interface RegistrationParts {
  readonly merchant: Config['merchant'];
  readonly notifyUrl: string | undefined;
}

/** How long our own ids of shop and store may be. Source: office dossier sections 2.2 and 11, newest pages. */
const REFERENCE_CHARACTERS_MAX = 32;

/** Why a shop of the config cannot be registered; null where it can. */
export function registrationTrouble({ referenceMerchantId }: Config['merchant']): string | null {
  const { length } = referenceMerchantId;
  return length <= REFERENCE_CHARACTERS_MAX
    ? null
    : `merchant.referenceMerchantId has ${length} characters, and Alipay+ takes ${REFERENCE_CHARACTERS_MAX} at most. Ask your acquirer which id it knows.`;
}

/**
 * The registration of a store, and the id that follows from its data.
 *
 * Why: the same data is the same request, even after a lost journal; changed data is another one.
 * Source: office dossier sections 2.2 and 2.8.
 */
export function registrationCall(
  order: RegistrationOrder,
  { merchant, notifyUrl }: RegistrationParts,
): OfficeCall & { readonly id: string } {
  const { store } = merchant;
  const data = {
    productCodes: ['IN_STORE_PAYMENT'],
    merchantInfo: {
      referenceMerchantId: merchant.referenceMerchantId,
      merchantDisplayName: merchant.merchantDisplayName ?? merchant.merchantName,
      merchantMCC: merchant.merchantMCC,
      merchantAddress: merchant.merchantAddress,
      ...order.merchantInfo,
    },
    storeInfo: {
      referenceStoreId: store.referenceStoreId,
      storeName: store.storeName,
      storeMCC: store.storeMCC,
      storeAddress: store.storeAddress,
      ...order.storeInfo,
    },
    registrationNotifyUrl: notifyUrl,
    passThroughInfo: order.passThroughInfo ?? undefined,
  };
  const hash = createHash('sha256').update(canonical(data)).digest('hex').slice(0, 10);
  const id = `reg-${store.referenceStoreId}-${hash}`;
  return { id, call: 'registration', body: bytesOf({ registrationRequestId: id, ...data }) };
}

/** A text that is the same for the same data, in whatever order its fields stand. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined && each !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
