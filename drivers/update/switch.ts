import { existsSync } from 'node:fs';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { readManifest, updateTrouble } from '../../src/update/manifest.ts';
import { copyJournal } from '../backup/copy-journal.ts';
import type { InstallRoot } from './install-root.ts';
import { openMatters } from './open-matters.ts';
import type { Step } from './stage.ts';

/** Where the journal of the till that is to be updated stands; null where there is none yet. */
export interface JournalPlace {
  readonly file: string;
  readonly till: string;
}

/** What came of looking whether a version waits: it starts now; or the one of before does, and why. */
export type Switched =
  | { readonly kind: 'none' }
  | { readonly kind: 'switched'; readonly version: string }
  | { readonly kind: 'waits'; readonly version: string; readonly why: readonly string[] };

/** Where the journal stands as it was before an update. */
export function journalBefore(journal: string, version: string): string {
  return `${journal}.before-${version}`;
}

/**
 * Has the version that waits start from now on, where nothing is under way. It is called before a till starts.
 *
 * Why not while one runs: what is open is known for certain only when nothing can begin. Errors: a sentence; the version
 * of before starts then.
 */
export function switchStaged(
  root: InstallRoot,
  journal: JournalPlace | null,
  step: Step,
): Result<Switched, string> {
  const staged = root.staged();
  if (staged === null) return ok({ kind: 'none' });
  step('checking the version that waits');
  const key = root.releaseKey();
  if (!key.ok) return key;
  const manifest = readManifest(staged, key.value);
  if (!manifest.ok) return dropped(root, manifest.error);
  const { version } = manifest.value;
  if (root.current() === version) {
    // A cut came between the switch and its notes.
    finish(root, version, root.current());
    return ok({ kind: 'switched', version });
  }
  const trouble = updateTrouble(manifest.value, { ...process, highest: root.highest() });
  if (trouble !== null) return dropped(root, trouble);
  if (!existsSync(root.folderOf(version))) return dropped(root, `Version ${version} is not there any more.`);
  step('looking whether anything is under way');
  const open = journal === null ? ok([]) : openMatters(journal.file, journal.till);
  if (!open.ok) return open;
  if (open.value.length > 0) return ok({ kind: 'waits', version, why: open.value });
  if (journal !== null && existsSync(journal.file)) {
    step('copying the journal');
    const copied = copyJournal(journal.file, journalBefore(journal.file, version));
    if (!copied.ok) return copied;
  }
  step('switching');
  const before = root.current();
  root.switchTo(version);
  step('noting it');
  finish(root, version, before);
  return ok({ kind: 'switched', version });
}

/** The version of before stays for whoever has to go back; older ones go. */
function finish(root: InstallRoot, version: string, before: string | null): void {
  root.noteHighest(version);
  root.unstage();
  if (before !== version) root.tidy([version, before]);
}

function dropped(root: InstallRoot, say: string): Result<never, string> {
  root.unstage();
  return err(say);
}
