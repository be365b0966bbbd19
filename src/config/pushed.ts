import { z } from 'zod';
import { err, ok, type Result } from '../ground/result.ts';
import { schemaWords } from '../ground/schema-words.ts';
import { minorUnits, text } from './parts.ts';
import { managersSchema, peopleSchema } from './people-schema.ts';

/** What a till takes in at most: the answer that brings it is no longer than any other answer. */
export const PUSHED_CHARS_MAX = 200_000;

/** What a centre may set at all tills of a store, in place of the same keys of their own config. Source: chain, section 4. */
export const pushedSchema = z.strictObject({
  routes: z.array(z.record(z.string(), z.unknown())).max(500).optional(),
  managers: managersSchema.unwrap().max(500).optional(),
  cashiers: peopleSchema.max(500).optional(),
  languages: z.array(text(16)).nonempty().max(20).optional(),
  limits: z.strictObject({ amountMax: minorUnits.optional() }).optional(),
  /** The files of a folder of marks, its manifest among them, in base64 by their names. */
  marks: z.strictObject({ files: z.record(z.string().regex(/^[\w.-]{1,128}$/), z.base64()) }).optional(),
});
/** As it is written: the till's own schema reads it again. */
export type PushedConfig = z.input<typeof pushedSchema>;

/** Reads what is pushed. Errors: the first part that does not fit, with its place. */
export function parsePushed(body: string): Result<PushedConfig, string> {
  if (body.length > PUSHED_CHARS_MAX) return err(`is longer than ${PUSHED_CHARS_MAX} signs`);
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return err('is not JSON');
  }
  const read = pushedSchema.safeParse(value, { error: schemaWords });
  if (read.success) return ok(value as PushedConfig);
  const [issue] = read.error.issues;
  const at = issue?.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys] : (issue?.path ?? []);
  return err(`${at.join('.') || 'it'}: ${issue?.message ?? 'does not fit'}`);
}

/** The keys that take the place of those of the same name at the top of a till's own config. */
const WHOLE = ['routes', 'managers', 'cashiers'] as const;

/**
 * A till's own config with what the centre pushed in place of the same keys; the till's own schema still checks all of it.
 * Files are no part of a config: the marks are read beside it.
 */
export function withPushed(own: string, pushed: PushedConfig): string {
  const config = JSON.parse(own) as Record<string, unknown>;
  const { languages, limits } = pushed;
  const whole = WHOLE.flatMap((key) => (pushed[key] === undefined ? [] : [[key, pushed[key]] as const]));
  const terminal = {
    ...(config['terminal'] as object),
    ...(languages === undefined ? {} : { languages }),
    ...(limits === undefined ? {} : { limits }),
  };
  return JSON.stringify({ ...config, ...Object.fromEntries(whole), terminal });
}

/** Stands for a hash in a text that is shown; where it comes back, the hash of before is meant. */
export const KEPT_HASH = 'scrypt$kept';

/** Stands for a file of marks in a text that is shown: nobody reads base64. */
export const KEPT_FILE = 'kept';

const PEOPLE = ['managers', 'cashiers'] as const;

/** What was pushed as it may be shown: no PIN's hash, and no badge's, leaves the centre's database. */
export function shownPushed(pushed: PushedConfig): PushedConfig {
  const shown = withPeople(pushed, (person) => ({
    ...person,
    pin: KEPT_HASH,
    ...(person.badge === undefined ? {} : { badge: KEPT_HASH }),
  }));
  return withFiles(shown, () => KEPT_FILE);
}

/** Takes for each hash and each file that was shown as kept the one of before. Errors: the first that had none. */
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
  if (first !== undefined) return err(`${first}: has no hash of before; give a new one by npm run pin-hash`);
  const missingFiles: string[] = [];
  const filled = withFiles(taken, (name, file) => {
    const kept = file === KEPT_FILE ? before?.marks?.files[name] : file;
    if (kept === undefined) missingFiles.push(name);
    return kept ?? file;
  });
  const [firstFile] = missingFiles;
  return firstFile === undefined
    ? ok(filled)
    : err(`marks.files.${firstFile}: there is no file of before; give one in base64`);
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

function withFiles(pushed: PushedConfig, change: (name: string, file: string) => string): PushedConfig {
  if (pushed.marks === undefined) return pushed;
  const files = Object.entries(pushed.marks.files).map(([name, file]) => [name, change(name, file)]);
  return { ...pushed, marks: { files: Object.fromEntries(files) as Record<string, string> } };
}
