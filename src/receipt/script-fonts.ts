/** The scripts that a shaper draws, by the names of Unicode, each from a font of its own; the order is that in which they are tried. */
const SCRIPTS = {
  arabic: 'Arabic',
  hebrew: 'Hebrew',
  syriac: 'Syriac',
  thaana: 'Thaana',
  'n-ko': 'Nko',
  adlam: 'Adlam',
  'hanifi-rohingya': 'Hanifi_Rohingya',
  mandaic: 'Mandaic',
  devanagari: 'Devanagari',
  bengali: 'Bengali',
  gurmukhi: 'Gurmukhi',
  gujarati: 'Gujarati',
  oriya: 'Oriya',
  tamil: 'Tamil',
  telugu: 'Telugu',
  kannada: 'Kannada',
  malayalam: 'Malayalam',
  sinhala: 'Sinhala',
  thai: 'Thai',
  lao: 'Lao',
  myanmar: 'Myanmar',
  khmer: 'Khmer',
  tibetan: 'Tibetan',
  mongolian: 'Mongolian',
  javanese: 'Javanese',
  balinese: 'Balinese',
  sundanese: 'Sundanese',
  buginese: 'Buginese',
  batak: 'Batak',
  cham: 'Cham',
  tagalog: 'Tagalog',
  'tai-le': 'Tai_Le',
  'new-tai-lue': 'New_Tai_Lue',
  'tai-tham': 'Tai_Tham',
  'tai-viet': 'Tai_Viet',
  'kayah-li': 'Kayah_Li',
  'ol-chiki': 'Ol_Chiki',
  'meetei-mayek': 'Meetei_Mayek',
  chakma: 'Chakma',
  limbu: 'Limbu',
  lepcha: 'Lepcha',
  lisu: 'Lisu',
  miao: 'Miao',
  yi: 'Yi',
  georgian: 'Georgian',
  armenian: 'Armenian',
  ethiopic: 'Ethiopic',
  tifinagh: 'Tifinagh',
  vai: 'Vai',
  cherokee: 'Cherokee',
  'canadian-aboriginal': 'Canadian_Aboriginal',
  osage: 'Osage',
  /** Latin, Greek and Cyrillic with marks that the dots lack, and whatever else its font has. */
  latin: null,
} as const;
export type ScriptFont = keyof typeof SCRIPTS;
/** Every font of a script, by the name of its file. */
export const SCRIPT_FONTS = Object.keys(SCRIPTS) as readonly ScriptFont[];

/** What tells the letters of a font's script; made with the first letter that needs one, as few shops have any. */
let letters: readonly (readonly [ScriptFont, RegExp])[] | null = null;
const found = new Map<string, readonly ScriptFont[]>();

/** The fonts that may have a character, the likeliest first. */
export function fontsFor(character: string): readonly ScriptFont[] {
  const before = found.get(character);
  if (before !== undefined) return before;
  letters ??= SCRIPT_FONTS.map((font) => [font, lettersOf(SCRIPTS[font])]);
  const fonts = letters.filter(([, of]) => of.test(character)).map(([font]) => font);
  found.set(character, fonts);
  return fonts;
}

function lettersOf(script: string | null): RegExp {
  return script === null ? /[^]/u : new RegExp(`\\p{scx=${script}}`, 'u');
}
