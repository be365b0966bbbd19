import type { Brand } from './brand.ts';
import { BLANK, brandLines, centred, framed, pair, RULE, type Place, type Receipt } from './document.ts';
import type { PrinterProfile } from './profiles.ts';

/** Letters of every language that papers are printed in, and of scripts that names on them are written in. */
const LETTERS = [
  'ABCDEFGHIJ abcdefghij 0123456789',
  '.,:;!? () [] {} + - * / = % & @ #',
  'ÄÖÜ äöü ß éèê àâ ç ñ ¿ ¡ ò ù',
  '€ £ ¥ $ RM Rp ฿ ₫ ₱ ₩',
  'Tiếng Việt · ภาษาไทย',
  '日本語 ひらがな カタカナ',
  '한국어 · 简体中文 · 繁體中文',
  'العربية · עברית · हिन्दी · বাংলা · தமிழ்',
  'ខ្មែរ · ລາວ · မြန်မာ · ქართული',
];

/**
 * A page that shows a technician what a printer makes of what it is sent: letters of every language, the mark, sizes,
 * bars and a QR code, and the two edges of the paper.
 *
 * It bears no amount and no payment, and says that it is no receipt.
 */
export function testPageOf(
  place: Place,
  brands: readonly Brand[],
  profile: PrinterProfile,
  at: string,
): Receipt {
  const title = centred('*** TEST PAGE ***', 'plain', true);
  return framed(place, [
    ...brandLines(brands),
    centred('TEST PAGE', 'tall', true),
    centred('This is not a receipt.'),
    centred(at),
    RULE,
    ...pair('Profile', profile.name),
    ...pair('Charset', profile.charset),
    ...pair('Columns', String(profile.columns)),
    ...pair('Dots', String(profile.widthDots)),
    RULE,
    ...LETTERS.map((line) => centred(line)),
    RULE,
    ...pair('|<- left edge', 'right edge ->|'),
    RULE,
    { kind: 'barcode', text: '90123456789012345678901234' },
    BLANK,
    // Too long for bars on any paper: it comes out as a QR code.
    { kind: 'barcode', text: 'PAYCODE TILL TEST PAGE - IF YOU CAN READ THIS, THE QR CODE IS WELL PRINTED' },
    BLANK,
    title,
  ]);
}
