import type { Config } from '../../config/config.ts';
import type { InputOf } from '../../contract/contract.ts';

type Body = InputOf<'requestRegistration'>['body'];

/** What the config says of merchant and store, by the wire's names: nobody is asked for it. */
export function settingsOf({ merchant }: Pick<Config, 'merchant'>): Record<string, string> {
  const { store, merchantAddress: at } = merchant;
  const address = [at.address1, at.address2, at.zipCode, at.city, at.state, at.region];
  return {
    merchantName: merchant.merchantDisplayName ?? merchant.merchantName,
    referenceMerchantId: merchant.referenceMerchantId,
    merchantMCC: merchant.merchantMCC,
    merchantAddress: address.filter((part) => part !== undefined).join(', '),
    storeName: store.storeName,
    referenceStoreId: store.referenceStoreId,
    storeMCC: store.storeMCC,
  };
}

/** The small parts of a request, so that a later one asks for none of them again; its papers are not among them. */
export function factsOf({
  merchantInfo: { registrationDetail: detail },
  storeInfo,
}: Body): Record<string, string> {
  const [contact] = storeInfo.storeContacts ?? [];
  const named: Readonly<Record<string, string | undefined>> = {
    legalName: detail.legalName,
    registrationType: detail.registrationType,
    registrationNo: detail.registrationNo,
    businessType: detail.businessType,
    registrationEffectiveDate: detail.registrationEffectiveDate,
    registrationExpireDate: detail.registrationExpireDate,
    email: detail.contactInfo?.find(({ contactType }) => contactType === 'EMAIL')?.contactNo,
    telephone: detail.contactInfo?.find(({ contactType }) => contactType !== 'EMAIL')?.contactNo,
    contactName: contact?.fullName,
    contactNo: contact?.contactNo,
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** How many bytes each paper of a request has. */
export function sizesOfPapers({ merchantInfo }: Body): readonly number[] {
  const papers = merchantInfo.registrationDetail.attachments ?? [];
  return papers.map(({ content }) => Math.floor((content.length * 3) / 4));
}
