import type { IncomingMessage } from 'node:http';
import type { Problem } from '../../src/contract/problems.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { newSecret, sameSecret } from './token.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const COOKIE = 'paycode-till-session';

/**
 * Who may talk to the local API.
 *
 * A register and a script carry the token. The till's own page carries a session: it is opened by an address with a
 * secret that works once, and gets a cookie that no script can read and no other site can send.
 */
export class Access {
  readonly #token: string;
  readonly #launches = new Set<string>();
  readonly #sessions = new Set<string>();

  constructor(token: string) {
    this.#token = token;
  }

  /** A secret that opens the page once. */
  newLaunch(): string {
    const secret = newSecret();
    this.#launches.add(secret);
    return secret;
  }

  /** Trades a launch secret for the cookie of a new session; null if it was used or never given. */
  enter(launch: string): string | null {
    const known = [...this.#launches].find((secret) => sameSecret(secret, launch));
    if (known === undefined) return null;
    this.#launches.delete(known);
    const session = newSecret();
    this.#sessions.add(session);
    return `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** Refuses calls that come by another name or from another page: a browser can be made to send those. */
  refusalOfOrigin(request: IncomingMessage): Problem | null {
    const host = (request.headers.host ?? '').toLowerCase();
    if (!LOOPBACK.has(host.replace(/:\d+$/, ''))) {
      return { slug: 'foreign-host', detail: 'Call the till as 127.0.0.1, localhost or [::1].' };
    }
    const origin = request.headers.origin;
    if (origin !== undefined && origin !== `http://${host}`) {
      return { slug: 'foreign-origin', detail: 'Only the page of the till itself may call the till.' };
    }
    return null;
  }

  /** Who calls: a program with the token, or the till's page with its session. */
  admit(request: IncomingMessage): Result<'program' | 'page', Problem> {
    const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined && sameSecret(bearer, this.#token)) return ok('program');
    if (this.hasSession(request)) {
      // A browser names the origin of everything but a plain read of its own page.
      if (request.method === 'GET' || request.headers.origin !== undefined) return ok('page');
    }
    const detail = 'Send `Authorization: Bearer` with the token from the token file.';
    return err({ slug: 'unauthorized', detail });
  }

  hasSession(request: IncomingMessage): boolean {
    const cookie = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    return cookie !== undefined && [...this.#sessions].some((session) => sameSecret(session, cookie));
  }
}
