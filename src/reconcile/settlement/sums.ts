/** One cycle in numbers; null where something cannot be told. */
export interface CycleSum {
  /** Of its batch, currency and agreement. */
  readonly key: string;
  readonly batchId: string;
  readonly agreementId: string;
  readonly currency: string;
  readonly lines: number;
  readonly net: bigint | null;
  /** Null where no report of fees was read. */
  readonly fees: bigint | null;
  readonly toSettle: bigint | null;
  readonly ownLines: number;
  readonly ownNet: bigint | null;
  readonly ownFees: bigint | null;
  readonly settledIn: string | null;
}

/** One payment in numbers. */
export interface PayoutSum {
  readonly settlementBatchId: string;
  readonly currency: string;
  readonly minor: bigint;
  readonly valueDate: string | null;
  readonly cycles: readonly string[];
  /** The same cycles by their keys. */
  readonly keys: readonly string[];
  readonly creditMinor: bigint | null;
  readonly chargesMinor: bigint | null;
}
