import { useLayoutEffect, useState } from 'preact/hooks';
import { catalogueOf, languageOf } from './catalogues.ts';
import { bringLetters } from './letters.ts';
import type { Catalogue } from './words.ts';

/** The catalogues of the tags, in their order; empty until they and the fonts of their words are there. */
export function useCatalogues(tags: readonly string[]): readonly Catalogue[] {
  const [catalogues, setCatalogues] = useState<readonly Catalogue[]>([]);
  const wanted = tags.join(' ');
  // Before anything is painted: what is shown first waits for its words.
  useLayoutEffect(() => {
    let stale = false;
    const all = wanted === '' ? [] : wanted.split(' ');
    const letters = bringLetters(all.map(languageOf));
    void Promise.all(all.map(catalogueOf)).then(async (found) => {
      await letters;
      if (!stale) setCatalogues(found);
    });
    return () => {
      stale = true;
    };
  }, [wanted]);
  return catalogues;
}
