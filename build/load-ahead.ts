import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { LOADED_FILE, nodeIn } from '../drivers/system/terminal-program.ts';
import { NATIVE_PACKAGES } from './native-packages.ts';
import { runChild } from './node.mjs';

// The terminal is loaded once, while it is bundled: its modules with their thousands of schemas are kept as V8 made them,
// and each start goes on from there. Source: Node.js documentation, "User-land startup snapshot API".

/**
 * What is not kept: what has native parts, and what Node does not call fit for it, some with handles of their own.
 * Source: Node.js, `lib/internal/main/mksnapshot.js`, which warns of any other.
 */
const LATE = [
  ...['http', 'https', 'tls', 'tty', 'perf_hooks', 'child_process', 'readline'],
  ...NATIVE_PACKAGES,
];
/** Of these pino takes names while it is loaded, and asks them for nothing: it writes on the till's own thread. */
const UNASKED = ['worker_threads', 'module'];

const requires = (ids: readonly string[]): RegExp =>
  new RegExp(`\\brequire\\("(?:node:)?(${ids.join('|')})"\\)`, 'g');
const IMPORTED = new RegExp(`\\bimport\\("(${NATIVE_PACKAGES.join('|')})"\\)`, 'g');

/** How the bundle comes to what is late: at the first look at one of its names, from the folder in which it then lies. */
const LATE_PARTS = `
const [late$, import$] = (() => {
  const { startupSnapshot } = process.getBuiltinModule('node:v8');
  const isAhead = startupSnapshot.isBuildingSnapshot();
  const requireThere = () => process.getBuiltinModule('node:module').createRequire(process.argv[1]);
  const late = (id) => {
    let parts;
    const part = (name) => {
      if (startupSnapshot.isBuildingSnapshot()) throw new Error(\`While the terminal is loaded, \${id} is asked for \${name}.\`);
      parts ??= isAhead ? requireThere()(id) : require(id);
      return parts;
    };
    return new Proxy(function () {}, {
      get: (_, name) => name === '__esModule' ? undefined : part(String(name))[name],
      construct: (_, given) => Reflect.construct(part('an instance'), given),
    });
  };
  const imported = (id) => isAhead ? requireThere()('./import.cjs')(id) : import(id);
  return [late, imported];
})();
`;

/** Makes of a bundle one that can be loaded ahead. */
export function lateIn(code: string): string {
  const parts = code
    .replace(requires(LATE), (_, id: string) => `late$(${JSON.stringify(id)})`)
    .replace(requires(UNASKED), (_, id: string) => `process.getBuiltinModule(${JSON.stringify(id)})`)
    .replace(IMPORTED, (_, id: string) => `import$(${JSON.stringify(id)})`);
  return asAscii(`${LATE_PARTS}${parts}`);
}

/** Does so when everything that prints code anew is done. */
export const loadedAhead: Plugin = {
  name: 'loaded-ahead',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = lateIn(part.code);
  },
};

/** A text with one letter that is not Latin takes two bytes for each of its letters, in the file and in the memory. */
function asAscii(code: string): string {
  return code.replace(/[\u0080-\uFFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Loads the bundled terminal with the Node that it ships with, and keeps it beside the bundle; answers an exit code.
 *
 * Why without Node's own compiled code: it is good on this kind of processor alone, and the file is read faster without.
 */
export async function loadTerminal(root: string): Promise<number> {
  const till = join(root, 'out/till');
  // What was loaded ahead can import nothing itself: that is asked of a file. Source: the same page, user modules.
  writeFileSync(join(till, 'import.cjs'), 'module.exports = (id) => import(id);\n');
  const [how, fresh] = ['how-to-load.json', `${LOADED_FILE}.new`];
  const builder = join(import.meta.dirname, 'load-ahead.cjs');
  writeFileSync(join(till, how), JSON.stringify({ builder, withoutCodeCache: true }));
  const options = { cwd: till, stdio: ['ignore', 2, 2] as ('ignore' | 2)[] };
  const code = await runChild(
    nodeIn(till),
    ['--snapshot-blob', fresh, '--build-snapshot-config', how],
    options,
  );
  rmSync(join(till, how));
  // One that is not whole would be started.
  if (code === 0) renameSync(join(till, fresh), join(till, LOADED_FILE));
  return code;
}
