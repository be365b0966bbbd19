import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok } from '../../src/ground/result.ts';
import type { ReportFolder, ReportsError } from './report-folder.ts';

/** Reports in a folder of this machine. */
export function localFolder(): ReportFolder {
  return {
    list(path) {
      return attempt(path, () => {
        if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
        return readdirSync(path).flatMap((name) => {
          const file = statSync(join(path, name), { throwIfNoEntry: false });
          return file?.isFile() === true ? [{ name, bytes: file.size }] : [];
        });
      });
    },
    read: (path) => attempt(path, () => readFileSync(path)),
    close: () => undefined,
  };
}

function attempt<T>(path: string, act: () => T) {
  try {
    return Promise.resolve(ok(act()));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const trouble: ReportsError = { kind: 'unreadable', say: `${path} cannot be read (${code})` };
    return Promise.resolve(err(trouble));
  }
}
