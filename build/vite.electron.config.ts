import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { TERMINAL_FILE } from '../drivers/system/terminal-program.ts';
import { leanStart } from './lean-start.ts';
import { loadedAhead } from './load-ahead.ts';
import { NATIVE_PACKAGES } from './native-packages.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the till's own Node runs: the source of each mode, and its bundle in `out/till`; what is loaded ahead is CommonJS. */
const OF_NODE: Readonly<Record<string, { readonly source: string; readonly made: string }>> = {
  terminal: { source: 'terminal-process', made: TERMINAL_FILE },
  tool: { source: 'tools', made: 'tool.js' },
  golive: { source: 'golive/run', made: 'golive.js' },
};

/**
 * Bundles the processes of the till, one for each mode: `main` and `preload` into `out/app`, `terminal` and `golive` into
 * `out/till`, and beside them the shop's commands (`tool`), in pieces of which a command loads its own.
 *
 * Why bundles: Electron's Node need not understand TypeScript, and one file starts faster than many. Why main is
 * CommonJS: it must speak before the app is ready, and an ES module is loaded beside that; a sandboxed preload can be
 * nothing else. Packages are inside, but for those with native parts: the folder needs no repository.
 */
export default defineConfig(({ mode }) => {
  const ofNode = OF_NODE[mode];
  const made = ofNode?.made ?? `${mode}.cjs`;
  return {
    root: from('..'),
    configFile: false,
    plugins: [...(ofNode ? [leanStart] : []), ...(mode === 'terminal' ? [loadedAhead] : [])],
    publicDir: false,
    // The kit takes pictures where the package that drives a browser is installed, and goes without elsewhere.
    ssr: { noExternal: true as const, external: [...NATIVE_PACKAGES, 'playwright-core'] },
    build: {
      ssr: true,
      outDir: from(ofNode ? '../out/till' : '../out/app'),
      emptyOutDir: false,
      target: ofNode ? 'node24' : 'node20',
      minify: ofNode === undefined,
      sourcemap: false,
      rolldownOptions: {
        input: from(`../electron/${ofNode?.source ?? mode}.ts`),
        external: ['electron'],
        output: {
          format: made.endsWith('.cjs') ? 'cjs' : 'es',
          entryFileNames: made,
          // The pieces stand beside the till's files, which are found from a piece's own folder.
          chunkFileNames: 'tool-[name].js',
          codeSplitting: mode === 'tool',
        },
      },
    },
  };
});
