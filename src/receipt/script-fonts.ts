/** The scripts that a shaper draws, each from a font of its own; the order is that in which they are tried. */
const SCRIPTS = {
  arabic: /\p{scx=Arabic}/u,
  hebrew: /\p{scx=Hebrew}/u,
  syriac: /\p{scx=Syriac}/u,
  thaana: /\p{scx=Thaana}/u,
  'n-ko': /\p{scx=Nko}/u,
  adlam: /\p{scx=Adlam}/u,
  'hanifi-rohingya': /\p{scx=Hanifi_Rohingya}/u,
  mandaic: /\p{scx=Mandaic}/u,
  devanagari: /\p{scx=Devanagari}/u,
  bengali: /\p{scx=Bengali}/u,
  gurmukhi: /\p{scx=Gurmukhi}/u,
  gujarati: /\p{scx=Gujarati}/u,
  oriya: /\p{scx=Oriya}/u,
  tamil: /\p{scx=Tamil}/u,
  telugu: /\p{scx=Telugu}/u,
  kannada: /\p{scx=Kannada}/u,
  malayalam: /\p{scx=Malayalam}/u,
  sinhala: /\p{scx=Sinhala}/u,
  thai: /\p{scx=Thai}/u,
  lao: /\p{scx=Lao}/u,
  myanmar: /\p{scx=Myanmar}/u,
  khmer: /\p{scx=Khmer}/u,
  tibetan: /\p{scx=Tibetan}/u,
  mongolian: /\p{scx=Mongolian}/u,
  javanese: /\p{scx=Javanese}/u,
  balinese: /\p{scx=Balinese}/u,
  sundanese: /\p{scx=Sundanese}/u,
  buginese: /\p{scx=Buginese}/u,
  batak: /\p{scx=Batak}/u,
  cham: /\p{scx=Cham}/u,
  tagalog: /\p{scx=Tagalog}/u,
  'tai-le': /\p{scx=Tai_Le}/u,
  'new-tai-lue': /\p{scx=New_Tai_Lue}/u,
  'tai-tham': /\p{scx=Tai_Tham}/u,
  'tai-viet': /\p{scx=Tai_Viet}/u,
  'kayah-li': /\p{scx=Kayah_Li}/u,
  'ol-chiki': /\p{scx=Ol_Chiki}/u,
  'meetei-mayek': /\p{scx=Meetei_Mayek}/u,
  chakma: /\p{scx=Chakma}/u,
  limbu: /\p{scx=Limbu}/u,
  lepcha: /\p{scx=Lepcha}/u,
  lisu: /\p{scx=Lisu}/u,
  miao: /\p{scx=Miao}/u,
  yi: /\p{scx=Yi}/u,
  georgian: /\p{scx=Georgian}/u,
  armenian: /\p{scx=Armenian}/u,
  ethiopic: /\p{scx=Ethiopic}/u,
  tifinagh: /\p{scx=Tifinagh}/u,
  vai: /\p{scx=Vai}/u,
  cherokee: /\p{scx=Cherokee}/u,
  'canadian-aboriginal': /\p{scx=Canadian_Aboriginal}/u,
  osage: /\p{scx=Osage}/u,
  /** Latin, Greek and Cyrillic with marks that the dots lack, and whatever else its font has. */
  latin: /[^]/u,
} as const;
export type ScriptFont = keyof typeof SCRIPTS;
/** Every font of a script, by the name of its file. */
export const SCRIPT_FONTS = Object.keys(SCRIPTS) as readonly ScriptFont[];

const found = new Map<string, readonly ScriptFont[]>();

/** The fonts that may have a character, the likeliest first. */
export function fontsFor(character: string): readonly ScriptFont[] {
  const before = found.get(character);
  if (before !== undefined) return before;
  const fonts = SCRIPT_FONTS.filter((font) => SCRIPTS[font].test(character));
  found.set(character, fonts);
  return fonts;
}
