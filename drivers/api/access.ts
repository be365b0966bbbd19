import type { IncomingMessage } from 'node:http';
import type { Problem } from '../../src/contract/problems.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Ms } from '../../src/ground/time.ts';
import { API_LIMITS } from './limits.ts';
import { newSecret, sameSecret } from './token.ts';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const COOKIE = 'paycode-till-session';

/** Who calls: a program with the token, or the till's page with its session, which ends at `untilMs`. */
export type Admitted =
  { readonly kind: 'program'; readonly untilMs: null } | { readonly kind: 'page'; readonly untilMs: Ms };

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
  /** When each session ends. */
  readonly #sessions = new Map<string, Ms>();

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
  enter(launch: string): Result<string, 'unknown' | 'late'> {
    const { clock, offer } = this.#parts;
    const known = [...this.#launches].find(([secret]) => sameSecret(secret, launch));
    if (known === undefined) return err('unknown');
    const [secret, untilMs] = known;
    this.#launches.delete(secret);
    if (clock.nowMs() >= untilMs) {
      offer(this.newLaunch());
      return err('late');
    }
    const session = newSecret();
    this.#sessions.set(session, clock.nowMs() + API_LIMITS.sessionMs);
    clock.after(API_LIMITS.sessionMs, () => {
      this.#sessions.delete(session);
      offer(this.newLaunch());
    });
    return ok(`${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/`);
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
      return ok({ kind: 'program', untilMs: null });
    const untilMs = this.sessionUntilMs(request);
    // A browser names the origin of everything but a plain read of its own page.
    if (untilMs !== null && (request.method === 'GET' || request.headers.origin !== undefined))
      return ok({ kind: 'page', untilMs });
    const detail = 'Send `Authorization: Bearer` with the token from the token file.';
    return err({ slug: 'unauthorized', detail });
  }

  /** When the session of a request ends; null where it has none. */
  sessionUntilMs(request: IncomingMessage): Ms | null {
    const cookie = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? '')?.[1];
    if (cookie === undefined) return null;
    const [, untilMs = 0] = [...this.#sessions].find(([session]) => sameSecret(session, cookie)) ?? [];
    return untilMs > this.#parts.clock.nowMs() ? untilMs : null;
  }
}
