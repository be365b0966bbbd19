import { z } from 'zod';

/** A till program, a config and an account: results of another build count as open. */
export const BUILD = z.strictObject({
  version: z.string(),
  configHash: z.string(),
  keysHash: z.string(),
  gateway: z.string(),
  kind: z.string(),
  against: z.enum(['own', 'sandbox', 'production']),
});
export type Build = z.infer<typeof BUILD>;

const at = z.string().describe('ISO 8601 with offset');
const verdict = z.enum(['passed', 'failed', 'skipped', 'notForThisShop']);

/** What a line of a run says. */
const RUN_ENTRY = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('begun'),
    at,
    run: z.string(),
    build: BUILD,
    shortened: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('caseBegun'), at, case: z.string(), attempt: z.int() }),
  z.strictObject({
    ...{ kind: z.literal('caseEnded'), at, case: z.string(), attempt: z.int() },
    ...{ passed: z.boolean(), reasons: z.array(z.string()), tookMs: z.number() },
    record: z.string().describe('the file of the record, inside the folder'),
    recordHash: z.string(),
  }),
  z.strictObject({ kind: z.literal('brokenOff'), at, case: z.string(), attempt: z.int(), why: z.string() }),
  z.strictObject({
    kind: z.literal('said'),
    at,
    case: z.string(),
    verdict,
    who: z.string(),
    why: z.string(),
    photo: z.string().optional().describe('a picture that the person brought: its file inside the folder'),
  }),
]);
export type RunEntry = z.infer<typeof RUN_ENTRY>;

/** A line of a run: its entry, the hash of the line before, and its own. */
export const RUN_LINE = z.strictObject({ before: z.string(), hash: z.string(), entry: RUN_ENTRY });
export type RunLine = z.infer<typeof RUN_LINE>;

/** What a person says of a case that the kit cannot judge. */
export const ANSWERS = z.record(
  z.string(),
  z.strictObject({
    ...{ verdict, who: z.string().min(1), why: z.string().min(1) },
    photo: z.string().min(1).optional().describe('a PNG or JPEG, by its path from the file of answers'),
  }),
);
export type Answers = z.infer<typeof ANSWERS>;
