import type { ServerResponse } from 'node:http';
import { parseAmount } from '../../../src/ground/money/amount.ts';
import { formatAmount } from '../../../src/ground/money/format.ts';
import { phoneLanguage } from '../../../src/phone/language.ts';
import type { PhoneLanguage } from '../../../src/phone/words.ts';
import { PAGE_WORDS } from './words.ts';

/** What a button of a page decides. */
export type Button = 'pay' | 'decline' | 'leave';

const BUTTONS: readonly Button[] = ['pay', 'decline', 'leave'];

/** How a page stands: it waits for a button, or says what became of it. */
export interface PageShown {
  readonly acquirer: string;
  readonly currency: string;
  readonly value: string;
  readonly state: 'open' | 'paid' | 'over';
  /** Where its buttons go, from the page's own address. */
  readonly action?: string;
  /** Where the customer goes on to afterwards; null where nobody said. */
  readonly back?: string | null;
}

/** By this a phone knows a sandbox's page from the till's own. */
export const PAGE_MARK = '<meta name="sandbox" content="page">';

/** Shows the page of a payment, for a person and for a program that presses its buttons. */
export function showPage(response: ServerResponse, status: number, shown: PageShown): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
  });
  const { 'accept-language': liked } = response.req.headers;
  response.end(pageHtml(shown, phoneLanguage(liked)));
}

/** The button that was pressed: by a form, or by `?do=`; a bare POST pays. */
export function buttonIn(body: string, url: URL): Button {
  const asked = new URLSearchParams(body).get('button') ?? url.searchParams.get('do');
  return asked === 'decline' || asked === 'leave' ? asked : 'pay';
}

/** The page as HTML, in a language of the till's: no script, and readable at 320 px, like the till's own pages for phones. */
export function pageHtml(shown: PageShown, language: PhoneLanguage): string {
  const { acquirer, currency, value, state, action = '', back = null } = shown;
  const words = PAGE_WORDS[language];
  const read = parseAmount({ currency, value });
  const amount = read.ok ? formatAmount(read.value, language) : `${currency} ${value}`;
  const [unit = '', number = ''] = amount.split(/ (.*)/s, 2);
  const size = number.length > SIGNS_LARGE ? ' long' : '';
  const buttons = BUTTONS.map((name) => `<button name="button" value="${name}">${words[name]}</button>`);
  const body =
    state === 'open'
      ? `<form method="post" action="${action}">${buttons.join('')}</form>`
      : `<p class="${state}">${state === 'paid' ? `${TICK}${words.paid}` : words.over}</p>`;
  const link =
    state === 'open' || back === null ? '' : `<a class="back" href="${escaped(back)}">${words.back}</a>`;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">${PAGE_MARK}<meta name="viewport" content="width=device-width,initial-scale=1"><title>${acquirer} sandbox</title><style>${STYLE}</style></head>
<body><p class="practice">${words.practice}</p><main><p class="who">${acquirer}</p>
<h1 class="amount${size}"><span>${escaped(unit)} </span>${escaped(number)}</h1>
${body}${link}</main></body></html>`;
}

/** A number of more signs is written smaller: it stays in one line at 320 px. */
const SIGNS_LARGE = 8;

const TICK =
  '<svg viewBox="0 0 32 32" width="72" height="72" aria-hidden="true"><path d="M4 17l8 8L28 7" fill="none" stroke="currentColor" stroke-width="5"/></svg>';

/** The colours and measures of the till's pages for phones; hatched at the top, so that nobody takes it for money. */
const STYLE = `:root{color-scheme:light dark;--paper:#fdfbf5;--ink:#1b1a17;--rule:#1b1a1733;--main:#123a78;--on:#fff;--paid:#0b5c36}
@media(prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#f4f1e8;--rule:#f4f1e833;--main:#b9d2ff;--on:#10151f;--paid:#8fe0b4}}
*{box-sizing:border-box;margin:0}
body{background:var(--paper);color:var(--ink);font:400 1.25rem/1.4 system-ui,sans-serif}
.practice{padding:.75rem 1.25rem;border-bottom:1px solid var(--rule);background:repeating-linear-gradient(135deg,var(--rule) 0 2px,transparent 2px 12px);font-size:1rem;font-weight:700;text-align:center}
main{display:flex;flex-direction:column;gap:1.5rem;max-width:32rem;min-height:calc(100vh - 3.25rem);margin:auto;padding:2rem 1.25rem}
.amount{margin-top:auto;font-size:min(4.5rem,17vw);line-height:1.1}
.amount.long{font-size:min(4rem,11vw)}
.amount span{display:block;font-size:1.75rem;font-weight:400}
form{display:flex;flex-direction:column;gap:.75rem;margin-bottom:auto}
button,.back{display:block;width:100%;min-height:4.5rem;padding:1rem;border:2px solid var(--ink);border-radius:4px;background:none;color:var(--ink);font:700 1.5rem/1.3 system-ui,sans-serif;text-align:center;text-decoration:none;cursor:pointer}
button[value=pay]{border-color:var(--main);background:var(--main);color:var(--on)}
button[value=leave]{min-height:3.5rem;border:0;font-size:1.125rem;font-weight:400;text-decoration:underline}
button:focus-visible,.back:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.paid,.over{margin-bottom:auto;font-size:1.75rem;line-height:1.25}
.paid{display:flex;gap:1rem;align-items:center;color:var(--paid);font-weight:700}`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
