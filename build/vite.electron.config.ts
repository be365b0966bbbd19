import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { NATIVE_PACKAGES } from './native-packages.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Bundles the processes of the till, one for each mode: `main` and `preload` into `out/app`, `terminal` into `out/till`,
 * and beside it the shop's commands (`tool`), in pieces of which a command loads its own.
 *
 * Why bundles: Electron's Node need not understand TypeScript, and one file starts faster than many. Why main is
 * CommonJS: it must speak before the app is ready, and an ES module is loaded beside that; a sandboxed preload can be
 * nothing else. Packages are inside, but for those with native parts: the folder needs no repository.
 */
export default defineConfig(({ mode }) => {
  const isNode = mode === 'terminal' || mode === 'tool';
  return {
    root: from('..'),
    configFile: false,
    publicDir: false,
    ssr: { noExternal: true as const, external: [...NATIVE_PACKAGES] },
    build: {
      ssr: true,
      outDir: from(isNode ? '../out/till' : '../out/app'),
      emptyOutDir: false,
      target: isNode ? 'node24' : 'node20',
      minify: !isNode,
      sourcemap: false,
      rolldownOptions: {
        input: from(`../electron/${ENTRIES[mode] ?? mode}.ts`),
        external: ['electron'],
        output: {
          format: isNode ? 'es' : 'cjs',
          entryFileNames: isNode
            ? `${ENTRIES[mode] === 'tools' ? 'tool' : 'terminal-process'}.js`
            : `${mode}.cjs`,
          // The pieces stand beside the till's files, which are found from a piece's own folder.
          chunkFileNames: 'tool-[name].js',
          codeSplitting: mode === 'tool',
        },
      },
    },
  };
});

/** The sources that are not named as their mode. */
const ENTRIES: Readonly<Record<string, string>> = { terminal: 'terminal-process', tool: 'tools' };
