/** A rectangle of dots, black or white, as a printer head burns it. */
export class Bitmap {
  readonly width: number;
  readonly height: number;
  /** Bytes of a row; the first dot is the highest bit of its first byte, 1 is black. */
  readonly stride: number;
  readonly bytes: Uint8Array;

  constructor(width: number, height: number, bytes?: Uint8Array) {
    this.width = width;
    this.height = height;
    this.stride = Math.ceil(width / 8);
    this.bytes = bytes ?? new Uint8Array(this.stride * height);
  }

  isBlack(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false;
    return ((this.bytes[y * this.stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  }

  /** Makes a rectangle black; what is beyond the edges is left out. */
  blacken(x: number, y: number, width = 1, height = 1): void {
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
      for (let dot = Math.max(0, x); dot < Math.min(this.width, x + width); dot += 1) {
        const at = row * this.stride + (dot >> 3);
        this.bytes[at] = (this.bytes[at] ?? 0) | (0x80 >> (dot & 7));
      }
    }
  }

  /** Puts another one on top, each of its dots `scaleX` by `scaleY` large; white lets through what is below. */
  stamp(other: Bitmap, x: number, y: number, scaleX = 1, scaleY = 1): void {
    if (scaleX === 1 && scaleY === 1 && x >= 0 && x + other.width <= this.width)
      return this.#lay(other, x, y);
    for (let row = 0; row < other.height; row += 1) {
      for (let dot = 0; dot < other.width; dot += 1) {
        if (other.isBlack(dot, row)) this.blacken(x + dot * scaleX, y + row * scaleY, scaleX, scaleY);
      }
    }
  }

  /** The same for dots of one size that lie between the edges at the sides: byte by byte. */
  #lay(other: Bitmap, x: number, y: number): void {
    const shift = x & 7;
    const last = Math.min(other.height, this.height - y);
    for (let row = Math.max(0, -y); row < last; row += 1) {
      let at = (y + row) * this.stride + (x >> 3);
      for (let from = row * other.stride; from < (row + 1) * other.stride; from += 1, at += 1) {
        const byte = other.bytes[from] ?? 0;
        if (byte === 0) continue;
        this.bytes[at] = (this.bytes[at] ?? 0) | (byte >> shift);
        // Beyond the right edge there are no black dots, so the next row is not touched.
        const rest = (byte << (8 - shift)) & 0xff;
        if (rest !== 0) this.bytes[at + 1] = (this.bytes[at + 1] ?? 0) | rest;
      }
    }
  }

  /** The same rows with as few bytes to the right as hold anything black; at least one. */
  withoutBlankRight(): Bitmap {
    let used = 1;
    for (let at = 0; at < this.bytes.length; at += 1) {
      if (this.bytes[at] !== 0) used = Math.max(used, (at % this.stride) + 1);
    }
    const narrow = new Bitmap(used * 8, this.height);
    for (let row = 0; row < this.height; row += 1) {
      narrow.bytes.set(this.bytes.subarray(row * this.stride, row * this.stride + used), row * used);
    }
    return narrow;
  }
}
