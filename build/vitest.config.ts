import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { CountsReporter } from './counts-reporter.ts';
import { LongestFirst } from './longest-first.ts';

/** How tests run. No retry: a test that passes at the second try has found something. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    environment: 'node',
    pool: 'forks',
    // Most tests wait for processes, sockets and screens: two files at a time, on however small a machine.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 40_000,
    retry: 0,
    reporters: ['default', new CountsReporter()],
  },
});
