import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/source.ts';

/**
 * The colours and distances of the till's screens as the values of the manual.
 *
 * Why the night's have names of their own: the screens go by the config, the manual by what the reader's system prefers.
 */
export function manualTokens(): string {
  const css = readFileSync(join(ROOT, 'renderer/styles/tokens.css'), 'utf8');
  const day = valuesOf(css, ':root {');
  const night = valuesOf(css, ":root[data-ground='night'] {");
  return `:root {\n${[...day, ...night.map((line) => line.replace('--', '--night-'))].join('\n')}\n}`;
}

/** Lines such as `--paper: #fff;` of the first block that begins so. */
function valuesOf(css: string, head: string): readonly string[] {
  const from = css.indexOf(head);
  const block = css.slice(from, css.indexOf('}', from));
  return block.match(/^ {2}--[\w-]+: [^;]+;$/gm) ?? [];
}
