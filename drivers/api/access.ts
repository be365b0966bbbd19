import type { IncomingMessage } from 'node:http';
import type { Problem } from '../../src/contract/problems.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Ms } from '../../src/ground/time.ts';
import { API_LIMITS } from './limits.ts';
import { newSecret, sameSecret } from './token.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const COOKIE = 'paycode-till-session';

/** Who calls: a program with the token, or the till's page with its session; `over` tells of the session's end. */
export type Admitted =
  { readonly kind: 'program'; readonly over: null } | { readonly kind: 'page'; readonly over: AbortSignal };

/** A browser that was let in. At a sign-out it gets another secret; `untilMs` stays. */
interface Session {
  readonly port: number;
  secret: string;
  over: AbortController;
  readonly untilMs: Ms;
}

/** The cookie of a new session, and how to end the one before it. */
export interface Renewed {
  readonly cookie: string;
  readonly endBefore: () => void;
}

export interface AccessParts {
  readonly token: string;
  readonly clock: Clock;
  /** Hands a new launch secret to whoever started the till: a session is over, or the last secret came too late. */
  readonly offer: (launch: string) => void;
}

/**
 * Who may talk to the local API.
 *
 * A register and a script carry the token. The till's own page carries a session: it is opened by an address with a
 * secret that works once and soon, and gets a cookie that no script can read and no other site can send.
 * Source: interface section 11.
 */
export class Access {
  readonly #parts: AccessParts;
  /** When each secret that was not used yet becomes useless. */
  readonly #launches = new Map<string, Ms>();
  readonly #sessions = new Set<Session>();

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  /** A secret that opens the page once. */
  newLaunch(): string {
    const secret = newSecret();
    this.#launches.set(secret, this.#parts.clock.nowMs() + API_LIMITS.launchMs);
    return secret;
  }

  /** Trades a launch secret for the cookie of a new session. `unknown`: it was used or never given. */
  enter(launch: string, port: number): Result<string, 'unknown' | 'late'> {
    const { clock, offer } = this.#parts;
    const known = [...this.#launches].find(([secret]) => sameSecret(secret, launch));
    if (known === undefined) return err('unknown');
    const [secret, untilMs] = known;
    this.#launches.delete(secret);
    if (clock.nowMs() >= untilMs) {
      offer(this.newLaunch());
      return err('late');
    }
    const session = {
      port,
      secret: newSecret(),
      over: new AbortController(),
      untilMs: clock.nowMs() + API_LIMITS.sessionMs,
    };
    this.#sessions.add(session);
    clock.after(API_LIMITS.sessionMs, () => {
      this.#sessions.delete(session);
      session.over.abort();
      offer(this.newLaunch());
    });
    return ok(cookieOf(session));
  }

  /**
   * Ends the session of a request whose person signed out, and begins another in its place; null where it has none.
   *
   * Why another: the browser is the till's own screen, at which the next person signs in. What was read or copied from
   * the session of the last person is worth nothing then.
   */
  renew(request: IncomingMessage): Renewed | null {
    const session = this.#sessionOf(request);
    if (session === null) return null;
    const { over } = session;
    session.secret = newSecret();
    session.over = new AbortController();
    return { cookie: cookieOf(session), endBefore: () => over.abort() };
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

  /** Who calls. */
  admit(request: IncomingMessage): Result<Admitted, Problem> {
    const bearer = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined && sameSecret(bearer, this.#parts.token))
      return ok({ kind: 'program', over: null });
    const session = this.#sessionOf(request);
    // A browser names the origin of everything but a plain read of its own page.
    if (session !== null && (request.method === 'GET' || request.headers.origin !== undefined))
      return ok({ kind: 'page', over: session.over.signal });
    const detail = 'Send `Authorization: Bearer` with the token from the token file.';
    return err({ slug: 'unauthorized', detail });
  }

  /** Whether a request comes from a browser that was let in. */
  hasSession(request: IncomingMessage): boolean {
    return this.#sessionOf(request) !== null;
  }

  #sessionOf(request: IncomingMessage): Session | null {
    const cookie = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    if (cookie === undefined) return null;
    const session = [...this.#sessions].find(({ secret }) => sameSecret(secret, cookie));
    return session !== undefined && session.untilMs > this.#parts.clock.nowMs() ? session : null;
  }
}

/** The path that the page of a till at this port has for itself. */
export function pagePath(port: number): string {
  return `/${port}/`;
}

/**
 * A cookie for the path of the till's own port.
 *
 * Why: a browser gives a cookie to every port of a host. By its path no other program of this machine is sent it, and
 * two tills in one browser do not end each other's sessions. Source: RFC 6265, 8.5.
 */
function cookieOf({ secret, port }: Session): string {
  return `${COOKIE}=${secret}; HttpOnly; SameSite=Strict; Path=${pagePath(port)}`;
}
