import type { View } from '../../src/contract/contract.ts';

/** What was typed on the amount pad so far. */
export interface PadEntry {
  /** Digits before a typed point: whole units, or all digits where the entry has no point. */
  readonly digits: string;
  /** Digits behind a typed point; null where none was typed. */
  readonly fraction: string | null;
  /** More came than an amount can hold: it was a scanner. Nothing counts until the next key that is no digit. */
  readonly jammed: boolean;
}

/** How a pad fills, by the config, and how many decimals its currency has. */
export interface PadRules {
  readonly entry: View['terminal']['amountEntry'];
  readonly decimals: number;
}

/** Digits of the largest amount that can be typed, in minor units; fewer than any payment code has. */
export const PAD_DIGITS_MAX = 12;

export const EMPTY_PAD: PadEntry = { digits: '', fraction: null, jammed: false };

/** Whether the point means anything: a currency without decimals has none, nor has a pad that fills from the right. */
export function hasPoint({ entry, decimals }: PadRules): boolean {
  return entry === 'major' && decimals > 0;
}

/**
 * The pad after one key: a digit, `00`, `.`, `erase`, `clear` or `enter`.
 *
 * Why a pad can jam: a slow scanner that types like a keyboard ends its code with Enter. That must not become an
 * amount, let alone a charge. A fast one is kept out of the window.
 */
export function typed(pad: PadEntry, key: string, rules: PadRules): PadEntry {
  if (/^\d+$/.test(key)) return pad.jammed ? pad : withDigits(pad, key, rules);
  if (pad.jammed) return EMPTY_PAD;
  switch (key) {
    case 'clear':
      return EMPTY_PAD;
    case 'erase':
      return erased(pad);
    case '.':
    case ',':
      return hasPoint(rules) && pad.fraction === null ? { ...pad, fraction: '' } : pad;
    default:
      return pad;
  }
}

/** A pad with an amount on it, as if it had been typed. */
export function padOf(minor: string, { entry, decimals }: PadRules): PadEntry {
  if (entry === 'minor' || decimals === 0) return { ...EMPTY_PAD, digits: minor };
  const padded = minor.padStart(decimals, '0');
  return { ...EMPTY_PAD, digits: padded.slice(0, -decimals), fraction: padded.slice(-decimals) };
}

function withDigits(pad: PadEntry, key: string, rules: PadRules): PadEntry {
  if (pad.fraction !== null) {
    const fraction = pad.fraction + key;
    // One digit too many behind the point is no amount; it changes nothing.
    return fraction.length > rules.decimals ? pad : within({ ...pad, fraction }, rules);
  }
  return within({ ...pad, digits: (pad.digits + key).replace(/^0+/, '') }, rules);
}

function within(pad: PadEntry, rules: PadRules): PadEntry {
  return minorOf(pad, rules).length > PAD_DIGITS_MAX ? { ...EMPTY_PAD, jammed: true } : pad;
}

function erased(pad: PadEntry): PadEntry {
  if (pad.fraction === '') return { ...pad, fraction: null };
  if (pad.fraction !== null) return { ...pad, fraction: pad.fraction.slice(0, -1) };
  return { ...pad, digits: pad.digits.slice(0, -1) };
}

/** The amount in minor units, without leading zeros; empty for nothing. */
export function minorOf({ digits, fraction }: PadEntry, { entry, decimals }: PadRules): string {
  const all = entry === 'minor' ? digits : digits + (fraction ?? '').padEnd(decimals, '0');
  return all.replace(/^0+/, '');
}
