import { DamagedJournal, NewerJournal } from '../../src/journal/records.ts';

/** Why a journal cannot be used, and what to do. */
export type JournalError = {
  readonly kind: 'inUse' | 'newer' | 'damaged' | 'unwritable' | 'unanchored';
  readonly say: string;
};

/** What an exception of the database says of the journal; exceptions of other kinds are passed on. */
export function errorOf(error: unknown, file: string): JournalError {
  if (error instanceof NewerJournal) return { kind: 'newer', say: newer(file, error.message) };
  if (error instanceof DamagedJournal) return { kind: 'damaged', say: damaged(file, error.message) };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      kind: 'inUse',
      say: `Another program is using the journal ${file}. Close that one, or give this till its own file.`,
    };
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return { kind: 'damaged', say: damaged(file, code) };
  }
  if (code.startsWith('SQLITE_')) return unwritable(file, code);
  throw error;
}

/** The file or its folder cannot be written. */
export function unwritable(file: string, code: string): JournalError {
  const say = `The journal ${file} cannot be written (${code}). Check that its folder may be written and is not full.`;
  return { kind: 'unwritable', say };
}

function newer(file: string, why: string): string {
  return `The journal ${file} cannot be read whole (${why}). It was left as it is: install that version again to use it.`;
}

/** The file, or a row in it, is not one of the till's. */
export function damaged(file: string, why: string): string {
  return `The journal ${file} is damaged (${why}). It was left as it is: keep it, and ask for help before selling on.`;
}
