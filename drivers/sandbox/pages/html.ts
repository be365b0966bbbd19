import type { ServerResponse } from 'node:http';
import { parseAmount } from '../../../src/ground/money/amount.ts';
import { formatAmount } from '../../../src/ground/money/format.ts';

/** What a button of a page decides. */
export type Button = 'pay' | 'decline' | 'leave';

const LABELS: Readonly<Record<Button, string>> = {
  pay: 'Pay',
  decline: 'Decline',
  leave: 'Leave without paying',
};

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
  response.end(htmlOf(shown));
}

/** The button that was pressed: by a form, or by `?do=`; a bare POST pays. */
export function buttonIn(body: string, url: URL): Button {
  const asked = new URLSearchParams(body).get('button') ?? url.searchParams.get('do');
  return asked === 'decline' || asked === 'leave' ? asked : 'pay';
}

function htmlOf({ acquirer, currency, value, state, action = '', back = null }: PageShown): string {
  const read = parseAmount({ currency, value });
  const amount = read.ok ? formatAmount(read.value, 'en') : `${currency} ${value}`;
  const buttons = (['pay', 'decline', 'leave'] as const)
    .map((name) => `<button name="button" value="${name}">${LABELS[name]}</button>`)
    .join('');
  const body =
    state === 'open'
      ? `<form method="post" action="${action}">${buttons}</form>`
      : `<p>${state === 'paid' ? 'Paid.' : 'This payment is over.'}</p>`;
  const link =
    state === 'open' || back === null ? '' : `<p><a href="${escaped(back)}">Back to the shop</a></p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${PAGE_MARK}<meta name="viewport" content="width=device-width, initial-scale=1"><title>${acquirer} sandbox</title><style>${STYLE}</style></head><body><main><p class="who">${acquirer} sandbox: no real money</p><h1>${escaped(amount)}</h1>${body}${link}</main></body></html>`;
}

const STYLE =
  'body{margin:0;font:1.125rem/1.4 system-ui,sans-serif;color:#1a1a1a;background:#f4f4f2}' +
  'main{box-sizing:border-box;max-width:26rem;margin:0 auto;padding:2rem 1.25rem}' +
  'h1{margin:.5rem 0 1.5rem;font-size:2.25rem}.who{margin:0;color:#555}' +
  'button{display:block;width:100%;min-height:3.25rem;margin:0 0 .75rem;font:inherit;border:2px solid #1a1a1a;' +
  'border-radius:.5rem;background:#fff;color:#1a1a1a}button[value=pay]{background:#1a1a1a;color:#fff}';

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
