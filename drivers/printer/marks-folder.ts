import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { PartHealth } from '../../src/ground/ports.ts';
import { checkMarks, type CheckedMarks } from '../../src/receipt/marks.ts';

/** Reads a folder of marks and holds it against the checklist; `required` as in `checkMarks`. */
export function readMarks(folder: string, required: readonly string[]): CheckedMarks {
  return checkMarks(
    required,
    (name) => {
      try {
        return readFileSync(join(folder, basename(name)));
      } catch {
        return null;
      }
    },
    (bytes) => inflateSync(bytes),
  );
}

/** The same of files that came over the line: in base64, by their names. */
export function readMarksOf(
  files: Readonly<Record<string, string>>,
  required: readonly string[],
): CheckedMarks {
  const known = new Map(Object.entries(files));
  return checkMarks(
    required,
    (name) => {
      const file = known.get(name);
      return file === undefined ? null : Buffer.from(file, 'base64');
    },
    (bytes) => inflateSync(bytes),
  );
}

/** What health says of the marks: a till works without them, and a person is told what is to be put in. */
export function healthOfMarks({ faults, missing }: CheckedMarks): PartHealth {
  if (faults.length > 0)
    return {
      status: 'down',
      reason: 'marksFaulty',
      why: `The folder of marks has faults: ${faults.join('; ')}.`,
    };
  if (missing.length === 0) return { status: 'ok' };
  const why = `The mark ${missing.join(', ')} is a placeholder: put the files that your payment service gave you in a folder, and name it in marks.folder.`;
  return { status: 'ok', reason: 'marksMissing', why };
}
