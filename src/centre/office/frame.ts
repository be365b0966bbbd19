import { html, type Html } from './html.ts';
import { ROLE_WORDS, type OfficeRole } from './roles.ts';

/** Who looks at a page. */
export interface Viewer {
  readonly personId: string;
  readonly name: string;
  readonly role: OfficeRole;
  /** The one store of a store's manager; null for all. */
  readonly storeId: string | null;
  /** What a form of this session carries, so that no other site can send one. */
  readonly formToken: string;
}

/** The pages of the office, in the order of the bar. */
const PLACES = [
  ['/', 'Tills'],
  ['/cases', 'Cases'],
  ['/day', 'Day'],
  ['/z', 'Closed days'],
  ['/reports', 'Reports'],
  ['/limits', 'Limits'],
  ['/config', 'Config'],
  ['/people', 'People'],
  ['/audit', 'Audit'],
] as const;
export type Place = (typeof PLACES)[number][0] | null;

/** Pages of the whole chain. A person of one store sees none of them. */
const OF_CHAIN: readonly string[] = ['/reports', '/people', '/audit'];

/** Why there is no page, in words. */
export interface Trouble {
  readonly title: string;
  readonly say: string;
  /** The way on: an address, and the word on its key. */
  readonly to: readonly [path: string, word: string];
}

/** Whether a page is somebody's to see. */
export function maySee({ storeId }: Pick<Viewer, 'storeId'>, path: string): boolean {
  return storeId === null || !OF_CHAIN.includes(path);
}

/** A whole page with the bar of the office. `title`: what it is; the name of the place is the office's own. */
export function framed(viewer: Viewer, place: Place, title: string, content: Html): string {
  const links = PLACES.filter(([path]) => maySee(viewer, path)).map(([path, name]) =>
    path === place
      ? html`<a href="${path}" aria-current="page">${name}</a>`
      : html`<a href="${path}">${name}</a>`,
  );
  return whole(
    `${title} · the chain`,
    html`<a class="skip" href="#main">To the content</a>
      <header>
        <span class="name">Paycode Till · the chain</span>
        <form class="find" action="/search" role="search">
          <input
            name="q"
            type="search"
            aria-label="Any id: order, sale, payment, refund"
            placeholder="Any id: order, payment, refund"
            required
            maxlength="128"
          /><button class="second">Find</button>
        </form>
        <form class="who" method="post" action="/sign-out">
          ${formToken(viewer)}<span>${viewer.name}<small>${ROLE_WORDS[viewer.role].name}</small></span>
          <button class="second">Sign out</button>
        </form>
        <nav aria-label="Office">${links}</nav>
      </header>
      <main id="main">${content}</main>`,
  );
}

/** A page for somebody who is not signed in. */
export function bare(title: string, content: Html): string {
  return whole(
    `${title} · the chain`,
    html`<main id="main" class="bare">
      <p class="name">Paycode Till · the chain</p>
      ${content}
    </main>`,
  );
}

/** A page that was asked for in vain: what happened, what is left undone, and one way on. */
export function troubleContent({ title, say, to }: Trouble): Html {
  const [path, word] = to;
  return html`<h1>${title}</h1>
    <p class="lead">${say}</p>
    <p><a class="key" href="${path}">${word}</a></p>`;
}

/** What cannot be undone by a press: asked once more, in words that name whom it is about. */
export interface Question {
  readonly title: string;
  readonly say: string;
  /** The act, with what its form carries. */
  readonly act: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The word on the key that does it. */
  readonly word: string;
  /** The page that it was asked on. */
  readonly back: string;
}

/** A question, with the key that does it and the way back. */
export function questionContent(viewer: Viewer, { title, say, act, fields, word, back }: Question): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<h1>${title}</h1>
    <p class="lead">${say}</p>
    <form class="keys" method="post" action="${act}">
      ${formToken(viewer)}${hidden}<button>${word}</button><a class="key second" href="${back}">Leave it</a>
    </form>`;
}

/** The hidden field of every form that changes something. */
export function formToken({ formToken: token }: Viewer): Html {
  return html`<input type="hidden" name="form" value="${token}" />`;
}

function whole(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/office.css" />
      </head>
      <body>
        ${body}
      </body>
    </html> `.text;
}
