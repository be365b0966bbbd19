import { errorOf, type JournalError } from '../drivers/journal/journal-error.ts';
import type { Log } from '../src/ground/ports.ts';
import { SetUpTrouble } from '../src/ground/result.ts';
import { EXIT } from './exit.ts';

/**
 * Ends the process on a bug: what is in memory can't be trusted any more, what is in the journal can.
 *
 * A journal that can't be written any more ends it too, with its own code: nothing may happen that is not kept.
 * Returns the same end, for what fails before the process is up.
 */
export function endOnBug(log: Log, journalFile: () => string): (error: unknown) => never {
  const end = (error: unknown): never => {
    const journal = journalErrorOf(error, journalFile());
    if (journal !== null) log.warn(journal.say, { kind: journal.kind });
    else if (error instanceof SetUpTrouble) log.warn(error.message);
    else
      log.warn('The till stops because of a bug of its own.', {
        stack: error instanceof Error ? error.stack : String(error),
      });
    process.exit(journal === null ? EXIT.other : EXIT.journal);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
  return end;
}

function journalErrorOf(error: unknown, file: string): JournalError | null {
  try {
    return errorOf(error, file);
  } catch {
    return null;
  }
}

/** Calls `stop` once, at the first signal to end; `stop` ends whatever was started by then. Returns how to end without a signal. */
export function stopOnSignal(stop: () => Promise<void>): () => void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(EXIT.done));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  return onSignal;
}

/**
 * Ends what was started and begins the program anew in the same process, by the same arguments; null where the system cannot.
 *
 * Why: whoever started the till waits for this process and starts no other.
 */
export function startAnew(stop: () => Promise<void>): (() => void) | null {
  const { platform, execPath, execArgv, argv } = process;
  if (platform === 'win32' || !('execve' in process)) return null;
  return () =>
    void stop().then(() => {
      process.execve?.(execPath, [execPath, ...execArgv, ...argv.slice(1)]);
    });
}
