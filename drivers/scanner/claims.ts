/**
 * Which devices are in use by a scanner of this till.
 *
 * Why: two scanners of one model fit the same entry of the config, and a HID device can be read twice; each must be
 * one scanner's, or a code would count twice.
 */
export class Claims {
  readonly #paths = new Set<string>();

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Takes a path; false where it is another's. */
  take(path: string): boolean {
    if (this.#paths.has(path)) return false;
    this.#paths.add(path);
    return true;
  }

  drop(path: string): void {
    this.#paths.delete(path);
  }
}

/** A USB device's numbers as they are written: `05e0:1300`. */
export function usbNumbers(vendorId: number | undefined, productId: number | undefined): string {
  const hex = (id: number | undefined) =>
    id === undefined ? '(any product)' : id.toString(16).padStart(4, '0');
  return `${hex(vendorId)}:${hex(productId)}`;
}
