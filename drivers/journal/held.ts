import type { Clock, Log } from '../../src/ground/ports.ts';
import type { Result } from '../../src/ground/result.ts';
import type { JournalError } from './journal-error.ts';
import { closeToOthers } from '../system/guarded-file.ts';
import { openJournal, type AnchorCheck, type OpenJournal } from './sqlite.ts';

/** How long a held journal is waited for. Ours: a till that was told to end has ended by then. */
export const HELD_WAIT_MS = 10_000;

/** How often it is tried meanwhile. */
const AGAIN_MS = 100;

/**
 * Opens the journal as `openJournal` does; where another program holds it, it is waited for.
 *
 * Why: a till that is started again at once meets the process before it, which is still ending.
 * Errors: those of `openJournal`; `inUse` after HELD_WAIT_MS.
 */
export async function openHeldJournal(
  file: string,
  till: string,
  { clock, log, isOurs }: { readonly clock: Clock; readonly log: Log; readonly isOurs?: AnchorCheck },
): Promise<Result<OpenJournal, JournalError>> {
  // Those that an earlier version made may be open to others.
  for (const part of ['', '-wal', '-shm']) closeToOthers(`${file}${part}`);
  const startedAtMs = clock.nowMs();
  const isPatient = (): boolean => clock.nowMs() - startedAtMs < HELD_WAIT_MS;
  let opened = openJournal(file, till, isOurs);
  if (isHeld(opened))
    log.info('Another program holds the journal; it is waited for.', { file, waitMs: HELD_WAIT_MS });
  while (isHeld(opened) && isPatient()) {
    await new Promise<void>((resolve) => void clock.after(AGAIN_MS, resolve));
    opened = openJournal(file, till, isOurs);
  }
  return opened;
}

function isHeld(opened: Result<OpenJournal, JournalError>): boolean {
  return !opened.ok && opened.error.kind === 'inUse';
}
