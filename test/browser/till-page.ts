import type { Page } from 'playwright-core';

/** From key to key: slower than any scanner. Source: SCAN_POLICY. */
const PERSON_MS = 100;

/** From key to key of a scanner that types. Source: SCAN_POLICY. */
const SCANNER_MS = 3;

/** A key as the browser takes it: its name, its place on a US keyboard, what it writes. */
interface TypedKey {
  readonly key: string;
  readonly code: string;
  readonly windowsVirtualKeyCode: number;
  readonly text: string;
  readonly modifiers: number;
}

const SHIFTED = 8;
const PLACES: Readonly<Record<string, readonly [code: string, virtual: number]>> = {
  '\r': ['Enter', 13],
  '-': ['Minus', 189],
  '.': ['Period', 190],
  '/': ['Slash', 191],
};

function keyOf(character: string): TypedKey {
  const upper = character.toUpperCase();
  const [code, windowsVirtualKeyCode] = PLACES[character] ?? [
    /\d/.test(character) ? `Digit${character}` : `Key${upper}`,
    upper.charCodeAt(0),
  ];
  const key = character === '\r' ? 'Enter' : character;
  return { key, code, windowsVirtualKeyCode, text: character, modifiers: /^[A-Z]$/.test(key) ? SHIFTED : 0 };
}

/** A page of the till, used as a cashier uses it: in a browser, or in the kiosk. */
export class TillPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Waits until the stage has this headline; where it does not come, says what is there instead. */
  async shows(headline: string): Promise<void> {
    try {
      await this.page.getByRole('heading', { level: 1, name: headline }).waitFor();
    } catch (cause) {
      const instead = await this.page.locator('body').innerText();
      throw new Error(`"${headline}" did not come; the window says: ${instead}`, { cause });
    }
  }

  /** Waits until this is said anywhere on the page. */
  async says(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Presses the button with this name. */
  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** Touches the button with this name. */
  async touch(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).tap();
  }

  /** Presses keys of the keyboard, one after the other. */
  async keys(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.page.keyboard.press(name);
  }

  /** Types characters on the keyboard, at a person's pace. */
  async type(characters: string): Promise<void> {
    await this.page.keyboard.type(characters, { delay: PERSON_MS });
  }

  /**
   * Types characters as fast as a scanner: each key says its own time, so that a busy machine does not slow it.
   *
   * It takes the time that it takes: a last key of a time that is still to come would make the first one older than now.
   */
  async pour(characters: string): Promise<void> {
    const keyboard = await this.page.context().newCDPSession(this.page);
    const fromMs = Date.now();
    await new Promise((resolve) => setTimeout(resolve, characters.length * SCANNER_MS));
    await Promise.all(
      Array.from(characters).flatMap((character, i) => {
        const key = keyOf(character);
        const timestamp = (fromMs + i * SCANNER_MS) / 1000;
        return [
          keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', timestamp, ...key }),
          keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', timestamp, ...key, text: '' }),
        ];
      }),
    );
    await keyboard.detach();
  }

  /** Types an amount as it is written, such as `12.50`, and charges it. */
  async charge(written: string): Promise<void> {
    await this.shows('Amount to charge');
    await this.type(written);
    await this.keys('Enter');
    await this.shows("Scan the customer's code");
  }

  /** Types a code as a scanner does: digits, then Enter. */
  async scan(code: string): Promise<void> {
    await this.pour(`${code}\r`);
  }

  /** Gives a manager's PIN where it is asked for; `name` chooses the manager where there are several. */
  async approves(pin: string, name?: string): Promise<void> {
    await this.shows('Approve with your PIN');
    if (name !== undefined) await this.page.getByRole('button', { name, exact: true }).press('Enter');
    await this.type(pin);
    await this.keys('Enter');
  }

  /** Opens the day, which a manager does: the one of this name, or the only one. */
  async opensDay(pin: string, name?: string): Promise<void> {
    await this.keys('F4');
    await this.page.locator('.sign-in .pin').waitFor();
    if (name !== undefined) await this.page.getByRole('button', { name, exact: true }).press('Enter');
    await this.type(pin);
    await this.keys('Enter');
    await this.page.locator('.stage .day').waitFor();
  }
}
