import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'till';
const ORIGIN = `${SCHEME}://app`;

/** The addresses of the till's windows: exactly these, and nothing else, is ever shown. */
export const PAGES = {
  cashier: `${ORIGIN}/index.html`,
  customer: `${ORIGIN}/customer.html`,
} as const;
export type PageName = keyof typeof PAGES;
/** The cast gives back what `Object.keys` forgets. */
export const PAGE_NAMES = Object.keys(PAGES) as readonly PageName[];

/** The page that asks what to start; it has no commands, so it is none of `PAGES`. */
export const WELCOME_ADDRESS = `${ORIGIN}/welcome.html`;
/** The page that shows a screen's number. */
export function screenAddress(number: number): { readonly path: string; readonly address: string } {
  const path = `/screen-${number}.html`;
  return { path, address: `${ORIGIN}${path}` };
}

/** Pages that are made when they are asked for, by their path. */
export type MadePages = Map<string, () => string>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Nothing but the till's own files; no inline script or style, no frame, and no network at all. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; webrtc 'block'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Makes the scheme known; must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the bundled pages, and those that are made, in place of `file://`, which would open every file to the page. */
export function servePages(folder: string, made: MadePages): void {
  protocol.handle(SCHEME, async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    // The bundle's names are plain: an address with `..`, a backslash or an escape names no file of it.
    const known = host === 'app' && method === 'GET' && /^(\/[\w-][\w.-]*)+$/.test(pathname);
    const type = TYPES[extname(pathname)];
    if (!known || type === undefined)
      return new Response('There is no such page.', { status: 404, headers: HEADERS });
    try {
      const content = made.get(pathname)?.() ?? new Uint8Array(await readFile(join(folder, pathname)));
      return new Response(content, { headers: { ...HEADERS, 'Content-Type': type } });
    } catch {
      return new Response('There is no such page.', { status: 404, headers: HEADERS });
    }
  });
}
