import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

// What the guest runs: its tests, with the small vitest in place of the big one.

/** Part of the names of the tests to run, where not all are wanted. */
const ONLY = '/share/only.txt';
const small = new URL('small-vitest.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'vitest' ? { url: small, shortCircuit: true } : next(name, context),
});

try {
  await import('./scanners.guest.ts');
  const { runTests } = await import('./small-vitest.ts');
  await runTests(existsSync(ONLY) ? readFileSync(ONLY, 'utf8').trim() : '');
  process.exit(0);
} catch (error) {
  appendFileSync('/share/fault.txt', String(error instanceof Error ? error.stack : error));
  process.exit(1);
}
