/** What was typed of a PIN; `jammed` where more came than a PIN has: it was a scanner, and nothing of it counts. */
export interface PinEntry {
  readonly pin: string;
  readonly jammed: boolean;
}

export const NO_PIN: PinEntry = { pin: '', jammed: false };

/** Shorter PINs are never right. Source: `pin-hash` takes none. */
export const PIN_DIGITS_MIN = 4;
/** Fewer digits than any payment code has, so that a scan is never tried as a PIN. Ours. */
const PIN_DIGITS_MAX = 15;

/** The entry after one key: a digit, or `erase`. */
export function pinTyped(entry: PinEntry, key: string): PinEntry {
  if (!/^\d$/.test(key)) return entry.jammed ? NO_PIN : { ...entry, pin: entry.pin.slice(0, -1) };
  if (entry.jammed) return entry;
  const pin = entry.pin + key;
  return pin.length > PIN_DIGITS_MAX ? { pin: '', jammed: true } : { pin, jammed: false };
}
