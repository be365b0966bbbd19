import { ANTOM_CARD_TERMS } from '../../src/acquirers/antom-card/terms.ts';
import { ANTOM_INSTORE_TERMS } from '../../src/acquirers/antom-instore/terms.ts';
import { computopTerms } from '../../src/acquirers/computop/terms.ts';
import { saferpayTerms } from '../../src/acquirers/saferpay/terms.ts';
import { trustPaymentsTerms } from '../../src/acquirers/trust-payments/terms.ts';
import { TIMING_DEFAULTS, type Timing } from '../../src/payment/policy.ts';
import type { Landing } from '../../src/payment/state.ts';
import { FORMER_TERMS, type PagePace, type Terms } from '../../src/payment/terms.ts';
import { OPPOSITE_TERMS } from '../prove/opposite-acquirer.ts';
import type { AcquirerModel } from './acquirer.ts';
import { pageAcquirer, RETURNED_WITHIN_MS, type PageTraits } from './page-acquirer.ts';
import { walletAcquirer } from './wallet-acquirer.ts';

// The ways to pay that are walked over: the program's own terms of each acquirer, and a model of what it does.

/** How the order of a walk is paid. `page` is null where a code is scanned. */
export interface Tender {
  readonly terms: Terms;
  readonly timing: Timing;
  readonly acquirer: AcquirerModel;
  readonly page: { readonly pace: PagePace; readonly landing: Landing | null } | null;
}

/**
 * The waits of the walk: all of one length or two, so that few instants differ. Retries wait the same time always, so
 * that nothing depends on how often something was tried. Only a pay may still be under way when time has gone by.
 */
export const WALK_TIMING: Timing = {
  ...TIMING_DEFAULTS,
  payTimeoutMs: 35_000,
  inquiryTimeoutMs: 5000,
  cancelTimeoutMs: 5000,
  refundTimeoutMs: 5000,
  inquiryEveryMs: 30_000,
  retryMs: [30_000],
  backgroundRetryMs: 30_000,
  throttledMs: 30_000,
};

/** The customer of a page is waited for half as long as the page can be paid. */
const PAGE_TIMING: Timing = { ...WALK_TIMING, windowMs: 30_000 };
/** From when a page is made to when it can be paid no longer. */
export const PAGE_LIFE_MS = 60_000;
/** An attempt on a page counts for so long: the window for its tap, the page's life, and the end of what is held. */
export const PAGE_PAST_MS = PAGE_TIMING.windowMs + PAGE_LIFE_MS + 30_000;

/** One pace all along, and a watch of two looks. */
const PACE: PagePace = {
  firstInquiryMs: 30_000,
  closingEveryMs: 30_000,
  watchEveryMs: 30_000,
  watchForMs: 60_000,
};

const HOSTED: PageTraits = {
  ...{
    holds: false,
    cancels: null,
    tells: 'hint',
    hidesPortal: false,
    isAskedOnOccasion: false,
    isRepeatSafe: false,
    returnsLate: false,
  },
};

function page(terms: Terms, traits: Partial<PageTraits>, landing: Landing | null = null): Tender {
  return {
    terms: withShortWaits(terms),
    timing: PAGE_TIMING,
    acquirer: pageAcquirer({ ...HOSTED, ...traits }),
    page: { pace: PACE, landing },
  };
}

/** The terms, with the waits of the walk where they name some. */
function withShortWaits(terms: Terms): Terms {
  const { repeat } = terms.refund;
  return {
    ...terms,
    refund: {
      ...terms.refund,
      repeat: repeat.kind === 'lookFirst' ? { ...repeat, afterMs: 30_000 } : repeat,
    },
    ...(terms.returnsLateWithinMs === undefined ? {} : { returnsLateWithinMs: RETURNED_WITHIN_MS }),
  };
}

export const TENDERS = {
  code: { terms: FORMER_TERMS, timing: WALK_TIMING, acquirer: walletAcquirer, page: null },
  saferpay: page(saferpayTerms(), { hidesPortal: true, isAskedOnOccasion: true }),
  'saferpay-link': page(saferpayTerms(undefined, 'spgLink'), {
    ...{ cancels: 'unpaid', hidesPortal: true, isAskedOnOccasion: true },
  }),
  'trust-payments': page(trustPaymentsTerms(), {}),
  'trust-payments-landing': page(trustPaymentsTerms(), {}, 'sale'),
  'trust-payments-tap': page(trustPaymentsTerms(), {}, 'tap'),
  computop: page(computopTerms({ timing: PAGE_TIMING, reverseUntil: '23:50+08:00' }), {
    cancels: 'lastStep',
  }),
  'antom-card': page(ANTOM_CARD_TERMS, {
    ...{ holds: true, cancels: 'unpaid', tells: 'outcome', isRepeatSafe: true },
  }),
  'antom-order-code': page(ANTOM_INSTORE_TERMS, {
    ...{ cancels: 'all', tells: 'outcome', isRepeatSafe: true, returnsLate: true },
  }),
  // No shop has it: what is held where time alone is no occasion to ask, and nothing cancels it.
  'opposite-hold': page(OPPOSITE_TERMS, { holds: true, hidesPortal: true, isAskedOnOccasion: true }),
} satisfies Readonly<Record<string, Tender>>;

export type TenderName = keyof typeof TENDERS;

export function isTenderName(name: string): name is TenderName {
  return Object.hasOwn(TENDERS, name);
}
