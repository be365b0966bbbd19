import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { bare, framed, troubleContent, type Trouble, type Viewer } from '../../../src/centre/office/frame.ts';
import { signInContent, type SignInSaid } from '../../../src/centre/office/sign-in-page.ts';
import { OFFICE_CSS } from '../../../src/centre/office/style.ts';
import {
  noAnswer,
  NO_SUCH_CALL,
  NOT_FROM_HERE,
  NOT_HERE,
  SESSION_OVER,
  TOO_LARGE,
  UNREADABLE,
  wrongSignIn,
} from '../../../src/centre/office/troubles.ts';
import { isStorable } from '../../../src/centre/storable.ts';
import { decodedText } from '../../../src/ground/outside-text.ts';
import { readBody } from '../../request-body.ts';
import { DatabaseGone } from '../database.ts';
import { answerAct } from './office-acts.ts';
import type { OfficeParts, OfficeReply } from './office-parts.ts';
import { answerView } from './office-views.ts';

/** Forms are small; a config with all managers of a chain is the largest. */
const FORM_BYTES_MAX = 256 * 1024;
const SESSION_S = 12 * 60 * 60;
const PERSON_ID_MAX = 32;
/** A database that starts anew is back within it, most times. Ours. */
const GONE_RETRY_S = 30;

/** Nothing but the page's own style and letters is loaded, no script runs, and no other site frames it or posts to it. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** The pages of the office, for people who have signed in. */
export class OfficePages {
  readonly #parts: OfficeParts;
  readonly #style: PageFile = fileOf('text/css; charset=utf-8', Buffer.from(OFFICE_CSS, 'utf8'));
  readonly #letters: PageFile;

  constructor(parts: OfficeParts) {
    this.#parts = parts;
    this.#letters = fileOf('font/woff2', parts.letters);
  }

  async serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    try {
      await this.#answer(request, response, url);
    } catch (error) {
      const isGone = error instanceof DatabaseGone;
      this.#parts.log.warn('A page was not answered.', { path: url.pathname, why: String(error) });
      if (response.headersSent) return;
      if (isGone) response.setHeader('Retry-After', String(GONE_RETRY_S));
      sendTrouble(response, isGone ? 503 : 500, noAnswer(isGone, request.method, url));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (url.pathname === '/office.css') return this.#file(request, response, this.#style);
    if (url.pathname === '/letters.woff2') return this.#file(request, response, this.#letters);
    const token = cookieOf(request, this.#cookieName());
    const viewer = token === null ? null : await this.#parts.people.viewer(token);
    if (request.method === 'POST') return this.#posted(request, response, url, viewer, token);
    if (request.method !== 'GET') return sendTrouble(response, 405, NO_SUCH_CALL);
    if (viewer === null) return this.#askSignIn(response, url.pathname === '/' ? 200 : 401, null);
    // Nothing is found by what nothing is kept with.
    if (!isStorable([...url.searchParams])) return this.#reply(response, viewer, null);
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
    if (body.kind === 'tooLarge') return sendTrouble(response, 413, TOO_LARGE);
    const text = decodedText(body.bytes);
    const form = new URLSearchParams(text.ok ? text.value : '');
    if (!text.ok || !isStorable([...form])) return sendTrouble(response, 400, UNREADABLE);
    if (isForeign(request)) return sendTrouble(response, 403, NOT_FROM_HERE);
    if (url.pathname === '/sign-in') return this.#signIn(response, form);
    if (viewer === null || token === null)
      return this.#askSignIn(response, 401, { say: SESSION_OVER, personId: '' });
    if (form.get('form') !== viewer.formToken) return sendTrouble(response, 403, NOT_FROM_HERE);
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
    await store.note(personId.slice(0, PERSON_ID_MAX), token === null ? 'sign-in refused' : 'signed in', '');
    if (token === null) {
      const said = { say: wrongSignIn(this.#parts.needsCode), personId: personId.slice(0, PERSON_ID_MAX) };
      return this.#askSignIn(response, 403, said);
    }
    response.setHeader('Set-Cookie', this.#cookie(token, SESSION_S));
    response.writeHead(303, { Location: '/', 'Cache-Control': 'no-store' }).end();
  }

  #askSignIn(response: ServerResponse, status: number, said: SignInSaid | null): void {
    send(response, status, bare('Sign in', signInContent(said, this.#parts.needsCode)));
  }

  #reply(response: ServerResponse, viewer: Viewer, reply: OfficeReply | null): void {
    if (reply === null)
      return send(response, 404, framed(viewer, null, NOT_HERE.title, troubleContent(NOT_HERE)));
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

  #file(request: IncomingMessage, response: ServerResponse, { tag, type, bytes }: PageFile): void {
    const head = { ETag: tag, 'Cache-Control': 'max-age=300' };
    if (request.headers['if-none-match'] === tag) return void response.writeHead(304, head).end();
    response.writeHead(200, { ...head, 'Content-Type': type }).end(bytes);
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

/** A file beside the pages, which a browser keeps for a while and then asks about by its tag. */
interface PageFile {
  readonly tag: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

function fileOf(type: string, bytes: Uint8Array): PageFile {
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { tag: `"${tag}"`, type, bytes };
}

function sendTrouble(response: ServerResponse, status: number, trouble: Trouble): void {
  send(response, status, bare(trouble.title, troubleContent(trouble)));
}

function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(/; */)) {
    const [key, value] = part.split('=', 2);
    if (key === name && value !== undefined && value !== '') return value;
  }
  return null;
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
