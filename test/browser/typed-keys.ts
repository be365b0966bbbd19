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

/** What the page calls once its main thread is kept. */
const KEPT = 'mainThreadKept';

/** Keeps the page's main thread busy until it is let go: all input that comes meanwhile waits in its queue. */
async function keepMainThread(session: CDPSession): Promise<() => Promise<unknown>> {
  await session.send('Runtime.addBinding', { name: KEPT });
  const kept = new Promise((resolve) => void session.once('Runtime.bindingCalled', resolve));
  const ended = session
    .send('Runtime.evaluate', { expression: `${KEPT}(''); for (;;);` })
    // It ends by being terminated, and is answered as an error.
    .catch(() => undefined);
  await kept;
  return () => Promise.all([session.send('Runtime.terminateExecution'), ended]);
}

/** The commands of a text's keys, each with its own time: `fromMs` since 1970, then one every so many milliseconds. */
function commandsOf(text: string, fromMs: number, everyMs: number, layout: HostLayout) {
  return Array.from(text, (character, i) => {
    const { code, key, shift } = strokeOf(character, layout);
    const said = key === 'Enter' ? { text: '\r' } : key.length === 1 ? { text: key } : {};
    const event = { code, key, modifiers: shift ? 8 : 0, timestamp: (fromMs + i * everyMs) / 1000 };
    return [
      { type: 'keyDown' as const, ...event, ...said },
      { type: 'keyUp' as const, ...event },
    ];
  }).flat();
}

/**
 * Types as a keyboard does, a key every so many milliseconds. It takes the time that it takes, but the keys come all
 * together, each with its own time.
 *
 * Why the page's main thread is kept: with all keys in its queue, the page meets them as on a machine that keeps up.
 */
export async function types(
  session: CDPSession,
  text: string,
  everyMs: number,
  layout: HostLayout = LAYOUTS[0]!,
): Promise<void> {
  const tookMs = text.length * everyMs;
  await new Promise((resolve) => setTimeout(resolve, tookMs));
  const letGo = await keepMainThread(session);
  const sent = commandsOf(text, Date.now() - tookMs, everyMs, layout).map((command) =>
    session.send('Input.dispatchKeyEvent', command),
  );
  // Sent after the keys and before any of them is answered: the browser does both in this order.
  await Promise.all([...sent, letGo()]);
}

/** Types as a scanner does on a machine that is too busy: each part comes once the page has done with the one before it. */
export async function typesLate(
  session: CDPSession,
  parts: readonly { readonly text: string; readonly done: () => Promise<unknown> }[],
  everyMs: number,
): Promise<void> {
  let fromMs = Date.now();
  for (const { text, done } of parts) {
    const isDone = done();
    for (const command of commandsOf(text, fromMs, everyMs, LAYOUTS[0]!))
      await session.send('Input.dispatchKeyEvent', command);
    fromMs += text.length * everyMs;
    await isDone;
  }
}
