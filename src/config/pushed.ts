import { z } from 'zod';
import { err, ok, type Result } from '../ground/result.ts';
import { minorUnits, text } from './parts.ts';
import { managersSchema, peopleSchema } from './people-schema.ts';

/** What a centre may set at all tills of a store, in place of the same keys of their own config. Source: chain, section 4. */
export const pushedSchema = z.strictObject({
  routes: z.array(z.record(z.string(), z.unknown())).max(500).optional(),
  managers: managersSchema.unwrap().max(500).optional(),
  cashiers: peopleSchema.max(500).optional(),
  languages: z.array(text(16)).nonempty().max(20).optional(),
  limits: z.strictObject({ amountMax: minorUnits.optional() }).optional(),
});
/** As it is written: the till's own schema reads it again. */
export type PushedConfig = z.input<typeof pushedSchema>;

/** Reads what is pushed. Errors: the first part that does not fit, with its place. */
export function parsePushed(body: string): Result<PushedConfig, string> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return err('is not JSON');
  }
  const read = pushedSchema.safeParse(value);
  if (read.success) return ok(value as PushedConfig);
  const [issue] = read.error.issues;
  const at = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : (issue?.path ?? []);
  return err(`${at.join('.') || 'it'}: ${issue?.message ?? 'does not fit'}`);
}

/** A till's own config with what the centre pushed in place of the same keys; the till's own schema still checks all of it. */
export function withPushed(own: string, pushed: PushedConfig): string {
  const config = JSON.parse(own) as Record<string, unknown>;
  const { languages, limits, ...whole } = pushed;
  const terminal = {
    ...(config['terminal'] as object),
    ...(languages === undefined ? {} : { languages }),
    ...(limits === undefined ? {} : { limits }),
  };
  return JSON.stringify({ ...config, ...whole, terminal });
}

/** Stands for a hash in a text that is shown; where it comes back, the hash of before is meant. */
export const KEPT_HASH = 'scrypt$kept';

const PEOPLE = ['managers', 'cashiers'] as const;

/** What was pushed as it may be shown: no PIN's hash, and no badge's, leaves the centre's database. */
export function shownPushed(pushed: PushedConfig): PushedConfig {
  return withPeople(pushed, (person) => ({
    ...person,
    pin: KEPT_HASH,
    ...(person.badge === undefined ? {} : { badge: KEPT_HASH }),
  }));
}

/** Takes for each hash that was shown as kept the one of before. Errors: the first person who had none. */
export function takenPushed(pushed: PushedConfig, before: PushedConfig | null): Result<PushedConfig, string> {
  const missing: string[] = [];
  const taken = withPeople(pushed, (person) => {
    const known = PEOPLE.flatMap((group) => before?.[group] ?? []).find(({ id }) => id === person.id);
    const of = (hash: string, kept: string | undefined): string => {
      if (hash !== KEPT_HASH) return hash;
      if (kept === undefined) missing.push(person.id);
      return kept ?? hash;
    };
    const badge = person.badge === undefined ? undefined : of(person.badge, known?.badge);
    return { ...person, pin: of(person.pin, known?.pin), ...(badge === undefined ? {} : { badge }) };
  });
  const [first] = missing;
  return first === undefined
    ? ok(taken)
    : err(`${first}: has no hash of before; give a new one by npm run pin-hash`);
}

type Hashed = { readonly id: string; readonly pin: string; readonly badge?: string | undefined };

function withPeople(pushed: PushedConfig, change: <P extends Hashed>(person: P) => P): PushedConfig {
  const { managers, cashiers } = pushed;
  return {
    ...pushed,
    ...(managers === undefined ? {} : { managers: managers.map(change) }),
    ...(cashiers === undefined ? {} : { cashiers: cashiers.map(change) }),
  };
}
