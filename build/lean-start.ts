import type { Plugin } from 'vite';

/**
 * Modules of Node of which the bundle takes the names that it uses.
 *
 * Why: an import of one as an ES module asks it for every name, and some of them load what no till uses: three of `http`
 * Node's fetch and web sockets, `webcrypto` of `crypto` its own.
 */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  http: ['Agent', 'createServer', 'request', 'STATUS_CODES', 'validateHeaderName', 'validateHeaderValue'],
  crypto: [
    ...['X509Certificate', 'createCipheriv', 'createDecipheriv', 'createHash', 'createHmac'],
    ...[
      'createPrivateKey',
      'createPublicKey',
      'createSecretKey',
      'generateKeyPair',
      'generateKeyPairSync',
      'hkdfSync',
    ],
    ...['randomBytes', 'randomInt', 'randomUUID', 'scrypt', 'sign', 'timingSafeEqual', 'verify'],
  ],
};
const PLAIN = '\0plain-';
const NOTHING = '\0nothing';

/** What axios tries beside its way to send, and what only a form with files needs: the till posts none. */
const UNUSED: readonly { readonly id: RegExp; readonly by: RegExp }[] = [
  { id: /^\.\/fetch\.js$/, by: /\/axios\/lib\/adapters\// },
  { id: /^form-data$/, by: /\/axios\/lib\// },
];
/** A look at this name loads Node's fetch, some 40 ms of each start. */
const FORM_DATA = "const FormDataCtor = typeof G.FormData !== 'undefined' ? G.FormData : undefined;";

/** Leaves out of a start of the till what no till uses. */
export const leanStart: Plugin = {
  name: 'lean-start',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined) return null;
    const builtin = /^(?:node:)?(http|crypto)$/.exec(id)?.[1];
    if (builtin !== undefined && !isOfCommonJs(builtin, importer)) return `${PLAIN}${builtin}`;
    return UNUSED.some((unused) => unused.id.test(id) && unused.by.test(importer)) ? NOTHING : null;
  },
  load(id) {
    if (id === NOTHING) return 'export const getFetch = () => null;\nexport default null;';
    const name = id.startsWith(PLAIN) ? id.slice(PLAIN.length) : null;
    const names = name === null ? undefined : NAMES[name];
    if (names === undefined) return null;
    return `const it = process.getBuiltinModule('node:${name}');\nexport default it;\nexport const { ${names.join(', ')} } = it;`;
  },
  transform(code, id) {
    if (!id.endsWith('/axios/lib/utils.js')) return null;
    if (!code.includes(FORM_DATA)) throw new Error('axios no longer looks for FormData in this way');
    return { code: code.replace(FORM_DATA, 'const FormDataCtor = undefined;'), map: null };
  },
};

/** Whether a module takes a builtin by `require`, which asks it for no name. */
function isOfCommonJs(builtin: string, importer: string): boolean {
  if (importer.endsWith('.cjs')) return true;
  return builtin === 'crypto' && importer.includes('/node_modules/') && !importer.includes('/axios/lib/');
}
