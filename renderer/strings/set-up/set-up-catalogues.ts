import type { Language } from '../catalogues.ts';
import { usePageWords } from '../page-words.ts';
import type { SetUpWords } from './set-up-words.ts';

/** Each fetched while a till is set up: no other till needs them. */
const CATALOGUES = {
  en: async () => (await import('./en.ts')).en,
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
  it: async () => (await import('./it.ts')).it,
  ja: async () => (await import('./ja.ts')).ja,
  ko: async () => (await import('./ko.ts')).ko,
  th: async () => (await import('./th.ts')).th,
  ms: async () => (await import('./ms.ts')).ms,
  id: async () => (await import('./id.ts')).id,
  vi: async () => (await import('./vi.ts')).vi,
  'zh-Hans': async () => (await import('./zh-hans.ts')).zhHans,
  'zh-Hant': async () => (await import('./zh-hant.ts')).zhHant,
} satisfies Record<Language, () => Promise<SetUpWords>>;

/** Fetches the sentences of a language; null until they are there. */
export function useSetUpCatalogue(tag: string): SetUpWords | null {
  return usePageWords(CATALOGUES, tag);
}
