/** Acquirers that are paid on a page of their own, and have a sandbox here. */
export const PAGE_KINDS = ['saferpay', 'trust-payments', 'computop', 'antom-card'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

const ALL = PAGE_KINDS;
const SAFERPAY = ['saferpay'] as const;
const TRUST = ['trust-payments'] as const;
const COMPUTOP = ['computop'] as const;
const CARD = ['antom-card'] as const;
/** Acquirers that close a link, or undo a payment, when they are asked to. */
const UNDOING = ['saferpay', 'computop', 'antom-card'] as const;

/**
 * What the customer does.
 *
 * `phones`: so many open the link, one after the other. `leave`: it stays open and nothing is decided. `declineThenPay`:
 * it is declined, and paid after all a while later. `when`: `secondAsk` after the till asked twice, `lastMoment` just
 * before the till gives up, `afterGivingUp` a while after it.
 */
export interface Customer {
  readonly phones: 0 | 1 | 2;
  readonly does: 'pay' | 'decline' | 'abort' | 'leave' | 'declineThenPay';
  readonly when: 'soon' | 'late' | 'secondAsk' | 'lastMoment' | 'afterGivingUp';
}

interface Row {
  readonly id: string;
  /** The last three digits of the amount, in minor units. */
  readonly ending: string;
  readonly of: readonly PageKind[];
  readonly say: string;
  readonly customer?: Partial<Customer>;
  /** So often it is played with a payment; always where nothing is said. */
  readonly times?: number;
}

/**
 * Everything that the sandboxes of pages can do wrong: one menu, and an ending is the same kind of trouble in each.
 *
 * Why: endings never end in 0, 5 or 9, so that prices such as 9.90, 19.95 or 9.99 are paid as they should.
 * Source: hosted payments, section 11; 841 is what a person does at the till, and pays as usual here.
 */
const MENU = [
  row('901', 'paid-after-second-ask', ALL, 'Paid after the till has asked twice.', { when: 'secondAsk' }),
  row('913', 'paid-after-20s', ALL, 'Paid 20 seconds after the page was opened.', { when: 'late' }),
  row('902', 'declined', ALL, 'Declined on the page.', { does: 'decline' }),
  row('941', 'declined-by-wallet', ALL, 'Declined on the page: too little money.', { does: 'decline' }),
  row('903', 'opened-and-left', ALL, 'The page is opened, and nothing is decided.', { does: 'leave' }),
  row('801', 'never-opened', ALL, 'Nobody opens the link.', { phones: 0 }),
  row('802', 'aborted', ['saferpay', 'computop'], 'The customer leaves the page by its button.', {
    does: 'abort',
  }),
  row('914', 'paid-after-giving-up', ALL, 'Paid 5 seconds after the till gave up.', {
    when: 'afterGivingUp',
  }),
  row('803', 'paid-after-failed', ALL, 'Declined, and paid after all 5 seconds later.', {
    does: 'declineThenPay',
  }),
  row('804', 'two-phones', ALL, 'Two phones open the link, and both try to pay.', { phones: 2 }),
  row('806', 'paid-at-last-moment', ALL, 'Paid in the last second before the till gives up.', {
    when: 'lastMoment',
  }),

  call('916', 'create-lost', ALL, 1, 'The first call that makes the payment is lost.'),
  call('917', 'create-unheard', ALL, 1, 'The payment is made, and the answer is lost.'),
  call('918', 'create-late', ALL, 1, 'The payment is made, and the answer comes too late.'),
  call('923', 'create-error', ALL, 1, 'The first call that makes the payment is answered with HTTP 500.'),

  call('912', 'asks-unknown-charged', ALL, null, 'Paid, and every question is answered "unknown" for long.'),
  row('911', 'asks-unknown', ALL, 'Not paid, and every question is answered "unknown" for long.', {
    does: 'leave',
  }),
  call('926', 'answer-garbled', ALL, 2, 'Paid, and the first answers cannot be read.'),
  call('927', 'answer-unproven', ALL, 2, 'Paid, and the first answers have a wrong proof.'),
  call('928', 'answer-bare', ALL, 2, 'Paid, and the first answers have no proof.'),
  call('932', 'other-amount', ALL, null, 'Another amount is charged.'),
  call('807', 'other-currency', ALL, null, 'Another currency is charged.'),
  call('933', 'other-name', ALL, null, 'The answer tells of a payment with another name.'),
  call(
    '934',
    'not-found-at-first',
    ['trust-payments', 'computop', 'antom-card'],
    3,
    'Paid, and not found at first.',
  ),

  call('808', 'notice-never', ALL, null, 'Paid, and no notice comes.'),
  call('811', 'notice-late', ALL, null, 'Paid, and the notice comes a minute late.'),
  call('812', 'notice-thrice', ALL, null, 'Paid, and notices come three times and out of order.'),
  call('813', 'notice-unproven', ALL, null, 'Paid, and the notice has a wrong proof.'),
  call('814', 'notice-of-another', ALL, null, 'Paid, and the notice is of another payment.'),
  call('816', 'notice-says-failed', ALL, null, 'Paid, and the notice says that it failed.'),

  call('817', 'other-brand', SAFERPAY, null, 'Paid with a brand that was not asked for.'),
  call('818', 'pending', SAFERPAY, 1, 'Paid, and pending at first.'),
  call('821', 'not-started', SAFERPAY, 1, 'Paid and told of, and not started at first.'),
  call('822', 'no-amount', COMPUTOP, null, 'Paid, and no answer tells an amount.'),
  call(
    '823',
    'code-of-information',
    COMPUTOP,
    4,
    'Paid, and the first answers say OK with the code 00000001.',
  ),
  call('824', 'authorize-request', COMPUTOP, null, 'Paid, and not final for half a minute.'),
  call('826', 'settled-late', TRUST, null, 'Paid, and settled three minutes later.'),
  call('827', 'two-records', TRUST, 1, 'Two records are made for one link.'),

  call('828', 'capture-unknown', CARD, 3, 'Held, and the first captures are answered "unknown".'),
  call('831', 'capture-unheard', CARD, 1, 'Held and collected, and the answer is lost.'),
  call('832', 'capture-refused', CARD, null, 'Held, and every capture is refused.'),
  call('833', 'captured-by-acquirer', CARD, null, 'Held, and the acquirer collects it by itself.'),
  call('834', 'disputed', CARD, null, 'Paid, and the customer disputes it ten seconds later.'),
  call('836', 'dispute-won', CARD, null, 'Paid and disputed, and judged for the shop.'),
  call('837', 'dispute-lost', CARD, null, 'Paid and disputed, and judged against the shop.'),

  call('981', 'undo-unknown', UNDOING, 3, 'Closing or reversing is not done, and answered "unknown".'),
  call('982', 'undo-unheard', UNDOING, 1, 'Closing or reversing is done, and the answer is lost.'),
  call('984', 'undo-refused', UNDOING, null, 'Closing or reversing is refused.'),
  call('986', 'refund-unknown', ALL, 1, 'The first refund is not made, and answered "unknown".'),
  call('987', 'refund-unheard', ALL, 1, 'The first refund is made, and its answer is lost.'),
  call('988', 'refund-refused', ALL, null, 'Every refund is refused for good.'),
  call('838', 'refund-not-yet', ALL, 2, 'The first refunds are refused for now.'),
] as const;

export type PageFaultId = (typeof MENU)[number]['id'];
export interface PageFault extends Row {
  readonly id: PageFaultId;
}
export const PAGE_FAULTS: readonly PageFault[] = MENU;

/** A customer who is told of nothing else: pays soon, with one phone. */
const PAYS: Customer = { phones: 1, does: 'pay', when: 'soon' };

/** What the customer of a fault does. */
export function customerOf(fault: PageFault | null): Customer {
  return { ...PAYS, ...fault?.customer };
}

/** A row that is played by the customer. */
function row<const Id extends string>(
  ending: string,
  id: Id,
  of: readonly PageKind[],
  say: string,
  customer: Partial<Customer>,
): Row & { readonly id: Id } {
  return { id, ending, of, say, customer };
}

/** A row that is played in calls, answers and notices; `times` null: always. */
function call<const Id extends string>(
  ending: string,
  id: Id,
  of: readonly PageKind[],
  times: number | null,
  say: string,
): Row & { readonly id: Id } {
  return { id, ending, of, say, ...(times === null ? {} : { times }) };
}
