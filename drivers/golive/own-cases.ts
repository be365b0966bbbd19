import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWN_CASES, OWN_CASES_FILE, type OwnCases } from '../../src/golive/own-cases.ts';
import { jsonFaultAt } from '../../src/ground/json-place.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';

/**
 * The cases that a person wrote into the folder of a run; none where there is no such file.
 *
 * Errors: a sentence with the file, and with the line where it can be named.
 */
export function readOwnCases(folder: string): Result<OwnCases, string> {
  const file = join(folder, OWN_CASES_FILE);
  if (!existsSync(file)) return ok([]);
  const text = readFileSync(file, 'utf8');
  const fault = jsonFaultAt(text);
  if (fault !== null) return err(`${file}, line ${fault.line}, column ${fault.column}: it is no JSON.`);
  const read = OWN_CASES.safeParse(JSON.parse(text));
  if (read.success) return ok(read.data);
  const say = read.error.issues.map(({ path: [entry, ...fields], message }) =>
    typeof entry === 'number'
      ? `line ${lineOfEntry(text, entry)}: ${[...fields, message].join(': ')}`
      : `line 1: ${message}`,
  );
  return err(`${file}, ${say.join('; ')}. Each entry is {"id", "title", "steps", "seen"}.`);
}

/** The line, counted from 1, in which an entry of a list begins. */
function lineOfEntry(text: string, wanted: number): number {
  let depth = 0;
  let entry = 0;
  // Texts are passed over as a whole: what stands in them opens and ends nothing.
  for (const { 0: sign, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s"[\]{},]+/g)) {
    const begins = depth === 1 && entry === wanted && sign !== ',';
    if (begins) return text.slice(0, index).split('\n').length;
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    else if (sign === ',' && depth === 1) entry += 1;
  }
  return 1;
}
