import { useEffect, useState } from 'preact/hooks';
import { languageOf, type Language } from './catalogues.ts';

/** Fetches the sentences of a page in a language; null until they are there. */
export function usePageWords<T>(
  catalogues: Readonly<Record<Language, () => Promise<T>>>,
  tag: string,
): T | null {
  const [words, setWords] = useState<T | null>(null);
  useEffect(() => {
    let wanted = true;
    void catalogues[languageOf(tag)]().then((found) => {
      if (wanted) setWords(found);
    });
    return () => {
      wanted = false;
    };
  }, [tag]);
  return words;
}
