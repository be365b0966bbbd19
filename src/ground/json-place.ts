/** One piece of JSON behind its blanks. Source: RFC 8259, sections 2 to 7. */
const PIECE =
  // eslint-disable-next-line no-control-regex -- a text of JSON holds no control characters as they are
  /("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:])/y;

/** What may come next. */
type Next = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'comma';

/**
 * Where a text stops being JSON, as a line and a column, both from 1; null where all of it is JSON.
 *
 * Why: the parser names the place for some faults only, and not for the commonest one, a comma too much. Its words quote
 * the text, which may hold a secret.
 */
export function jsonFaultAt(text: string): { readonly line: number; readonly column: number } | null {
  const at = faultIndex(text);
  if (at === null) return null;
  const before = text.slice(0, at).split(/\r\n?|\n/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function faultIndex(text: string): number | null {
  const open: string[] = [];
  let next: Next = 'value';
  for (let at = blanksAfter(text, 0); at < text.length; at = blanksAfter(text, PIECE.lastIndex)) {
    if (open.length === 0 && next === 'comma') return at;
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (piece === null) return at;
    const [, string, other, sign] = piece;
    const follows: Next | null =
      sign === undefined ? afterScalar(next, string, other) : afterSign(next, sign, open);
    if (follows === null) return at;
    next = follows;
  }
  return open.length === 0 && next === 'comma' ? null : text.length;
}

function afterScalar(next: Next, string: string | undefined, other: string | undefined): Next | null {
  if (next === 'value' || next === 'valueOrEnd') return (string ?? other) === undefined ? null : 'comma';
  return (next === 'key' || next === 'keyOrEnd') && string !== undefined ? 'colon' : null;
}

/** Opens and closes what `open` holds. */
function afterSign(next: Next, sign: string, open: string[]): Next | null {
  const isValue = next === 'value' || next === 'valueOrEnd';
  const inside = open.at(-1);
  switch (sign) {
    case '[':
    case '{':
      if (!isValue) return null;
      open.push(sign);
      return sign === '[' ? 'valueOrEnd' : 'keyOrEnd';
    case ']':
      if (inside !== '[' || (next !== 'valueOrEnd' && next !== 'comma')) return null;
      open.pop();
      return 'comma';
    case '}':
      if (inside !== '{' || (next !== 'keyOrEnd' && next !== 'comma')) return null;
      open.pop();
      return 'comma';
    case ':':
      return next === 'colon' ? 'value' : null;
    default:
      return next !== 'comma' ? null : inside === '[' ? 'value' : 'key';
  }
}

function blanksAfter(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '-')) at += 1;
  return at;
}
