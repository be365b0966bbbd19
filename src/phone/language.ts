import { PHONE_WORDS, type PhoneLanguage } from './words.ts';

/** Tags that name one of our languages in another way. Source: the script that is usual there (CLDR likely subtags). */
const ALIASES: readonly (readonly [RegExp, PhoneLanguage])[] = [
  [/^zh-(hant|tw|hk|mo)\b/, 'zh-Hant'],
  [/^zh\b/, 'zh-Hans'],
];
const LANGUAGES = Object.keys(PHONE_WORDS) as readonly PhoneLanguage[];
/** A header that is longer is no phone's. */
const HEADER_MAX = 512;

/**
 * The language that a phone likes best of those that there are.
 *
 * `header`: `Accept-Language` as it came. Without one that is known, English. Source: RFC 9110, section 12.5.4.
 */
export function phoneLanguage(header: string | undefined): PhoneLanguage {
  const wanted = (header ?? '')
    .slice(0, HEADER_MAX)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...more] = part.trim().toLowerCase().split(';');
      const weight = Number(/^\s*q=([\d.]+)/.exec(more[0] ?? '')?.[1] ?? 1);
      return { tag: tag.trim(), weight: Number.isNaN(weight) ? 0 : weight, at };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
  for (const { tag } of wanted) {
    const known = languageOf(tag);
    if (known !== undefined) return known;
  }
  return 'en';
}

function languageOf(tag: string): PhoneLanguage | undefined {
  const alias = ALIASES.find(([pattern]) => pattern.test(tag));
  return alias?.[1] ?? LANGUAGES.find((language) => language.toLowerCase() === tag.split('-')[0]);
}
