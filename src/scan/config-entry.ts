import { err, ok, type Result } from '../ground/result.ts';
import type { ScannerPart } from './setup.ts';

/** Where a value stands in a text: from its first character to behind its last. */
interface Span {
  readonly from: number;
  readonly to: number;
}
interface Member extends Span {
  readonly key: string;
}

/**
 * The text of a config with an entry for a scanner in it; every other character of it stays as it is.
 *
 * An entry for the same device (its kind, and its numbers or its path) is replaced; otherwise it comes behind the last.
 * Errors: the text is not JSON, or not an object with a list of scanners, in words.
 */
export function withScannerEntry(text: string, part: ScannerPart): Result<string, string> {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return err('it is not JSON');
  }
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return err('it is no object');
  const { scanners } = config as { readonly scanners?: unknown };
  if (scanners !== undefined && !Array.isArray(scanners)) return err('its "scanners" is no list');
  const members = membersOf(text, text.search(/[^\s]/));
  // Of a key that stands there twice, the last one counts.
  const list = members.findLast(({ key }) => key === 'scanners');
  if (list === undefined) return ok(withList(text, members, part));
  const entries = itemsOf(text, list.from);
  const same = (scanners ?? []).findIndex((entry) => isSameDevice(entry, part));
  const at = entries[same];
  if (at !== undefined) return ok(spliced(text, at, written(part)));
  return ok(withItem(text, list, entries, part));
}

function isSameDevice(entry: unknown, part: ScannerPart): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const before = entry as Readonly<Record<string, unknown>>;
  return ['kind', 'vendorId', 'productId', 'path'].every((key) => before[key] === part[key]);
}

function withItem(text: string, list: Span, entries: readonly Span[], part: ScannerPart): string {
  const last = entries.at(-1);
  const eol = eolOf(text);
  if (last === undefined) {
    const outer = indentAt(text, list.from);
    const inner = `${outer}${stepOf(text)}`;
    return spliced(text, list, `[${eol}${inner}${written(part)}${eol}${outer}]`);
  }
  const indent = indentAt(text, last.from);
  const isBroken = text.slice(list.from, last.from).includes('\n');
  const entry = isBroken ? `,${eol}${indent}${written(part)}` : `, ${JSON.stringify(part)}`;
  return spliced(text, { from: last.to, to: last.to }, entry);
}

function withList(text: string, members: readonly Member[], part: ScannerPart): string {
  const indent = stepOf(text);
  const last = members.at(-1);
  const eol = eolOf(text);
  const list = `"scanners": [${eol}${indent.repeat(2)}${written(part)}${eol}${indent}]`;
  if (last !== undefined) return spliced(text, { from: last.to, to: last.to }, `,${eol}${indent}${list}`);
  return `{${eol}${indent}${list}${eol}}${eol}`;
}

/** An entry is small, and stands on one line. */
function written(part: ScannerPart): string {
  const pairs = Object.entries(part).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

function spliced(text: string, { from, to }: Span, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The blanks in front of the line on which a place stands. */
function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** What the file indents by: that of its first indented line. */
function stepOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

/** The members of the object that begins at a place. The text is known to be JSON. */
function membersOf(text: string, from: number): Member[] {
  const members: Member[] = [];
  let at = blanks(text, from + 1);
  while (text[at] === '"') {
    const keyTo = valueEnd(text, at);
    const key = JSON.parse(text.slice(at, keyTo)) as string;
    const valueFrom = blanks(text, blanks(text, keyTo) + 1);
    const to = valueEnd(text, valueFrom);
    members.push({ key, from: valueFrom, to });
    at = blanks(text, to);
    if (text[at] === ',') at = blanks(text, at + 1);
  }
  return members;
}

function itemsOf(text: string, from: number): Span[] {
  const items: Span[] = [];
  let at = blanks(text, from + 1);
  while (text[at] !== ']') {
    const to = valueEnd(text, at);
    items.push({ from: at, to });
    at = blanks(text, to);
    if (text[at] === ',') at = blanks(text, at + 1);
  }
  return items;
}

/** Behind the value that begins at a place: its brackets are balanced, those in strings not counted. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const token = /"(?:[^"\\]|\\.)*"|[{}[\]]|[^\s"{}[\],:]+|[\s,:]+/y;
    token.lastIndex = at;
    const found = token.exec(text)?.[0] ?? '';
    if (found === '{' || found === '[') depth += 1;
    if (found === '}' || found === ']') depth -= 1;
    at += Math.max(1, found.length);
  } while (depth > 0 && at < text.length);
  return at;
}

function blanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1;
  return at;
}
