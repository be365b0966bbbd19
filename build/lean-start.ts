import { isBuiltin } from 'node:module';
import type { Plugin } from 'vite';

const NOTHING = '\0nothing';

/**
 * What axios tries beside its way to send, what only a form with files needs, as the till posts none, and its own way
 * through a proxy: the till has another (`drivers/gateway/proxy.ts`).
 */
const UNUSED: readonly { readonly id: RegExp; readonly by: RegExp }[] = [
  { id: /^\.\/fetch\.js$/, by: /\/axios\/lib\/adapters\// },
  { id: /^(?:form-data|http2|https-proxy-agent)$/, by: /\/axios\/lib\// },
];
/** A look at this name loads Node's fetch, some 40 ms of each start. */
const FORM_DATA = "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;";

/** An import of one module as it stands in a bundle: a default, names, or both. */
const IMPORT = /^import (?:([\w$]+)(?:, )?)?(?:\{ ([^}]*) \})? ?from "([^"]+)";$/gm;

/** Leaves out of a start of the till what no till uses. */
export const leanStart: Plugin = {
  name: 'lean-start',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined) return null;
    return UNUSED.some((unused) => unused.id.test(id) && unused.by.test(importer)) ? NOTHING : null;
  },
  load: (id) => (id === NOTHING ? 'export const getFetch = () => null;\nexport default null;' : null),
  transform(code, id) {
    if (!id.endsWith('/axios/lib/utils.js')) return null;
    if (!code.includes(FORM_DATA)) throw new Error('axios no longer looks for FormData in this way');
    return { code: code.replace(FORM_DATA, 'const FormDataCtor = undefined;'), map: null };
  },
  renderChunk: (code) => ({ code: code.replace(IMPORT, plainImport), map: null }),
};

/**
 * A module of Node, taken as it is.
 *
 * Why: an import of one as an ES module asks it for every name, and some of them load what no till uses: three of `http`
 * Node's fetch and web sockets, `webcrypto` of `crypto` its own.
 */
function plainImport(whole: string, all: string | undefined, names: string | undefined, id: string): string {
  if (!isBuiltin(id)) return whole;
  const it = `process.getBuiltinModule(${JSON.stringify(id)})`;
  const named = names?.replaceAll(' as ', ': ');
  return [
    all === undefined ? '' : `const ${all} = ${it};`,
    named === undefined ? '' : `const { ${named} } = ${it};`,
  ]
    .join(' ')
    .trim();
}
