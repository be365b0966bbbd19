/** The keys of a board in their rows, from above; a key is what it writes. */
export type Rows = readonly (readonly string[])[];

/** What the keyboard on the screen offers in a language. */
export interface Board {
  readonly letters: Rows;
  readonly accents: Rows;
  /** What stands on the key that leads to the accents. */
  readonly accentsName: string;
}

const rows = (...lines: readonly string[]): Rows => lines.map((line) => Array.from(line));

const DIGITS = '1234567890-';
/** Order and payment ids are Latin letters, digits and these signs: this board is enough to look for anything. */
const QWERTY = rows(DIGITS, "qwertyuiop'", 'asdfghjkl#_', 'zxcvbnm,./');
const WESTERN = {
  accents: rows('àáâäãåæçèéê', 'ëìíîïñòóôöõ', "øœùúûüßÿ¿¡'", '&@+():;?!"'),
  accentsName: 'àéñ',
};

/** The tones of Vietnamese under their own names: each is put on the vowel before it. */
export const TONES: Readonly<Record<string, string>> = {
  sắc: '\u0301',
  huyền: '\u0300',
  hỏi: '\u0309',
  ngã: '\u0303',
  nặng: '\u0323',
};

const VIETNAMESE: Board = {
  letters: QWERTY,
  accents: [Object.keys(TONES), ...rows('ăâđêôơư', '\'"-_/#@&+', '.,:;?!()')],
  accentsName: 'ăđế',
};

/** The boards of languages that have their own; all others have QWERTY. Source: the layouts of keyboards sold there. */
const BOARDS: Readonly<Record<string, Board>> = {
  de: { ...WESTERN, letters: rows(DIGITS, 'qwertzuiopü', 'asdfghjklöä', 'yxcvbnm,.ß') },
  fr: { ...WESTERN, letters: rows(DIGITS, "azertyuiop'", 'qsdfghjklmé', 'wxcvbn,.èç') },
  es: { ...WESTERN, letters: rows(DIGITS, "qwertyuiop'", 'asdfghjklñ_', 'zxcvbnm,./') },
  it: { ...WESTERN, letters: rows(DIGITS, 'qwertyuiopè', 'asdfghjklòà', 'zxcvbnm,.ù') },
  vi: VIETNAMESE,
};

/** The board of a language of the till. */
export function boardOf(language: string): Board {
  return BOARDS[language] ?? { ...WESTERN, letters: QWERTY };
}

/** What a key writes while capitals are on: the signs that keyboards have over the digits, else the capital letter. */
const CAPITALS: Readonly<Record<string, string>> = {
  ...{ 1: '!', 2: '"', 3: '#', 4: '$', 5: '%', 6: '&', 7: '*', 8: '(', 9: ')', 0: '=', '-': '+' },
  ...{ "'": '"', '#': '@', _: ':', ',': ';', '.': ':', '/': '?', ß: 'ẞ' },
};

/** A key with capitals on. */
export function capitalOf(key: string): string {
  return key in TONES ? key : (CAPITALS[key] ?? key.toUpperCase());
}
