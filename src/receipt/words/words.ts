/**
 * Every label that a paper can bear, in one language. A language that lacks one does not compile.
 *
 * `{…}` is put in; a text without it would lose a fact. Capitals as on paper.
 */
export interface Words {
  readonly sale: string;
  readonly refund: string;
  readonly void: string;
  readonly customerCopy: string;
  readonly merchantCopy: string;
  /** Of every print but the first; the English word stands beside it in every language. */
  readonly duplicate: string;
  readonly training: string;
  readonly test: string;
  readonly store: string;
  readonly terminal: string;
  readonly operator: string;
  readonly time: string;
  /** The till's own time, where the acquirer gave none. */
  readonly tillTime: string;
  readonly paidWith: `${string}{wallet}${string}`;
  readonly refundedTo: `${string}{wallet}${string}`;
  readonly order: string;
  readonly payment: string;
  readonly code: string;
  readonly walletId: string;
  readonly refundId: string;
  readonly paidAmount: string;
  readonly keepForRefund: string;
  readonly keepCopy: string;
  /** Of a slip for a payment whose outcome is not known. */
  readonly notPaid: string;
  /** Of a slip for a refund that is still owed. */
  readonly refundPending: string;
  readonly doNotHandOver: string;
  /** In place of that where the shop lets goods go before it is paid. */
  readonly shopsRisk: string;
  readonly xReport: string;
  readonly zReport: string;
  readonly number: string;
  readonly from: string;
  readonly until: string;
  readonly sales: string;
  readonly refunds: string;
  readonly voids: string;
  readonly net: string;
  readonly unresolved: string;
  readonly clockOff: string;
}
