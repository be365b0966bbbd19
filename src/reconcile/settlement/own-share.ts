import type { ReportRow } from '../report.ts';

/** The shop as its reports name it. */
export interface ReportShop {
  readonly referenceMerchantId: string;
  readonly referenceStoreId: string;
}

/** Whether a line names another shop or store. Such a line is never ours, whatever its id looks like. */
export function isOfOtherShop(
  row: ReportRow,
  { referenceMerchantId, referenceStoreId }: ReportShop,
): boolean {
  return (
    (row.referenceMerchantId ?? referenceMerchantId) !== referenceMerchantId ||
    (row.referenceStoreId ?? referenceStoreId) !== referenceStoreId
  );
}
