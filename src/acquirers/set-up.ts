/** What the set-up asks for one key of an acquirer's part of the config. */
export interface SetUpField {
  /** The key's place in the part: `clientId`, `publicKeys.1`. */
  readonly path: string;
  /** What the acquirer's own papers call it, in every language. */
  readonly label: string;
  readonly form: SetUpForm;
  /** What most shops have; it is filled in already. */
  readonly usual?: string;
  readonly isOptional?: true;
}

/**
 * How a key is answered: a text; one of some words; yes or no; a text that nobody may read, which goes to a file of its
 * own; the till's own key, which may be made here; a key of the acquirer.
 */
export type SetUpForm =
  | { readonly kind: 'text' | 'yesNo' | 'secret' | 'ownKey' | 'theirKey' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** What the set-up asks for an acquirer: its name to a person, and its own keys in the order in which they are asked. */
export interface AcquirerSetUp {
  readonly name: string;
  readonly fields: readonly SetUpField[];
}

/** Asked for every kind: where it is, and whether the account is for tests. */
const OF_ALL: readonly SetUpField[] = [
  { path: 'stage', label: 'Stage', form: { kind: 'words', words: ['test', 'live'] }, usual: 'live' },
  { path: 'baseUrl', label: 'Gateway URL', form: { kind: 'text' } },
];

/** The questions of a kind: those of all kinds, then its own. */
export function setUpOf(name: string, fields: readonly SetUpField[]): AcquirerSetUp {
  return { name, fields: [...OF_ALL, ...fields] };
}
