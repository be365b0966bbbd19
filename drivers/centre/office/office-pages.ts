import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bare, framed, type Viewer } from '../../../src/centre/office/frame.ts';
import { html } from '../../../src/centre/office/html.ts';
import { signInContent } from '../../../src/centre/office/other-pages.ts';
import { OFFICE_CSS } from '../../../src/centre/office/style.ts';
import { decodedText } from '../../../src/ground/outside-text.ts';
import { readBody } from '../../request-body.ts';
import { answerAct } from './office-acts.ts';
import type { OfficeParts, OfficeReply } from './office-parts.ts';
import { answerView } from './office-views.ts';

/** Forms are small; a config with all managers of a chain is the largest. */
const FORM_BYTES_MAX = 256 * 1024;
const SESSION_S = 12 * 60 * 60;

/** Nothing but the page's own style is loaded, no script runs, and no other site frames it or posts to it. */
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const CSS_TAG = `"${createHash('sha256').update(OFFICE_CSS).digest('base64url').slice(0, 16)}"`;

/** The pages of the office, for people who have signed in. */
export class OfficePages {
  readonly #parts: OfficeParts;

  constructor(parts: OfficeParts) {
    this.#parts = parts;
  }

  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (url.pathname === '/office.css') return this.#style(request, response);
    const token = cookieOf(request, this.#cookieName());
    const viewer = token === null ? null : await this.#parts.people.viewer(token);
    if (request.method === 'POST') return this.#posted(request, response, url, viewer, token);
    if (request.method !== 'GET') return send(response, 405, bare('Not so', html`<h1>Not so</h1>`));
    if (viewer === null) return this.#askSignIn(response, url.pathname === '/' ? 200 : 401, null);
    if (holdsNul(url.searchParams)) return this.#reply(response, viewer, null);
    this.#reply(response, viewer, await answerView(this.#parts, viewer, url));
  }

  async #posted(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    viewer: Viewer | null,
    token: string | null,
  ): Promise<void> {
    const body = await readBody(request, response, FORM_BYTES_MAX, this.#parts.clock);
    if (body.kind === 'gone') return;
    if (body.kind === 'tooLarge') return send(response, 413, bare('Too large', html`<h1>Too large</h1>`));
    const text = decodedText(body.bytes);
    const form = new URLSearchParams(text.ok ? text.value : '');
    if (!text.ok || holdsNul(form))
      return send(response, 400, bare('Not readable', html`<h1>Not readable</h1>`));
    if (isForeign(request)) return send(response, 403, bare('Not from here', html`<h1>Not from here</h1>`));
    if (url.pathname === '/sign-in') return this.#signIn(response, form);
    if (viewer === null || token === null) return this.#askSignIn(response, 401, 'Your session has ended.');
    if (form.get('form') !== viewer.formToken)
      return send(response, 403, bare('Not from here', html`<h1>Not from here</h1>`));
    if (url.pathname === '/sign-out') {
      await this.#parts.people.signOut(token);
      response.setHeader('Set-Cookie', this.#cookie('', 0));
      return this.#reply(response, viewer, { kind: 'goTo', path: '/' });
    }
    this.#reply(response, viewer, await answerAct(this.#parts, viewer, url.pathname, form));
  }

  async #signIn(response: ServerResponse, form: URLSearchParams): Promise<void> {
    const { people, store } = this.#parts;
    const personId = form.get('person') ?? '';
    const token = await people.signIn(personId, form.get('password') ?? '', form.get('code') ?? '');
    await store.note(personId.slice(0, 32), token === null ? 'sign-in refused' : 'signed in', '');
    if (token === null)
      return this.#askSignIn(
        response,
        403,
        'That did not fit. After five wrong tries the sign-in rests for 15 minutes.',
      );
    response.setHeader('Set-Cookie', this.#cookie(token, SESSION_S));
    response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
  }

  #askSignIn(response: ServerResponse, status: number, said: string | null): void {
    send(response, status, bare('Sign in · the chain', signInContent(said, this.#parts.needsCode)));
  }

  #reply(response: ServerResponse, viewer: Viewer, reply: OfficeReply | null): void {
    if (reply === null)
      return send(
        response,
        404,
        framed(
          viewer,
          null,
          'Not here',
          html`<h1>Not here</h1>
            <p class="lead">There is no such page, or it is not yours to see.</p>`,
        ),
      );
    if (reply.kind === 'goTo')
      return void response.writeHead(303, { Location: reply.path, 'Cache-Control': 'no-store' }).end();
    if (reply.kind === 'page') return send(response, reply.status ?? 200, reply.text);
    response.writeHead(200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${reply.name}"`,
      'Cache-Control': 'no-store',
    });
    response.end(reply.text);
  }

  #style(request: IncomingMessage, response: ServerResponse): void {
    const head = { ETag: CSS_TAG, 'Cache-Control': 'max-age=300' };
    if (request.headers['if-none-match'] === CSS_TAG) return void response.writeHead(304, head).end();
    response.writeHead(200, { ...head, 'Content-Type': 'text/css; charset=utf-8' }).end(OFFICE_CSS);
  }

  /** With the prefix a browser takes the cookie over TLS only, and from no other host. */
  #cookieName(): string {
    return this.#parts.isSecure ? '__Host-office' : 'office';
  }

  #cookie(value: string, seconds: number): string {
    const secure = this.#parts.isSecure ? '; Secure' : '';
    return `${this.#cookieName()}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure}`;
  }
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(/; */)) {
    const [key, value] = part.split('=', 2);
    if (key === name && value !== undefined && value !== '') return value;
  }
  return null;
}

/** No text of PostgreSQL holds a NUL: nothing is found by one, and nothing is kept with one. */
function holdsNul(parts: URLSearchParams): boolean {
  return [...parts].flat().some((each) => each.includes('\0'));
}

/** A form of another site, by what the browser itself says of it. */
function isForeign(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  response.end(text);
}
