/** The languages that have sheets of their own, in the order in which a sign of Han is looked for. */
const EAST_ASIA = ['zh-Hans', 'zh-Hant', 'ja', 'ko'] as const;

/** Signs that only those sheets have faces for. */
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/gu;

/** Sheets that were asked for; each is fetched once. */
const asked = new Map<string, Promise<void>>();

/** Signs that were looked for, each once. */
const sought = new Set<string>();

/** Brings the fonts that the words of these languages need. */
export async function bringLetters(languages: readonly string[]): Promise<void> {
  await Promise.all(EAST_ASIA.filter((language) => languages.includes(language)).map(bringSheet));
}

/**
 * Brings the fonts of every sign that comes onto the page from now on.
 *
 * Why watched: names of shops, wallets and orders may be written in any language, and the sheets of all of them are
 * more than a window should load.
 */
export function watchLetters(): void {
  const watch = new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') bringLettersOf(target.textContent);
      for (const node of addedNodes) bringLettersOf(node.textContent);
    }
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  // What is typed into a box is no text of the page.
  document.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) bringLettersOf(target.value);
  });
}

/** Brings a sheet of faces. One that does not come leaves the signs to the machine's own fonts. */
function bringSheet(name: string): Promise<void> {
  const known = asked.get(name);
  if (known !== undefined) return known;
  const coming = new Promise<void>((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `./fonts/${name}.css`;
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  asked.set(name, coming);
  return coming;
}

function bringLettersOf(text: string | null): void {
  for (const sign of text?.match(EAST_ASIAN) ?? []) {
    if (sought.has(sign)) continue;
    sought.add(sign);
    void bringLetter(sign);
  }
}

/** Brings one sheet after the other until one of them has a face for the sign. */
async function bringLetter(sign: string): Promise<void> {
  const code = sign.codePointAt(0) ?? 0;
  for (const sheet of sheetsFor(sign)) {
    if (hasFace(code)) return;
    await bringSheet(sheet);
  }
}

/** The sheets in which a sign may be: by its script, and those of Han from the page's language on. */
function sheetsFor(sign: string): readonly string[] {
  if (/\p{Script=Hangul}/u.test(sign)) return withRare(['ko']);
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sign)) return withRare(['ja']);
  const own = EAST_ASIA.filter((language) => language === document.documentElement.lang);
  return withRare([...new Set([...own, ...EAST_ASIA])]);
}

function withRare(languages: readonly string[]): readonly string[] {
  return languages.flatMap((language) => [language, `${language}-rare`]);
}

function hasFace(code: number): boolean {
  for (const face of document.fonts)
    if (spansOf(face).some(([from, to]) => code >= from && code <= to)) return true;
  return false;
}

const spans = new WeakMap<FontFace, readonly (readonly [number, number])[]>();

/** The ranges of a face, as `U+AC00-AC0F, U+20`. */
function spansOf(face: FontFace): readonly (readonly [number, number])[] {
  const known = spans.get(face);
  if (known !== undefined) return known;
  const read = face.unicodeRange.split(',').map((span) => {
    const [from = '', to = from] = span.trim().slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
  spans.set(face, read);
  return read;
}
