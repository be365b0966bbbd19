import { describe, it } from 'vitest';

/** What begins a suite or a test: its title, its body, and how long it may take. */
type Begins = (title: string, body: () => void | Promise<void>, timeoutMs?: number) => void;

/**
 * Suites and tests that not every machine can run. Elsewhere they are skipped, and the reason stands in their title, which the
 * closing lines print.
 */
export function where(isHere: boolean, reason: string): { readonly describe: Begins; readonly it: Begins } {
  if (isHere)
    return {
      describe: (title, body) => void describe(title, body),
      it: (title, body, timeoutMs) => it(title, body, timeoutMs),
    };
  const titled = (title: string): string => `${title} (skipped: ${reason})`;
  return {
    describe: (title, body) => void describe.skip(titled(title), body),
    it: (title, body) => it.skip(titled(title), body),
  };
}

export const onLinux = where(process.platform === 'linux', 'this is for Linux');
export const onPosix = where(process.platform !== 'win32', 'Windows has no such thing');
