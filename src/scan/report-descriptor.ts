/** Data of one input report: `count` elements of `bits` each, from bit `bitAt` of the report as it is read. */
export interface InputField {
  /** 0 where reports are not numbered; otherwise the first byte of each report, which `bitAt` counts too. */
  readonly reportId: number;
  readonly bitAt: number;
  readonly bits: number;
  readonly count: number;
  /** Each element names a usage (a keyboard's keys), instead of being the value of one. */
  readonly array: boolean;
  /** Usages as page * 65536 + id, one for each element; the last stands for all further elements. */
  readonly usages: readonly number[];
}

/** A descriptor is a few hundred bytes; past these bounds it is not believed. */
const DESCRIPTOR_BYTES_MAX = 4096;
const FIELDS_MAX = 512;
const USAGES_MAX = 256;
const REPORT_BITS_MAX = 8 * 4096;

const GLOBAL = { usagePage: 0, reportSize: 7, reportId: 8, reportCount: 9, push: 10, pop: 11 } as const;
const LOCAL = { usage: 0, usageMinimum: 1, usageMaximum: 2 } as const;
const MAIN = { input: 8 } as const;

interface Globals {
  readonly usagePage: number;
  readonly bits: number;
  readonly count: number;
  readonly reportId: number;
}

/**
 * Reads the input fields of a HID report descriptor.
 *
 * Errors: null for a descriptor that is cut, too long, or says something impossible.
 * Source: USB Device Class Definition for HID 1.11, section 6.2.2 (items, main, global and local).
 */
export function parseReportDescriptor(bytes: Uint8Array): readonly InputField[] | null {
  if (bytes.length > DESCRIPTOR_BYTES_MAX) return null;
  const fields = new FieldList();
  for (let at = 0; at < bytes.length;) {
    const prefix = bytes[at] ?? 0;
    // A long item says its own length and means nothing to anybody yet.
    const long = prefix === 0xfe;
    const size = long ? (bytes[at + 1] ?? 0) : (prefix & 3) === 3 ? 4 : prefix & 3;
    const dataAt = at + (long ? 3 : 1);
    if (dataAt + size > bytes.length) return null;
    if (!long) {
      const value = valueOf(bytes.subarray(dataAt, dataAt + size));
      if (!fields.take({ type: (prefix >> 2) & 3, tag: prefix >> 4, value, size })) return null;
    }
    at = dataAt + size;
  }
  return fields.fields;
}

interface Item {
  readonly type: number;
  readonly tag: number;
  readonly value: number;
  readonly size: number;
}

/** What the items said so far. */
class FieldList {
  readonly fields: InputField[] = [];
  readonly #ends = new Map<number, number>();
  readonly #pushed: Globals[] = [];
  #globals: Globals = { usagePage: 0, bits: 0, count: 0, reportId: 0 };
  #usages: number[] = [];
  #minimum: number | undefined;

  /** Takes one item; false where the descriptor cannot be believed any more. */
  take(item: Item): boolean {
    if (item.type === 1) return this.#global(item);
    if (item.type === 2) return this.#local(item);
    if (item.type !== 0) return true;
    const believed = item.tag !== MAIN.input || this.#input(item.value);
    this.#usages = [];
    this.#minimum = undefined;
    return believed;
  }

  #global({ tag, value }: Item): boolean {
    const g = this.#globals;
    if (tag === GLOBAL.usagePage) this.#globals = { ...g, usagePage: value & 0xffff };
    if (tag === GLOBAL.reportSize) this.#globals = { ...g, bits: value };
    if (tag === GLOBAL.reportCount) this.#globals = { ...g, count: value };
    if (tag === GLOBAL.reportId) this.#globals = { ...g, reportId: value & 0xff };
    if (tag === GLOBAL.push) this.#pushed.push(g);
    if (tag === GLOBAL.pop) this.#globals = this.#pushed.pop() ?? g;
    return this.#pushed.length < FIELDS_MAX;
  }

  #local({ tag, value, size }: Item): boolean {
    // Four bytes hold the page as well.
    const usage = size === 4 ? value : this.#globals.usagePage * 0x10000 + value;
    if (tag === LOCAL.usage) this.#usages.push(usage);
    if (tag === LOCAL.usageMinimum) this.#minimum = usage;
    if (tag === LOCAL.usageMaximum && this.#minimum !== undefined) {
      const last = Math.min(usage, this.#minimum + USAGES_MAX);
      for (let next = this.#minimum; next <= last; next += 1) this.#usages.push(next);
      this.#minimum = undefined;
    }
    return this.#usages.length <= 4 * USAGES_MAX;
  }

  #input(flags: number): boolean {
    const { bits, count, reportId } = this.#globals;
    const bitAt = this.#ends.get(reportId) ?? (reportId === 0 ? 0 : 8);
    const end = bitAt + bits * count;
    if (end > REPORT_BITS_MAX || this.fields.length >= FIELDS_MAX) return false;
    this.#ends.set(reportId, end);
    // A constant is padding.
    if ((flags & 1) === 1 || count === 0 || bits === 0) return true;
    this.fields.push({ reportId, bitAt, bits, count, array: (flags & 2) === 0, usages: this.#usages });
    return true;
  }
}

/** The usage of one element of a field. */
export function usageAt(field: InputField, element: number): number | undefined {
  return field.usages[Math.min(element, field.usages.length - 1)];
}

function valueOf(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 0x100 + byte, 0);
}
