/**
 * The packages that have native parts, or WebAssembly in a file of its own: no bundle can hold them, so they lie beside
 * it in `node_modules`. `ssh2`, which fetches reports for the shop's commands, tries native parts and does without.
 *
 * Everything else that the till runs with is inside the bundles.
 */
export const NATIVE_PACKAGES = ['better-sqlite3', 'harfbuzzjs', 'node-hid', 'serialport', 'ssh2'] as const;
