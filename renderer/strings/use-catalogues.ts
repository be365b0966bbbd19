import { useEffect, useState } from 'preact/hooks';
import { catalogueOf } from './catalogues.ts';
import type { Catalogue } from './words.ts';

/** The catalogues of the tags, in their order; empty until they are there. */
export function useCatalogues(tags: readonly string[]): readonly Catalogue[] {
  const [catalogues, setCatalogues] = useState<readonly Catalogue[]>([]);
  const wanted = tags.join(' ');
  useEffect(() => {
    let stale = false;
    const all = wanted === '' ? [] : wanted.split(' ');
    void Promise.all(all.map(catalogueOf)).then((found) => {
      if (!stale) setCatalogues(found);
    });
    return () => {
      stale = true;
    };
  }, [wanted]);
  return catalogues;
}
