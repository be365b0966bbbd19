import type { Page } from 'playwright-core';

interface Taught {
  speak: (language: string) => void;
}

/**
 * A page that speaks any language at any moment: one till, and one sale, for all languages.
 *
 * How: the last view comes to the page once more, with another first language; an outcome that it tells is news again.
 */
export class Polyglot {
  readonly #page: Page;
  #scriptsUnderWay = 0;

  private constructor(page: Page) {
    this.#page = page;
    const counts = (by: number) => (request: { resourceType: () => string }) => {
      if (request.resourceType() === 'script') this.#scriptsUnderWay += by;
    };
    page.on('request', counts(1));
    page.on('requestfinished', counts(-1));
    page.on('requestfailed', counts(-1));
  }

  /** Teaches a page, which is loaded again for it. */
  static async taught(page: Page): Promise<Polyglot> {
    const polyglot = new Polyglot(page);
    await page.addInitScript(() => {
      interface View {
        terminal?: { languages: string[] };
        languages?: string[];
        scene?: { openedAt?: string };
      }
      const own = Object.getOwnPropertyDescriptor(EventTarget.prototype, 'addEventListener')?.value as (
        this: EventTarget,
        type: string,
        hear: (event: Event) => void,
      ) => void;
      let told: string | null = null;
      let wanted: string | null = null;
      let hear: (event: { data: string }) => void = () => undefined;
      const tell = (): void => {
        if (told === null) return;
        const view = JSON.parse(told) as View;
        const speaker = view.terminal ?? view;
        if (wanted !== null) speaker.languages = [wanted];
        if (wanted !== null && view.scene?.openedAt !== undefined)
          view.scene.openedAt = new Date().toISOString();
        hear({ data: JSON.stringify(view) });
      };
      EventSource.prototype.addEventListener = function (type: string, listener: unknown) {
        if (type === 'view') hear = listener as typeof hear;
        own.call(this, type, (event) => {
          if (type !== 'view') return (listener as (event: Event) => void)(event);
          told = (event as MessageEvent<string>).data;
          tell();
        });
      };
      (globalThis as unknown as Taught).speak = (language) => {
        wanted = language;
        tell();
      };
    });
    await page.reload();
    return polyglot;
  }

  /** Says what the page shows now in another language; its words are there when this resolves. */
  async speak(language: string): Promise<void> {
    await this.#page.evaluate((tag) => (globalThis as unknown as Taught).speak(tag), language);
    await this.#page.locator(`[lang="${language}"]`).first().waitFor({ state: 'attached' });
    // A page's own sentences are asked for once the window has its own; both are painted a frame after they came.
    do await this.#painted();
    while (this.#scriptsUnderWay > 0);
    await this.#painted();
  }

  #painted(): Promise<unknown> {
    return this.#page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }
}
