import type { Config } from '../../config/config.ts';

/** The shop as orders name it: field by field, so that the order on the wire is ours and not that of the config file. */
export function merchantOf(
  merchant: Config['merchant'],
  terminal: Config['terminal'],
  storeOperatorId: string | undefined,
) {
  const { store } = merchant;
  return {
    referenceMerchantId: merchant.referenceMerchantId,
    merchantName: merchant.merchantName,
    merchantDisplayName: merchant.merchantDisplayName,
    merchantMCC: merchant.merchantMCC,
    merchantAddress: addressOf(merchant.merchantAddress),
    merchantRegisterDate: merchant.merchantRegisterDate,
    store: {
      referenceStoreId: store.referenceStoreId,
      storeName: store.storeName,
      storeDisplayName: store.storeDisplayName,
      storeMCC: store.storeMCC,
      storePhoneNo: store.storePhoneNo,
      storeTerminalId: terminal.storeTerminalId,
      storeOperatorId,
      storeAddress: addressOf(store.storeAddress),
    },
  };
}

function addressOf(address: Config['merchant']['merchantAddress']) {
  const { region, state, city, address1, address2, zipCode } = address;
  return { region, state, city, address1, address2, zipCode };
}
