import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { NATIVE_PACKAGES } from './native-packages.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Entries that are not named after their mode. */
const ENTRIES: Readonly<Record<string, string>> = { terminal: 'terminal-process', golive: 'golive/run' };
const isOfTill = (mode: string): boolean => mode in ENTRIES;

/**
 * Bundles the processes of the till, one for each mode: `main` and `preload` into `out/app`, `terminal` and `golive` into
 * `out/till`.
 *
 * Why bundles: Electron's Node need not understand TypeScript, and one file starts faster than many. Why main is
 * CommonJS: it must speak before the app is ready, and an ES module is loaded beside that; a sandboxed preload can be
 * nothing else. Packages are inside, but for those with native parts: the folder needs no repository.
 */
export default defineConfig(({ mode }) => ({
  root: from('..'),
  configFile: false,
  publicDir: false,
  // The kit takes pictures where the package that drives a browser is installed, and goes without elsewhere.
  ssr: { noExternal: true as const, external: [...NATIVE_PACKAGES, 'playwright-core'] },
  build: {
    ssr: true,
    outDir: from(isOfTill(mode) ? '../out/till' : '../out/app'),
    emptyOutDir: false,
    target: 'node20',
    minify: !isOfTill(mode),
    sourcemap: false,
    rolldownOptions: {
      input: from(`../electron/${ENTRIES[mode] ?? mode}.ts`),
      external: ['electron'],
      output: {
        format: isOfTill(mode) ? 'es' : 'cjs',
        entryFileNames:
          mode === 'terminal' ? 'terminal-process.js' : isOfTill(mode) ? `${mode}.js` : `${mode}.cjs`,
        codeSplitting: false,
      },
    },
  },
}));
