import { describe, expect, it } from 'vitest';
import { healthSays } from '../../renderer/strings/health.ts';
import { catalogueOf, LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { sayOf } from '../../renderer/strings/reasons.ts';
import { refusalSays } from '../../renderer/strings/refusals.ts';
import type { ReasonClass } from '../../src/contract/sale-view.ts';
import { PROBLEMS, WHYS, type ProblemSlug } from '../../src/contract/problems.ts';
import { WHY_REFUSED } from '../../src/contract/till-view.ts';
import { HEALTH_REASONS } from '../../src/ground/health-reasons.ts';

const ENGLISH = 'A sentence of the till.';
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** Said at the manager's desk, or where people sign in, in words of their own. */
const AT_THE_DESK: readonly ProblemSlug[] = [
  'approver-refused',
  'approver-locked',
  'refund-refused',
  'refund-exceeds-payment',
  'idempotency-mismatch',
  'day-just-closed',
  'confirm-needed',
  'dispute-known',
  'dispute-answered',
  'dispute-closed',
  'paper-refused',
  'reports-unreadable',
  'registration-too-soon',
  'not-an-alipaycn-payment',
  'declaration-exceeds-payment',
  'declaration-too-soon',
  'sign-in-required',
  'sign-in-refused',
  'sign-in-locked',
];

/** Said at the sign-in, in its own words. */
const AT_THE_SIGN_IN: readonly ProblemSlug[] = ['sign-in-refused', 'sign-in-locked'];

/** Every refusal by its keys: the slug, and each `why` that it may have. */
const REFUSALS: readonly (readonly [slug: string, why: string | undefined])[] = [
  ...Object.keys(PROBLEMS)
    .filter((slug) => ![...AT_THE_DESK, ...AT_THE_SIGN_IN].includes(slug as ProblemSlug))
    .flatMap((slug) => {
      const whys = slug === 'code-refused' ? WHY_REFUSED : (WHYS as Record<string, readonly string[]>)[slug];
      return (whys ?? [undefined]).map((why) => [slug, why] as const);
    }),
  ...['scan-not-wanted', 'late-charge', 'charge-gone', 'gateway-alarm', 'report-not-printed'].map(
    (kind) => [kind, undefined] as const,
  ),
];

describe("The page's words › by a key, never by the till's English", () => {
  it.each(OTHERS)('%s: each refusal and notice has a sentence of its own', async (language) => {
    const words = await catalogueOf(language);
    const said = REFUSALS.map(([slug, why]) => refusalSays(slug, why, words));

    expect(REFUSALS.filter((_, index) => (said[index] ?? '') === '')).toEqual([]);
  });

  it.each(OTHERS)('%s: each reason of a device has a sentence, and each is another one', async (language) => {
    const words = await catalogueOf(language);
    const said = HEALTH_REASONS.map((reason) => healthSays({ reason, why: ENGLISH }, words));

    expect(said.filter((sentence) => sentence === undefined || sentence === ENGLISH)).toEqual([]);
    expect(new Set(said).size).toBe(HEALTH_REASONS.length);
  });

  it.each(OTHERS)('%s: a reason of no list is said with its code, for the technician', async (language) => {
    const words = await catalogueOf(language);

    expect(sayOf({ reason: 'SOME_NEW_CODE', say: ENGLISH }, words)).toContain('SOME_NEW_CODE');
    for (const reason of ['GIVEN_BACK', 'REPEAT_REQ_INCONSISTENT', 'EXPIRED_CODE'])
      expect(sayOf({ reason, say: ENGLISH }, words)).not.toMatch(/A sentence of the till|[A-Z]_[A-Z]/);
  });

  it.each(OTHERS)(
    "%s: a page's refusals have a sentence, whatever the acquirer calls them",
    async (language) => {
      const words = await catalogueOf(language);
      const said = (reason: string, reasonClass: ReasonClass) =>
        sayOf({ reason, reasonClass, say: ENGLISH }, words);

      expect(said('COMPUTOP_22060305', 'general')).toBe(words.reasons.declined);
      expect(said('SAFERPAY_TRANSACTION_ABORTED', 'user')).toBe(words.reasons.notConfirmed);
      expect(said('TRUST_30000', 'technical')).toBe(`${words.reasons.technical} (TRUST_30000)`);
      expect(said('PAID_AT_OTHER_TILL', 'risk')).toBe(words.reasons.otherTill);
      // What cannot be ours is for the technician.
      expect(said('SAFERPAY_NEW', 'contradiction')).toContain('SAFERPAY_NEW');
    },
  );

  it("English: the till's own sentence is shown, which knows the most", async () => {
    const words = await catalogueOf('en');

    expect(sayOf({ reason: 'GIVEN_BACK', say: ENGLISH }, words)).toBe(ENGLISH);
    expect(healthSays({ reason: 'paperOut', why: ENGLISH }, words)).toBe(ENGLISH);
    expect(refusalSays('void-refused', 'tooLate', words)).toBeUndefined();
  });

  it.each(LANGUAGES)('%s: what this page does not know yet is left to the till', async (language) => {
    const words = await catalogueOf(language);

    expect(refusalSays('a-new-slug', undefined, words)).toBeUndefined();
    expect(refusalSays('code-refused', 'a-new-why', words)).toBeUndefined();
    expect(refusalSays('void-refused', 'a-new-why', words)).toBeUndefined();
    expect(healthSays({ why: ENGLISH }, words)).toBe(ENGLISH);
  });
});
