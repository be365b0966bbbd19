/** What was typed on the amount pad so far. */
export interface PadEntry {
  /** Digits before a typed point; without one, they end in the smallest unit, as on a cash register. */
  readonly digits: string;
  /** Digits behind a typed point; null where none was typed. */
  readonly fraction: string | null;
  /** More came than an amount can hold: it was a scanner. Nothing counts until the next key that is no digit. */
  readonly jammed: boolean;
}

/** Digits of the largest amount that can be typed, in minor units; fewer than any payment code has. */
export const PAD_DIGITS_MAX = 12;

export const EMPTY_PAD: PadEntry = { digits: '', fraction: null, jammed: false };

/**
 * The pad after one key: a digit, `00`, `.`, `erase`, `clear` or `enter`.
 *
 * Why a pad can jam: a scanner that types like a keyboard ends its code with Enter. With no sale open that must not
 * become an amount, let alone a charge.
 */
export function typed(pad: PadEntry, key: string, decimals: number): PadEntry {
  if (/^\d+$/.test(key)) return pad.jammed ? pad : withDigits(pad, key, decimals);
  if (pad.jammed) return EMPTY_PAD;
  switch (key) {
    case 'clear':
      return EMPTY_PAD;
    case 'erase':
      return erased(pad);
    case '.':
    case ',':
      return decimals === 0 || pad.fraction !== null ? pad : { ...pad, fraction: '' };
    default:
      return pad;
  }
}

function withDigits(pad: PadEntry, key: string, decimals: number): PadEntry {
  if (pad.fraction !== null) {
    const fraction = pad.fraction + key;
    // A third digit behind the point is not an amount; it is never cut off in silence either.
    return fraction.length > decimals ? pad : within({ ...pad, fraction }, decimals);
  }
  return within({ ...pad, digits: (pad.digits + key).replace(/^0+/, '') }, decimals);
}

function within(pad: PadEntry, decimals: number): PadEntry {
  return minorOf(pad, decimals).length > PAD_DIGITS_MAX ? { ...EMPTY_PAD, jammed: true } : pad;
}

function erased(pad: PadEntry): PadEntry {
  if (pad.fraction === '') return { ...pad, fraction: null };
  if (pad.fraction !== null) return { ...pad, fraction: pad.fraction.slice(0, -1) };
  return { ...pad, digits: pad.digits.slice(0, -1) };
}

/** The amount in minor units, without leading zeros; empty for nothing. */
export function minorOf(pad: PadEntry, decimals: number): string {
  const all = pad.fraction === null ? pad.digits : pad.digits + pad.fraction.padEnd(decimals, '0');
  return all.replace(/^0+/, '');
}
