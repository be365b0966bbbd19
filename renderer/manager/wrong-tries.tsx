import { useDeskWords } from '../strings/manager/desk-words.ts';

/** Tells who approved how often a wrong PIN was typed since the approval before, if it was. */
export function WrongTries({
  of: { wrongTriesBefore = 0 },
}: {
  /** The till's answer to the approval. */
  readonly of: { readonly wrongTriesBefore?: number | undefined };
}) {
  const { approve } = useDeskWords();
  return wrongTriesBefore === 0 ? null : (
    <p class="say wrong-tries">{approve.wrongTries(wrongTriesBefore)}</p>
  );
}
