import type { CDPSession } from 'playwright-core';

/** What a machine set to a language makes of the keys of a US keyboard: pairs of what is on the key, and what it says. */
export interface HostLayout {
  readonly name: string;
  readonly us: string;
  readonly says: string;
}

export const LAYOUTS: readonly HostLayout[] = [
  { name: 'US', us: '', says: '' },
  { name: 'German', us: 'yzYZ-=/+]', says: 'zyZYß´-`+' },
  {
    name: 'Dvorak',
    us: `qwertyuiop[]asdfghjkl;'zxcvbnm,./-=QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?_+1234567890`,
    says: `',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz[]"<>PYFGCRL?+AOEUIDHTNS_:QJKXBMWVZ{}7531902468`,
  },
];

const SIGNS: Readonly<Record<string, string>> = {
  ...{ '-': 'Minus', '=': 'Equal', '[': 'BracketLeft', ']': 'BracketRight', ';': 'Semicolon' },
  ...{ "'": 'Quote', ',': 'Comma', '.': 'Period', '/': 'Slash', '\r': 'Enter', '\t': 'Tab' },
};
const SHIFTED: Readonly<Record<string, string>> = { '+': '=', '?': '/', _: '-' };

interface Stroke {
  readonly code: string;
  readonly key: string;
  readonly shift: boolean;
}

/** The key that a scanner set to USA presses for a character, and what the machine takes it for. */
function strokeOf(character: string, { us, says }: HostLayout): Stroke {
  const plain = SHIFTED[character] ?? character.toLowerCase();
  const shift = plain !== character;
  const code = /^[a-z]$/.test(plain)
    ? `Key${plain.toUpperCase()}`
    : /^\d$/.test(plain)
      ? `Digit${plain}`
      : (SIGNS[plain] ?? '');
  const at = us.indexOf(character);
  const key = code === 'Enter' || code === 'Tab' ? code : at === -1 ? character : says.charAt(at);
  return { code, key, shift };
}

/**
 * Types as a keyboard does, a key every so many milliseconds. It takes the time that it takes, but the keys come all
 * together, each with its own time, so that a busy machine changes nothing.
 */
export async function types(
  session: CDPSession,
  text: string,
  everyMs: number,
  layout: HostLayout = LAYOUTS[0]!,
): Promise<void> {
  const tookMs = text.length * everyMs;
  await new Promise((resolve) => setTimeout(resolve, tookMs));
  const startedAt = (Date.now() - tookMs) / 1000;
  const sent = Array.from(text, (character, i) => {
    const { code, key, shift } = strokeOf(character, layout);
    const said = key === 'Enter' ? { text: '\r' } : key.length === 1 ? { text: key } : {};
    const event = { code, key, modifiers: shift ? 8 : 0, timestamp: startedAt + (i * everyMs) / 1000 };
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...said }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
    ];
  });
  await Promise.all(sent.flat());
}
