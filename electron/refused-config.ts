import { RefusedPage, type RefusedPageParts } from '../drivers/api/refused-page.ts';
import type { ConfigFault } from '../src/config/config-fault.ts';
import { readSettings } from './settings.ts';

/** How often a refused config is read again. Ours: whoever mends it sees at once what is left. */
const AGAIN_MS = 1000;

/** Shows in a page why a config is refused, and what is left of that whenever it was changed; settles when it is mended. */
export async function shownUntilMended(
  file: string,
  first: readonly ConfigFault[],
  parts: RefusedPageParts,
): Promise<void> {
  const page = await RefusedPage.opened(parts, first);
  let shown = JSON.stringify(first);
  return new Promise((mended) => {
    const look = (): void => {
      const settings = readSettings(file);
      if (settings.ok) {
        page.close();
        mended();
        return;
      }
      if (JSON.stringify(settings.error) !== shown) page.show(settings.error);
      shown = JSON.stringify(settings.error);
      parts.clock.after(AGAIN_MS, look);
    };
    parts.clock.after(AGAIN_MS, look);
  });
}
