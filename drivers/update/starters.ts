import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALLOCATOR } from '../system/allocator.ts';
import { terminalIn } from '../system/terminal-program.ts';

const ALLOCATOR_WORDS = Object.entries(ALLOCATOR)
  .map(([name, value]) => `${name}=${value}`)
  .join(' ');

/** The till that is current, as a starter finds it. */
const TILL = '$root/current/resources/till';

/** What starts a till of an install folder, and what runs there in place of Electron's windows. */
const STARTERS = {
  start: '"$root/current/paycode-till"',
  'start-agent': `env ${ALLOCATOR_WORDS} "${TILL}/runtime/node" ${terminalIn(TILL)
    .map((word) => `"${word}"`)
    .join(' ')}`,
  tool: `"${TILL}/runtime/node" "${TILL}/tool.js"`,
} as const;

/**
 * Writes the programs that a person or a service starts: they take a version that waits, then start what is current.
 *
 * Why the till starts whatever came of it: an update that is refused or must wait costs no sale.
 */
export function layStarters(root: string): void {
  for (const [name, program] of Object.entries(STARTERS)) {
    const lines = [
      '#!/bin/sh',
      'root=$(dirname "$(readlink -f "$0")")',
      ...(name === 'tool'
        ? []
        : [`"${TILL}/runtime/node" "${TILL}/tool.js" update --root "$root" --switch "$@" || true`]),
      `exec ${program} "$@"`,
    ];
    writeFileSync(join(root, name), `${lines.join('\n')}\n`, { mode: 0o700 });
  }
}
