import { randomInt } from 'node:crypto';
import { FAULTS } from './faults.ts';
import { WALLETS } from './wallets.ts';

/** Lengths of payment codes that are live today. Source: dossier section 1.1. */
export const CODE_LENGTHS = [24, 19, 18, 17] as const;
export type CodeLength = (typeof CODE_LENGTHS)[number];

/** What a new code begins with, by its length: issuer number and BTI 02, or the legacy prefix. */
function head(length: CodeLength): string {
  if (length === 24) return `${WALLETS[randomInt(WALLETS.length)]?.cii ?? '281001'}02`;
  // The 14th digit 6 makes it the Alipay+ 19-digit code.
  if (length === 19) return `289${digits(10)}6`;
  return '28';
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join('');
}

/**
 * A new payment code, as a wallet would show it.
 *
 * Shape: `length` digits; the last four are `suffix`, or, without one, four that choose no fault.
 */
export function randomCode(length: CodeLength, suffix?: string): string {
  const start = head(length);
  for (;;) {
    const code = start + digits(length - start.length);
    if (suffix !== undefined) return code.slice(0, -4) + suffix;
    if (!FAULTS.some((fault) => fault.codeSuffix !== undefined && code.endsWith(fault.codeSuffix)))
      return code;
  }
}
