/** What a person of the chain has to look at. */
export const CASE_KINDS = [
  'twoBegun',
  'tokenPassed',
  'override',
  'refundedOver',
  'fork',
  'clone',
  'restored',
  'putBack',
  'attention',
  'stuckCancel',
  'unreadable',
  'dispute',
  'difference',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** A case as rows of a till tell of it. `isOver`: it is none, or none any more. */
export interface CaseFound {
  readonly kind: CaseKind;
  readonly subject: string;
  readonly orderId: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly isOver: boolean;
}

/** What a case is, and what a person does about it. */
export interface CaseWords {
  readonly title: string;
  readonly todo: string;
  /** Money may be lost by waiting: it stands first. */
  readonly isUrgent: boolean;
}

export const CASE_WORDS: Readonly<Record<CaseKind, CaseWords>> = {
  twoBegun: {
    title: 'Two tills began to charge one order',
    todo: 'Look at both payments. If both are charged, refund the one that the customer did not want.',
    isUrgent: true,
  },
  tokenPassed: {
    title: 'A till charged under leave that had passed',
    todo: 'Look at the payments of the order. Refund what was charged twice, and have the till looked at.',
    isUrgent: true,
  },
  override: {
    title: 'A manager had an order taken all the same',
    todo: 'Look whether the other till charged it too. Close the case when only one charge stands.',
    isUrgent: true,
  },
  refundedOver: {
    title: 'More was refunded than was charged',
    todo: 'Compare with the acquirer’s report, and ask the managers who approved the refunds.',
    isUrgent: true,
  },
  fork: {
    title: 'Two different rows under one number',
    todo: 'Two machines write with one key, or somebody changed a journal. Find both machines, stop the wrong one, and enrol the right one anew.',
    isUrgent: true,
  },
  clone: {
    title: 'A copy of a till’s disk is running',
    todo: 'Stop the copy. Enrol the right machine anew: nothing is taken from either until then.',
    isUrgent: true,
  },
  restored: {
    title: 'A till’s journal was put back from an older copy',
    todo: 'The rows that the till has lost are here. Compare its last orders with the acquirer, then close the case.',
    isUrgent: false,
  },
  putBack: {
    title: 'The centre was put back from a copy',
    todo: 'Do again what the office did since then. First revoke tills and remove people. Then make codes for tills that this centre does not know, and push configs. The centre’s log has each act.',
    isUrgent: true,
  },
  attention: {
    title: 'A sale waits for a person',
    todo: 'A manager at the till decides: the till shows what was asked and what was charged.',
    isUrgent: true,
  },
  stuckCancel: {
    title: 'A payment cannot be given back by itself',
    todo: 'Give it back at the acquirer by the ids below. The till notices by itself when it is done.',
    isUrgent: true,
  },
  unreadable: {
    title: 'Rows that this centre cannot read',
    todo: 'The till has a newer version. Bring the centre to that version: the rows are kept and are read then.',
    isUrgent: false,
  },
  dispute: {
    title: 'A customer disputes a payment',
    todo: 'Answer it at the till before it is due.',
    isUrgent: true,
  },
  difference: {
    title: 'The acquirer’s report and the books differ',
    todo: 'Look at the payment at the till and in the acquirer’s portal.',
    isUrgent: false,
  },
};
