import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { NATIVE_PACKAGES } from './native-packages.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What the till's own Node runs: the source of each mode, and its bundle in `out/till`. */
const OF_NODE: Readonly<Record<string, { readonly source: string; readonly made: string }>> = {
  terminal: { source: 'terminal-process', made: 'terminal-process' },
  tool: { source: 'tools', made: 'tool' },
  golive: { source: 'golive/run', made: 'golive' },
};

const PLAIN_HTTP = '\0plain-http';
const NO_FETCH = '\0no-fetch';

/**
 * Leaves out of a start what no till uses.
 *
 * Why `http` by another way: an import of it as an ES module asks it for every name, and three of them load Node's fetch and
 * web sockets, some 40 ms of each start. Why no `fetch.js`: axios tries both its ways to send, and the till has one.
 */
const withoutFetch: Plugin = {
  name: 'without-fetch',
  enforce: 'pre',
  resolveId(id, importer) {
    if (/^(node:)?http$/.test(id) && importer !== undefined && !importer.endsWith('.cjs')) return PLAIN_HTTP;
    return id === './fetch.js' && importer?.includes('/axios/lib/adapters/') ? NO_FETCH : null;
  },
  load(id) {
    if (id === NO_FETCH) return 'export const getFetch = () => null;\nexport default null;';
    if (id !== PLAIN_HTTP) return null;
    const names = [
      'Agent',
      'createServer',
      'request',
      'STATUS_CODES',
      'validateHeaderName',
      'validateHeaderValue',
    ];
    return `const http = process.getBuiltinModule('node:http');\nexport default http;\nexport const { ${names.join(', ')} } = http;`;
  },
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
  return {
    root: from('..'),
    configFile: false,
    plugins: ofNode ? [withoutFetch] : [],
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
          format: ofNode ? 'es' : 'cjs',
          entryFileNames: ofNode ? `${ofNode.made}.js` : `${mode}.cjs`,
          // The pieces stand beside the till's files, which are found from a piece's own folder.
          chunkFileNames: 'tool-[name].js',
          codeSplitting: mode === 'tool',
        },
      },
    },
  };
});
