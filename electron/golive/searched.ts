import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { CaseRecord } from '../../src/golive/record.ts';
import type { CaseSeen } from './case-seen.ts';
import type { Stage } from './stage.ts';

/** Searches every file of the run, and what both windows said, for every secret that the run has used. */
export function searched(
  { folder, secrets }: Pick<Stage, 'folder' | 'secrets'>,
  { screens }: CaseSeen,
): CaseRecord['searched'] {
  const wanted = [...secrets, 'PRIVATE KEY'].map((secret) => Buffer.from(secret));
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const found = files.filter((file) => {
    const bytes = readFileSync(file);
    return wanted.some((secret) => bytes.includes(secret));
  });
  const shown = screens.filter(({ text }) => [...secrets].some((secret) => text.includes(secret)));
  return {
    files: files.length + screens.length,
    found: [
      ...found.map((file) => relative(folder.path, file)),
      ...shown.map(({ window, name }) => `the ${window}'s window at "${name}"`),
    ],
  };
}
