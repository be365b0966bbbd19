import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_CASES, OWN_CASES_FILE, type OwnCases } from '../../src/golive/own-cases.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/** The cases that a person wrote into the folder of a run; none where there is no such file. Errors: a sentence. */
export function readOwnCases(folder: string): Result<OwnCases, string> {
  const file = join(folder, OWN_CASES_FILE);
  if (!existsSync(file)) return ok([]);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return err(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = OWN_CASES.safeParse(json);
  if (read.success) return ok(read.data);
  const say = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return err(`${file}: ${say}. Each entry is {"id", "title", "steps", "seen"}.`);
}
