import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pagePath, type Access } from './access.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Addresses that name a page and not its file. */
const PAGE_FILES: Readonly<Record<string, string>> = { '/': 'index.html', '/customer': 'customer.html' };

/** Nothing but the till's own files, no inline script or style, in no frame. */
const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; webrtc 'block'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const NOT_ENTERED = {
  unknown: 'This address was used already. Start the till again.',
  late: 'This address was opened too late. A new one stands where the till was started.',
} as const;

/** The files of the till's own page, for a browser that entered with a launch secret. */
export class Pages {
  readonly #folder: string;
  readonly #access: Access;

  constructor(folder: string, access: Access) {
    this.#folder = folder;
    this.#access = access;
  }

  /** Answers a request for the page; false where it is none of the page's business. */
  serve(request: IncomingMessage, response: ServerResponse, url: URL): boolean {
    if (request.method !== 'GET' || url.pathname.startsWith('/v1/')) return false;
    const launch = url.searchParams.get('launch');
    if (launch !== null) {
      const port = request.socket.localPort ?? 0;
      const entered = this.#access.enter(launch, port);
      if (!entered.ok) return say(response, 403, NOT_ENTERED[entered.error]);
      // On to an address without the secret, so that none stands in an address that is shown or handed on.
      const head = { ...SECURITY_HEADERS, 'Set-Cookie': entered.value };
      if (request.headers['sec-fetch-site'] === 'cross-site') goOn(response, head, pagePath(port));
      else response.writeHead(303, { ...head, Location: pagePath(port) }).end();
      return true;
    }
    if (!this.#access.hasSession(request))
      return say(response, 403, 'Open the till with the address it prints at start.');
    // The bundle's file names need no escapes, so an address with one names no file.
    const file = join(this.#folder, normalize(PAGE_FILES[url.pathname] ?? url.pathname.slice(1)));
    const type = TYPES[extname(file)];
    if (type === undefined || !file.startsWith(this.#folder + sep))
      return say(response, 404, 'There is no such page.');
    try {
      const content = readFileSync(file);
      response.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': type }).end(content);
      return true;
    } catch {
      return say(response, 404, 'There is no such page.');
    }
  }
}

/**
 * Goes on from a page of the till's own.
 *
 * Why not by a redirect: to a browser that comes from the launch page's file, all of the way is another site's, and the
 * cookie of the session is not sent on it. Source: RFC 6265bis, section 5.2, SameSite=Strict and redirects.
 */
function goOn(response: ServerResponse, head: Readonly<Record<string, string>>, path: string): void {
  response
    .writeHead(200, { ...head, 'Content-Type': 'text/html; charset=utf-8', Refresh: `0; url=${path}` })
    .end('<!doctype html><title>Paycode Till</title>\n');
}

function say(response: ServerResponse, status: number, words: string): true {
  response.writeHead(status, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' }).end(words);
  return true;
}
