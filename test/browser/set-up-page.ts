import { boardOf, capitalOf } from '../../renderer/keyboard/boards.ts';
import { en } from '../../renderer/strings/en.ts';
import { en as words } from '../../renderer/strings/set-up/en.ts';
import type { Window } from './window.ts';

const { letters } = boardOf('en');
const KEYS = letters.flat();

/** The pages of the set-up as a finger uses them: no key of a keyboard is pressed. */
export class SetUpPage {
  readonly window: Window;
  /** The headlines of what was asked, in their order. */
  readonly asked: string[] = [];
  #isCapital = false;

  constructor(window: Window) {
    this.window = window;
  }

  /** Waits for a question, and counts it. */
  async asks(headline: string): Promise<void> {
    await this.window.shows(headline);
    this.asked.push(headline);
  }

  /** A question that is answered by a text, which is touched out on the screen's keyboard in place of what stands there. */
  async text(headline: string, text: string): Promise<void> {
    await this.asks(headline);
    // A new scene's keyboard begins with small letters.
    this.#isCapital = false;
    const box = this.window.page.locator('.set-up input');
    for (let left = (await box.inputValue()).length; left > 0; left -= 1) await this.#key(en.keyboard.erase);
    for (const letter of text) await this.#letter(letter);
    await this.touch(words.next);
  }

  /** A question that is answered by one of its options. */
  async pick(headline: string, option: string | RegExp): Promise<void> {
    await this.asks(headline);
    await this.window.page.locator('.set-up-options').getByRole('button', { name: option }).tap();
  }

  /** A question whose answer stands there already, or that is passed over. */
  async takes(headline: string, key = words.next): Promise<void> {
    await this.asks(headline);
    await this.touch(key);
  }

  /** A trial that must be good. */
  async tries(headline: string): Promise<void> {
    await this.asks(headline);
    await this.touch(words.tryIt);
    await this.window.page.locator('.set-up-told .shape-ok').waitFor();
    await this.touch(words.next);
  }

  /** A PIN, twice. */
  async pin(headline: string, pin: string): Promise<void> {
    await this.asks(headline);
    for (let time = 0; time < 2; time += 1) {
      if (time === 1) await this.window.page.getByText(words.onceMore).waitFor();
      for (const digit of pin) await this.window.touch(digit);
      await this.touch(words.next);
    }
  }

  /** Touches one of the page's own keys. */
  async touch(name: string): Promise<void> {
    await this.window.page.locator('.actions, .pad-actions').getByRole('button', { name }).tap();
  }

  async #letter(letter: string): Promise<void> {
    if (letter === ' ') return this.#key(en.keyboard.space);
    const small = KEYS.find((key) => key === letter);
    const key = small ?? KEYS.find((each) => capitalOf(each) === letter);
    if (key === undefined) throw new Error(`no key of the screen writes ${letter}`);
    const wantsCapital = small === undefined;
    // Where it is written either way, what stands is left.
    if (wantsCapital !== this.#isCapital) {
      await this.#key('ABC');
      this.#isCapital = wantsCapital;
    }
    await this.#key(letter);
  }

  async #key(name: string): Promise<void> {
    await this.window.page.locator('.keyboard').getByRole('button', { name, exact: true }).first().tap();
  }
}
