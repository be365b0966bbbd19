/** A keyboard layout that scanners are set to by mistake: what a US reading makes of its keys, and what was meant. */
export interface KeyboardFault {
  readonly country: 'French' | 'German';
  /** Characters as read by the places of US keys, and in the same order those that the scanner meant. */
  readonly read: string;
  readonly meant: string;
}

/**
 * Layouts by which a scanner's codes come out wrong; only characters that payment codes have.
 *
 * Source: the layouts of ISO/IEC 9995 as the makers print them on the keys: AZERTY (France, Belgium), QWERTZ (Germany,
 * Austria, Switzerland).
 */
export const KEYBOARD_FAULTS: readonly KeyboardFault[] = [
  {
    country: 'French',
    read: '!@#$%^&*()qwaz;QWAZ:=+>',
    meant: '1234567890azqwmAZQWM=+/',
  },
  {
    country: 'German',
    read: 'yzYZ])&',
    meant: 'zyZY+=/',
  },
];

/** What a text meant if it was typed for that layout. */
export function asIfTypedOn({ read, meant }: KeyboardFault, text: string): string {
  return Array.from(text, (sign) => {
    const at = read.indexOf(sign);
    return at === -1 ? sign : meant.charAt(at);
  }).join('');
}
