import { execFile } from 'node:child_process';

/** What a program came to. */
export interface Ran {
  /** Its exit code; 127 where it could not be started; `cut` where it ended by no exit: what it did is not known. */
  readonly code: number | 'cut';
  readonly out: string;
  readonly err: string;
}
export type RunProgram = (program: string, args: readonly string[], input?: Uint8Array) => Promise<Ran>;

/** How long a program of CUPS may take; the queue itself takes a job in some 100 ms. */
const PROGRAM_LIMIT_MS = 10_000;

/**
 * The words of these programs are read, so they run in the C locale, whatever the machine speaks.
 *
 * Source: POSIX.1-2017, Base Definitions 8.2 (LC_ALL before LANG); GNU gettext manual, 2.3.3 (LANGUAGE); env(1).
 */
const IN_ENGLISH = ['-u', 'LANGUAGE', 'LC_ALL=C', 'LANG=C'];

/** Runs a program of CUPS in the C locale. It never fails and always ends: one that does not is killed. */
export const runInEnglish: RunProgram = (program, args, input) =>
  new Promise((resolve) => {
    const limit = AbortSignal.timeout(PROGRAM_LIMIT_MS);
    const how = { signal: limit, killSignal: 'SIGKILL' as const };
    const child = execFile('env', [...IN_ENGLISH, program, ...args], how, (error, out, errors) => {
      const code =
        error === null ? 0 : typeof error.code === 'number' ? error.code : isMissing(error) ? 127 : 'cut';
      resolve({ code, out, err: error !== null && errors === '' ? error.message : errors });
    });
    // Another program may hold the pipes of one that was killed: nobody waits for that.
    limit.addEventListener('abort', () =>
      resolve({ code: 'cut', out: '', err: `no end in ${PROGRAM_LIMIT_MS / 1000} s` }),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

function isMissing(error: Error & { readonly code?: unknown }): boolean {
  return error.code === 'ENOENT' || error.code === 'EACCES';
}
