import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashesIn, readLines, sha256 } from '../../drivers/golive/run-folder.ts';
import { PUBLISHED_CASES } from '../../src/golive/cases/published.ts';
import { judge } from '../../src/golive/judge.ts';
import type { CaseRecord } from '../../src/golive/record.ts';

/**
 * Holds a run's folder against itself: every hash is computed anew, and every case is judged again from its record.
 *
 * Answers whether nothing differs; each difference is told.
 */
export function checkFolder(
  folder: string,
  say: (text: string) => void,
  tell: (line: object) => void,
): boolean {
  const lines = readLines(folder);
  if (!lines.ok) {
    say(lines.error.say);
    return false;
  }
  const faults: string[] = [];
  const manifest = readManifest(join(folder, 'report/manifest.json'));
  if (manifest === null) faults.push('report/manifest.json is missing, or is none.');
  const found = hashesIn(folder, ['evidence', 'report', 'run.jsonl']);
  for (const [name, hash] of Object.entries(manifest ?? {})) {
    if (found[name] === undefined) faults.push(`${name} is missing.`);
    else if (found[name] !== hash) faults.push(`${name} is not the file that was written.`);
  }
  for (const { entry } of lines.value) {
    if (entry.kind !== 'caseEnded') continue;
    const file = join(folder, entry.record);
    if (!existsSync(file) || sha256(readFileSync(file)) !== entry.recordHash) {
      faults.push(`${entry.record} is not the record of ${entry.case}.`);
      continue;
    }
    const of = PUBLISHED_CASES.find(({ id }) => id === entry.case);
    const again = of === undefined ? null : judge(of, JSON.parse(readFileSync(file, 'utf8')) as CaseRecord);
    if (again !== null && again.passed !== entry.passed)
      faults.push(
        `${entry.case} was written ${entry.passed ? 'passed' : 'failed'}; its record says otherwise. ${again.reasons.join(' ')}`,
      );
  }
  for (const fault of faults) say(fault);
  tell({ folder, files: Object.keys(manifest ?? {}).length, faults: faults.length });
  return faults.length === 0;
}

function readManifest(file: string): Readonly<Record<string, string>> | null {
  try {
    const { files } = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, string> };
    return files;
  } catch {
    return null;
  }
}
