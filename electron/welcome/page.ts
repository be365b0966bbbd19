import type { PhoneLanguage } from '../../src/phone/words.ts';
import { WELCOME_WORDS } from './words.ts';

/** What a touch of a key asks for: an address that is never loaded, only heard of. */
export const ANSWERS = { practise: 'till://app/practise', setUp: 'till://app/set-up' } as const;

/** Languages whose letters are a font of their own in the bundle. */
const WITH_OWN_LETTERS: readonly PhoneLanguage[] = ['ja', 'ko', 'zh-Hans', 'zh-Hant'];

/**
 * The page that asks what a till without a config is to be. Two keys, no script, and the fonts of the till.
 */
export function welcomeHtml(language: PhoneLanguage, place: string): string {
  const words = WELCOME_WORDS[language];
  const sheets = ['common', ...(WITH_OWN_LETTERS.includes(language) ? [language, `${language}-rare`] : [])];
  const links = sheets.map((name) => `<link rel="stylesheet" href="./fonts/${name}.css">`).join('');
  const where = words.setUpSay.replace('{place}', () => place);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>Paycode Till</title>${links}<link rel="stylesheet" href="./welcome.css"></head>
<body><main><h1>${escaped(words.title)}</h1>
<section><a href="${ANSWERS.practise}">${escaped(words.practise)}</a><p>${escaped(words.practiseSay)}</p></section>
<section><a href="${ANSWERS.setUp}">${escaped(words.setUp)}</a><p>${escaped(where)}</p></section>
</main></body></html>
`;
}

/** Colours and measures are those of the till's screens. */
export const WELCOME_STYLE = `*{box-sizing:border-box;margin:0}
body{background:#fdfbf5;color:#1b1a17;font:400 20px/1.4 'Noto Sans Variable','Noto Sans Thai Variable','Noto Sans JP Variable','Noto Sans KR Variable','Noto Sans SC Variable','Noto Sans TC Variable',sans-serif}
main{display:flex;flex-direction:column;justify-content:center;gap:40px;max-width:40rem;min-height:100vh;margin:auto;padding:40px 24px}
h1{font-size:40px;font-weight:700;line-height:1.2}
section{display:flex;flex-direction:column;gap:12px}
a{display:flex;align-items:center;justify-content:center;min-height:88px;padding:12px;border-radius:4px;background:#123a7a;color:#fff;font-size:28px;font-weight:700;text-align:center;text-decoration:none}
a:focus-visible{outline:3px solid #1b1a17;outline-offset:3px}
p{overflow-wrap:anywhere}
`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
