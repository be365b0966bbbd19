/** One thing in which two levels of a settlement are not the same, or that keeps them from being compared. */
export interface SettlementFinding {
  readonly kind: SettlementFindingKind;
  /** Where it is: an id, a batch, a file. */
  readonly of: string;
  readonly currency: string;
  /** What was expected, and what stands there; null where there is no number. */
  readonly left: bigint | null;
  readonly right: bigint | null;
  readonly say: string;
  /** The cycle that it is about, by its key: a batch may be of several agreements. */
  readonly cycle?: string;
}

export const SETTLEMENT_FINDING_KINDS = [
  'unreadable',
  'otherParticipant',
  'fileMissing',
  'settlementAmountDiffers',
  'walletDiffers',
  'rateUnknown',
  'summaryAmountDiffers',
  'summaryCountDiffers',
  'otherType',
  'feeMissing',
  'feeTwice',
  'feeDiffers',
  'feeOfNoTransaction',
  'cycleDiffers',
  'cycleTwice',
  'cycleNotSettled',
  'settlementDiffers',
  'creditMissing',
  'creditDiffers',
  'chargesTaken',
] as const;
export type SettlementFindingKind = (typeof SETTLEMENT_FINDING_KINDS)[number];

/** Findings that are told and are no mismatch. */
export const TOLD_ONLY: readonly SettlementFindingKind[] = ['rateUnknown', 'chargesTaken'];

/** What a person does about each. */
export const SETTLEMENT_ADVICE: Readonly<Record<SettlementFindingKind, string>> = {
  unreadable: 'Fetch the file again, or do what is said beside it.',
  otherParticipant: 'It was left out. Check reports.participantId and the folder.',
  fileMissing: 'Fetch it; older files are in the payment service’s workspace.',
  settlementAmountDiffers: 'Ask the payment service by which rate it was settled.',
  walletDiffers: 'Ask the payment service which wallet paid.',
  rateUnknown: 'Nothing to do: the till did not keep the rate then.',
  summaryAmountDiffers: 'Fetch the file again; if it stays so, ask the payment service.',
  summaryCountDiffers: 'Fetch the file again; if it stays so, ask the payment service.',
  otherType: 'Look at the line: it is neither a payment nor a refund, and is added up nowhere.',
  feeMissing: 'Ask the payment service whether the fee is still to come.',
  feeTwice: 'Ask the payment service to give the second fee back.',
  feeDiffers: 'Hold it against the contract, and ask the payment service.',
  feeOfNoTransaction: 'Ask the payment service what it is for.',
  cycleDiffers: 'Ask the payment service: the total of the day is not what its lines come to.',
  cycleTwice: 'Ask the payment service: one day was settled twice.',
  cycleNotSettled: 'Ask the payment service when this day is paid.',
  settlementDiffers: 'Ask the payment service: the payment is not what its days come to.',
  creditMissing: 'Ask the bank, then the payment service: the money has not come.',
  creditDiffers: 'Ask the bank what it took, then the payment service.',
  chargesTaken: 'Nothing to do: the bank took its charges.',
};
