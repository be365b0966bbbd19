import { join } from 'node:path';
import { NODE_FLAGS } from './private-process.ts';

/** The bundled terminal, and the same as it was loaded when it was bundled (`build/load-ahead.ts`). */
export const TERMINAL_FILE = 'terminal-process.cjs';
export const LOADED_FILE = 'terminal-process.loaded';

/** The Node that a till's folder carries. */
export function nodeIn(till: string): string {
  return join(till, 'runtime', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * What a Node is started with to be the terminal of a till's folder, before the terminal's own arguments: it goes on from
 * what was loaded ahead, and the bundle says where it stands.
 *
 * Why the sum is verified: V8 would take a damaged file as it is, and go on with a program that nobody wrote.
 */
export function terminalIn(till: string): readonly string[] {
  const loaded = ['--verify-snapshot-checksum', '--snapshot-blob', join(till, LOADED_FILE)];
  return [...NODE_FLAGS, ...loaded, join(till, TERMINAL_FILE)];
}
