import { createHash } from 'node:crypto';
import { formatAmount } from '../ground/money/format.ts';
import type { Amount } from '../ground/money/amount.ts';
import { PHONE_WORDS, type PhoneLanguage, type PhoneWords } from './words.ts';

/** What a page for the phone tells beside "look at the till". */
export type Told = Extract<keyof PhoneWords, 'over' | 'elsewhere' | 'opened' | 'notNow'>;

/** A page for the customer's phone. `pay` has the one button; `look` says nothing but to look at the till. */
export type PhonePage =
  | { readonly kind: 'pay'; readonly shop: string; readonly amount: Amount }
  | { readonly kind: 'look'; readonly shop: string; readonly told: Told | null };

/**
 * The page as HTML: no script, no file, nothing from elsewhere; large enough for a thumb, and readable at 320 px.
 *
 * Colours and measures are those of the till's screens. Contrast is 7 to 1 or better, by day and by night.
 */
export function phoneHtml(page: PhonePage, language: PhoneLanguage): string {
  const words = PHONE_WORDS[language];
  const shop = escaped(page.shop);
  const content =
    page.kind === 'pay'
      ? `${amountHtml(page.amount, language)}
<p>${escaped(words.compare)}</p>
<form method="post"><button>${escaped(words.pay)}</button></form>`
      : `${TILL}${page.told === null ? '' : `<p class="told">${escaped(words[page.told])}</p>`}<p class="look">${escaped(words.look)}</p>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${shop}</title><style>${STYLE}</style></head>
<body><main><h1>${shop}</h1>
${content}</main></body></html>
`;
}

/** A till to look at. It says nothing of money: what became of the payment is the till's to say. */
const TILL =
  '<svg class="till" viewBox="0 0 96 84" width="120" height="105" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="4" stroke-linejoin="round"><path d="M16 4h64v42H16z"/><path d="M28 18h22M28 30h40" stroke-linecap="round"/><path d="M48 46v12M10 58h76l6 22H4z"/></g></svg>';

/** A number of more signs is written smaller, and one of still more smaller again: it stays in one line at 320 px. */
const SIGNS_LARGE = 8;
const SIGNS_LONG = 12;

/** `EUR 19.99`, the currency above the number. */
function amountHtml(amount: Amount, language: PhoneLanguage): string {
  const [currency = '', number = ''] = formatAmount(amount, language).split(/ (.*)/s, 2);
  const isLong = number.length > SIGNS_LARGE;
  const size = number.length > SIGNS_LONG ? ' amount-longest' : isLong ? ' amount-long' : '';
  return `<p class="amount${size}"><span>${escaped(currency)} </span>${escaped(number)}</p>`;
}

const STYLE = `:root{color-scheme:light dark;--paper:#fdfbf5;--ink:#1b1a17;--main:#123a78;--on:#fff}
@media(prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#f4f1e8;--main:#b9d2ff;--on:#10151f}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:400 1.25rem/1.4 system-ui,sans-serif}
main{display:flex;flex-direction:column;gap:1.5rem;max-width:32rem;min-height:100vh;margin:auto;padding:2rem 1.25rem}
h1{font-size:1.25rem;font-weight:400;overflow-wrap:anywhere}
.amount{margin-top:auto;font-weight:700;line-height:1.1}
.amount span{display:block;font-size:1.75rem;font-weight:400}
.amount{font-size:min(4.5rem,17vw)}
.amount-long{font-size:min(4rem,11vw)}
.amount-longest{font-size:min(3rem,8vw)}
.till{margin-top:auto;color:var(--main)}
.told,.look{font-size:1.75rem;line-height:1.25;text-wrap:balance;word-break:auto-phrase}
.look{font-weight:700;margin-bottom:auto}
form{margin-bottom:auto}
button{width:100%;min-height:4.5rem;border:0;border-radius:4px;background:var(--main);color:var(--on);font:700 1.75rem/1.2 system-ui,sans-serif;cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

/** Names the style of the pages for their content security policy, so that no other is taken. Source: CSP level 3. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
