import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { Polyglot } from './polyglot.ts';
import { PORTRAIT, SIZES, type Size } from './sizes.ts';
import type { Window } from './window.ts';

const SMALLEST = SIZES[1];
/** Looked at upright too: the shortest words, the longest, and two other scripts. */
export const LOOKED_AT: readonly string[] = ['en', 'de', 'th', 'ja'];

/** The sizes in which a language is looked at: `usual`, and in four languages `more` too. */
export function sizesFor(language: string, usual: readonly Size[], more: readonly Size[]): readonly Size[] {
  return LOOKED_AT.includes(language) ? [...usual, ...more] : usual;
}

/** A walk through the stages of a page that looks at each of them in every language. */
export class LanguageTour {
  /** What did not fit, of all that was looked at. */
  readonly faults: string[] = [];
  readonly #window: Window;
  readonly #polyglot: Polyglot;
  readonly #chapter: string;

  private constructor(window: Window, polyglot: Polyglot, chapter: string) {
    this.#window = window;
    this.#polyglot = polyglot;
    this.#chapter = chapter;
  }

  /** Starts at the amount of the next sale; `chapter` begins the name of each picture. */
  static async from(window: Window, chapter: string): Promise<LanguageTour> {
    const polyglot = await Polyglot.taught(window.page);
    await window.shows('Amount to charge');
    return new LanguageTour(window, polyglot, chapter);
  }

  /** Waits until the stage holds `scene`, and looks at it in every language, or in those named. */
  async look(scene: string, name: string, languages: readonly string[] = LANGUAGES): Promise<void> {
    await this.#window.page.locator(`.stage ${scene}`).first().waitFor();
    for (const language of languages) {
      await this.#polyglot.speak(language);
      const sizes = sizesFor(language, [SMALLEST], [PORTRAIT]);
      const found = await this.#window.shots(`${this.#chapter}-${language}-${name}`, sizes);
      this.faults.push(...found.map((fault) => `${language} ${name}: ${fault}`));
    }
  }
}
