import type { Page } from 'playwright-core';

interface Watching {
  paintedAtMs: Promise<number>;
}

/** Watches for the first frame that has such an element; `text`: with this text. */
export async function watchPaint(page: Page, selector: string, text: string | null = null): Promise<void> {
  await page.evaluate(
    ([wanted, words]) => {
      (globalThis as unknown as Watching).paintedAtMs = new Promise((resolve) => {
        const observer = new MutationObserver(() => look());
        const look = (): void => {
          const element = document.querySelector(wanted);
          if (element === null || (words !== null && element.textContent !== words)) return;
          observer.disconnect();
          // A frame is painted between its animation callbacks and the next task.
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
            channel.port2.postMessage(null);
          });
        };
        observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
        look();
      });
    },
    [selector, text] as const,
  );
}

/** When it was painted, in ms of the wall clock. */
export function painted(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as Watching).paintedAtMs);
}
