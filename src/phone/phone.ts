import type { Amount } from '../ground/money/amount.ts';
import type { PaymentLink } from '../ground/payment-link.ts';
import { phoneSystem, type PhoneSystem } from '../ground/phone-system.ts';
import { phoneLanguage } from './language.ts';
import { phoneHtml, STYLE_HASH, type PhonePage } from './pages.ts';

/** What a phone finds under a landing page's token; `stranger`: the token is none of this till's. */
export type Landing =
  | { readonly kind: 'stranger' | 'over' | 'elsewhere' | 'opened' | 'notNow' }
  | { readonly kind: 'open'; readonly amount: Amount };

/** What pressing its button came to: on to the acquirer, with what the same phone is known again by. */
export type Tapped =
  | { readonly kind: 'go'; readonly link: PaymentLink; readonly phone: string }
  | Exclude<Landing, { kind: 'open' }>;

/** The till, as phones reach it. `phone`: what an earlier tap gave this phone; null for any other. */
export interface PhoneDoor {
  readonly shop: string;
  look(token: string, phone: string | null): Landing;
  tap(token: string, phone: string | null, system: PhoneSystem | null): Promise<Tapped>;
  /** A phone came back from the acquirer's page: the acquirer is asked. Answers whether the token is this till's. */
  back(token: string): boolean;
}

export interface PhoneRequest {
  readonly method: string;
  /** Without the query, which these pages do not have. */
  readonly path: string;
  readonly language: string | undefined;
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
}

export interface PhoneReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whether a path is one of the pages for phones. */
export function isPhonePath(path: string): boolean {
  return PATH.test(path);
}

/** `/p/<token>` the landing page, `/b/<token>` the page that the acquirer sends the phone back to. */
const PATH = /^\/([pb])\/([A-Za-z0-9_-]{16,128})$/;
const COOKIE = 'paycode-till-phone';
const METHODS = ['GET', 'HEAD', 'POST'];

/**
 * Answers a phone. Nothing that it sent is in the answer.
 *
 * `isSecure`: whether phones come by https, as they do in a shop. Unknown tokens are 404 with nothing in it.
 * Source: hosted payments, section 2.
 */
export async function answerPhone(
  door: PhoneDoor,
  { method, path, language, cookie, userAgent }: PhoneRequest,
  isSecure: boolean,
): Promise<PhoneReply> {
  const [, place, token = ''] = PATH.exec(path) ?? [];
  if (!METHODS.includes(method)) return { status: 405, headers: { Allow: METHODS.join(', ') }, body: '' };
  const page = (shown: PhonePage): PhoneReply => ({
    status: 200,
    headers: headersOf(isSecure),
    body: method === 'HEAD' ? '' : phoneHtml(shown, phoneLanguage(language)),
  });
  const { shop } = door;
  if (place === 'b') return door.back(token) ? page({ kind: 'look', shop, told: null }) : UNKNOWN;
  const phone = new RegExp(`(?:^|; )${COOKIE}=([\\w-]{16,128})(?:;|$)`).exec(cookie ?? '')?.[1] ?? null;
  const found =
    method === 'POST' ? await door.tap(token, phone, phoneSystem(userAgent)) : door.look(token, phone);
  switch (found.kind) {
    case 'stranger':
      return UNKNOWN;
    case 'open':
      return page({ kind: 'pay', shop, amount: found.amount });
    case 'go': {
      // As a header may bear it: signs beyond it, which an acquirer may write, would break the answer.
      const to = URL.parse(found.link.reveal());
      if (to === null) return page({ kind: 'look', shop, told: 'over' });
      const flags = `HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
      const cookies = { 'Set-Cookie': `${COOKIE}=${found.phone}; ${flags}` };
      const headers = { ...headersOf(isSecure), ...cookies, Location: to.href };
      return { status: 303, headers, body: '' };
    }
    case 'over':
    case 'elsewhere':
    case 'opened':
    case 'notNow':
      return page({ kind: 'look', shop, told: found.kind });
  }
}

const UNKNOWN: PhoneReply = { status: 404, headers: {}, body: '' };

/** A form may lead on to any https address: which one, only the acquirer says. */
function headersOf(isSecure: boolean): Readonly<Record<string, string>> {
  const onward = isSecure ? 'https:' : 'http: https:';
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': `default-src 'none'; style-src ${STYLE_HASH}; form-action 'self' ${onward}; base-uri 'none'; frame-ancestors 'none'`,
  };
}
