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
  fileMissing: 'Fetch it; older files are in the acquirer’s workspace.',
  settlementAmountDiffers: 'Ask the acquirer by which rate it was settled.',
  walletDiffers: 'Ask the acquirer which wallet paid.',
  rateUnknown: 'Nothing to do: the till did not keep the rate then.',
  summaryAmountDiffers: 'Fetch the file again; if it stays so, ask the acquirer.',
  summaryCountDiffers: 'Fetch the file again; if it stays so, ask the acquirer.',
  otherType: 'Look at the line: it is neither a payment nor a refund, and is added up nowhere.',
  feeMissing: 'Ask the acquirer whether the fee is still to come.',
  feeTwice: 'Ask the acquirer to give the second fee back.',
  feeDiffers: 'Hold it against the contract, and ask the acquirer.',
  feeOfNoTransaction: 'Ask the acquirer what it is for.',
  cycleDiffers: 'Ask the acquirer: the total of the day is not what its lines come to.',
  cycleTwice: 'Ask the acquirer: one day was settled twice.',
  cycleNotSettled: 'Ask the acquirer when this day is paid.',
  settlementDiffers: 'Ask the acquirer: the payment is not what its days come to.',
  creditMissing: 'Ask the bank, then the acquirer: the money has not come.',
  creditDiffers: 'Ask the bank what it took, then the acquirer.',
  chargesTaken: 'Nothing to do: the bank took its charges.',
};
