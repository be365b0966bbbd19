import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { BenchWords } from '../../renderer/strings/technician/bench-words.ts';
import { setupSayingSchema } from '../../src/contract/setup-schema.ts';
import { setupSentence, type SetupFact } from '../../src/contract/setup-words.ts';
import { SETUP_SENTENCES } from '../../src/scan/setup-sentences.ts';
import { SETUP_SAYINGS } from '../fakes/setup-facts.ts';

const OTHERS = LANGUAGES.filter((language) => language !== 'en');
/** The longest English sentence: the page's room was measured with it. */
const LETTERS_MAX = Math.max(...SETUP_SAYINGS.map(({ say }) => say.length));

async function benchOf(language: string): Promise<BenchWords> {
  const file = new URL(`../../renderer/strings/technician/${language.toLowerCase()}.ts`, import.meta.url);
  return Object.values((await import(file.href)) as Record<string, BenchWords>)[0]!;
}

/** Every value that a fact may have of those that are told apart. */
function variantsOf(kind: 'noListen' | 'notWritten' | 'device' | 'notListed' | 'wrongKeyboard'): SetupFact[] {
  const option = setupSayingSchema.options.find(({ shape }) => shape.kind.value === kind)!;
  const [key, values] = Object.entries(
    option.shape as Record<string, { readonly options?: readonly string[] }>,
  )
    .filter(([name, { options }]) => name !== 'kind' && options !== undefined)
    .map(([name, { options }]) => [name, options ?? []] as const)[0]!;
  const fact = SETUP_SAYINGS.find((saying) => saying.kind === kind)!;
  // What the schema lists is a fact of this kind.
  return values.map((value) => ({ ...fact, [key]: value }));
}

describe("The scanner's set-up says what it finds in the language of the screen", () => {
  it('the table of this test has each kind that the till may tell', () => {
    const kinds = setupSayingSchema.options.map(({ shape }) => shape.kind.value);

    expect(SETUP_SAYINGS.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
    expect(SETUP_SAYINGS.filter((saying) => !setupSayingSchema.safeParse(saying).success)).toEqual([]);
  });

  it.each(OTHERS)(
    '%s: each has a sentence of its own, no English one, and no longer than there is room',
    async (language) => {
      const { setupSays: words } = await benchOf(language);
      if (words === null) throw new Error(`${language} has no sentences`);
      const said = SETUP_SAYINGS.map((saying) => ({ ...saying, here: setupSentence(words, saying) }));

      expect(
        said.filter(({ here, say }) => here.trim() === '' || here === say || /undefined/.test(here)),
      ).toEqual([]);
      expect(new Set(said.map(({ here }) => here)).size).toBe(SETUP_SAYINGS.length);
      expect(said.map(({ here }) => here).filter((here) => here.length > LETTERS_MAX)).toEqual([]);
    },
  );

  it.each(OTHERS)('%s: no value of a finding is lost, and none is left in English', async (language) => {
    const { setupSays: words } = await benchOf(language);
    if (words === null) throw new Error(`${language} has no sentences`);
    const kinds = ['noListen', 'notWritten', 'device', 'notListed', 'wrongKeyboard'] as const;
    const said = kinds.map((kind) => variantsOf(kind).map((fact) => setupSentence(words, fact)));

    for (const sentences of said) expect(new Set(sentences).size).toBe(sentences.length);
    expect(said.flat().join(' ')).not.toMatch(/undefined|denied|French|German\b|Serial line|Keyboard/);
  });

  it('English: the sentence of the till itself is shown', async () => {
    expect((await benchOf('en')).setupSays).toBeNull();
    expect(setupSentence(SETUP_SENTENCES, { kind: 'ends', signs: 'CR (Enter)' })).toBe(
      'Each code ends with CR (Enter).',
    );
  });
});
