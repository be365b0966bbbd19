import type { Random } from '../torture/random.ts';

/** Values that programs trip over: at the edges of numbers, of texts and of what JSON may hold. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1, 1.5, 1e21, 2 ** 31, 2 ** 53, -(2 ** 53), Number.MAX_VALUE],
  ...['', ' ', '0', '-1', '1', '99999999999999999999', '1e3', '0x10', 'null', '١٢٣', '\u0000', '\ud800'],
  ...['\u202e', 'é', '\ufeff', '__proto__', 'constructor', '../../etc/passwd', '%00', "'; --", 'S', 'F', 'U'],
  ...['A'.repeat(300), '9'.repeat(40), [], {}, [[]], [null], { toString: 1 }, { __proto__: null }],
  ...['2026-11-20T18:31:05+08:00', '0000-00-00T00:00:00Z', '9999-12-31T23:59:60+14:00', 'MYR', 'XXX'],
];

/** Bytes that mean something somewhere: ends of lines, quotes, escapes, and what is no UTF-8. */
const ODD_BYTES = [0x00, 0x02, 0x03, 0x09, 0x0a, 0x0d, 0x1b, 0x1d, 0x22, 0x25, 0x26, 0x2c, 0x3d, 0x5c, 0x7b];
const HIGH_BYTES = [0x7d, 0x7f, 0x80, 0xbf, 0xc0, 0xed, 0xf4, 0xfe, 0xff];

/** A text or its bytes with some of it changed: bytes turned, lost, doubled, swapped, cut off or put in. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let times = 1 + random.below(4); times > 0; times -= 1) changed = oneChange(changed, random);
  return changed;
}

function oneChange(bytes: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const odd = random.pick([...ODD_BYTES, ...HIGH_BYTES, random.below(256)]);
  switch (random.below(7)) {
    case 0:
      return Buffer.concat([before, Buffer.from([odd]), after]);
    case 1:
      return Buffer.concat([before, after.subarray(1 + random.below(8))]);
    case 2:
      return Buffer.concat([before, after.subarray(0, random.below(64)), after]);
    case 3:
      return Buffer.concat([before, Buffer.alloc(1 + random.below(600), odd), after]);
    case 4:
      return Buffer.from(before);
    case 5:
      return Buffer.concat([after, before]);
    default: {
      const turned = Buffer.from(bytes);
      if (turned.length > 0) turned[Math.min(at, turned.length - 1)] = odd;
      return turned;
    }
  }
}

/** A value of JSON with one to three of its parts changed: another value, a part taken away, doubled or moved. */
export function mutatedJson(value: unknown, random: Random): unknown {
  let changed = structuredClone(value);
  for (let times = 1 + random.below(3); times > 0; times -= 1) changed = changedAt(changed, random);
  return changed;
}

function changedAt(value: unknown, random: Random): unknown {
  const isTree = typeof value === 'object' && value !== null;
  const keys = isTree ? Object.keys(value) : [];
  if (keys.length === 0 || random.chance(0.15)) return random.pick(ODD_VALUES);
  const key = random.pick(keys);
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as readonly unknown[])];
    const at = Number(key);
    const way = random.below(5);
    if (way === 0) items.splice(at, 1);
    else if (way === 1) items.splice(at, 0, items[at]);
    else items[at] = changedAt(items[at], random);
    return items;
  }
  const tree = new Map(Object.entries(value as Record<string, unknown>));
  const way = random.below(8);
  if (way === 0) tree.delete(key);
  else if (way === 1) tree.set(random.pick(keys), tree.get(key));
  else if (way === 2) tree.set(`${key} `, tree.get(key));
  else tree.set(key, changedAt(tree.get(key), random));
  return Object.fromEntries(tree);
}

/** A text as a sample has it, changed as JSON or as bytes; half of the changes keep it readable. */
export function mutatedText(text: string, random: Random): Uint8Array {
  const json = random.chance(0.6) ? parsed(text) : undefined;
  if (json === undefined) return mutatedBytes(Buffer.from(text), random);
  return Buffer.from(JSON.stringify(mutatedJson(json, random) ?? null));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
