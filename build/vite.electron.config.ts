import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { NATIVE_PACKAGES } from './native-packages.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Bundles the processes of the till, one for each mode: `main` and `preload` into `out/app`, `terminal` into `out/till`.
 *
 * Why bundles: Electron's Node need not understand TypeScript, and one file starts faster than many. Why main is
 * CommonJS: it must speak before the app is ready, and an ES module is loaded beside that; a sandboxed preload can be
 * nothing else. Packages are inside, but for those with native parts: the folder needs no repository.
 */
export default defineConfig(({ mode }) => ({
  root: from('..'),
  configFile: false,
  publicDir: false,
  ssr: { noExternal: true as const, external: [...NATIVE_PACKAGES] },
  build: {
    ssr: true,
    outDir: from(mode === 'terminal' ? '../out/till' : '../out/app'),
    emptyOutDir: false,
    target: 'node20',
    minify: mode !== 'terminal',
    sourcemap: false,
    rolldownOptions: {
      input: from(`../electron/${mode === 'terminal' ? 'terminal-process' : mode}.ts`),
      external: ['electron'],
      output: {
        format: mode === 'terminal' ? 'es' : 'cjs',
        entryFileNames: mode === 'terminal' ? 'terminal-process.js' : `${mode}.cjs`,
        codeSplitting: false,
      },
    },
  },
}));
