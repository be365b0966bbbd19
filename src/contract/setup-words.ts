import type { z } from 'zod';
import type { setupSayingSchema } from './setup-schema.ts';

/** One thing that the set-up of a scanner says, with its sentence in English. */
export type SetupSaying = z.infer<typeof setupSayingSchema>;

type WithoutSay<Saying> = Saying extends unknown ? Omit<Saying, 'say'> : never;

/** The same without a sentence: a kind with its values. */
export type SetupFact = WithoutSay<SetupSaying>;

/** A sentence for each kind, in one language: a kind without a sentence does not compile. */
export type SetupWords = {
  readonly [Kind in SetupFact['kind']]:
    string | ((fact: Extract<SetupFact, { readonly kind: Kind }>) => string);
};

/** The sentence of one fact. */
export function setupSentence(words: SetupWords, fact: SetupFact): string {
  // The sentence of a kind takes the facts of that kind: the compiler does not follow this through an index.
  const sentence = words[fact.kind] as string | ((fact: SetupFact) => string);
  return typeof sentence === 'string' ? sentence : sentence(fact);
}
