import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { getCACertificates } from 'node:tls';
import { Axios } from 'axios';
import type { GatewayLine } from '../../src/acquirers/network-files.ts';
import type { Exchange, Http } from '../../src/acquirers/port.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import { troubleOf } from './line-trouble.ts';
import { NoWayThrough, proxyAgents } from './proxy.ts';

/** A longer answer is not taken in. Source: the gateway's ANSWER_BYTES_MAX, which holds for any transport. */
const ANSWER_BYTES_MAX = 256 * 1024;

/**
 * How long a connection is kept without use. Ours: shorter than the idle limits that servers commonly have (60 s
 * and up), since a request on a connection that the other side just closed has an unknown outcome.
 */
const IDLE_MS = 15_000;

/** Errors of connect() after which no connection existed, and so no byte of the request could leave. */
const NO_CONNECTION: readonly unknown[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
];

/** The other side's certificate was not accepted: the request is held back until it is. Source: node:tls, X509 errors. */
const NOT_TRUSTED =
  /^(CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_)/;

/**
 * Sends requests over HTTPS (or HTTP, on loopback), on connections that are kept.
 *
 * Shape: the bytes as given and as received; no redirect is followed, no proxy used but that of the config, nothing
 * unpacked, nothing sent twice. `timeoutMs` is for the whole call, to the answer's last byte.
 * `told`: what kept it from an answer, for health; null after one.
 * Errors: `notSent` only where surely no byte of the request left; everything else is `silent`.
 */
export function httpsLine(
  line: GatewayLine = STRAIGHT,
  told: (reason: HealthReason | null) => void = () => undefined,
): Http {
  const keep = { keepAlive: true, maxFreeSockets: 4, timeout: IDLE_MS };
  // Said aloud, because an environment variable or a flag of Node could switch it off.
  const secure = {
    ...keep,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2' as const,
    ...trusted(line.authorities),
  };
  const agents =
    line.proxy === null
      ? { http: new HttpAgent(keep), https: new HttpsAgent(secure) }
      : proxyAgents(line.proxy, keep, secure);
  // The class itself: what `create` would add to each request (its own headers, forms, JSON) is never wanted here.
  const client = new Axios({
    adapter: 'http',
    httpAgent: agents.http,
    httpsAgent: agents.https,
    // The library would take one from the environment.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: ANSWER_BYTES_MAX,
    responseType: 'arraybuffer',
    decompress: false,
    validateStatus: () => true,
  });
  return {
    async send({ method, url, headers, body, timeoutMs, answerBytesMax }): Promise<Exchange> {
      try {
        const response = await client.request<Buffer>({
          method,
          url,
          ...(body === null ? {} : { data: Buffer.from(body) }),
          headers: {
            Accept: 'application/json',
            ...headers,
            'Accept-Encoding': 'identity',
            'User-Agent': 'paycode-till',
          },
          ...(answerBytesMax === undefined ? {} : { maxContentLength: answerBytesMax }),
          // Not the library's own limit, which starts anew with every byte.
          signal: AbortSignal.timeout(timeoutMs),
        });
        told(null);
        return {
          kind: 'answered',
          status: response.status,
          headers: plainHeaders(response.headers),
          body: new Uint8Array(response.data),
        };
      } catch (error) {
        told(reasonOf(error));
        return failedExchange(error);
      }
    },
  };
}

function plainHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

/**
 * What an exchange came to that ended in an error.
 *
 * Errors: `notSent` only where every address that was tried surely took no byte; else `silent`.
 * Why: the error is named by its code only, since the library's error holds the request, and with it the payment code.
 */
export function failedExchange(error: unknown): Exchange {
  const root = rootOf(error);
  const causes = root instanceof AggregateError ? root.errors : [root];
  const code = codeOf(causes[0]) ?? codeOf(error) ?? 'no code';
  const words = troubleOf(code);
  if (root instanceof NoWayThrough) return { kind: 'notSent', why: root.say };
  const more = words === null ? '' : `: ${words.say}`;
  if (causes.length > 0 && causes.every(surelyNothingSent)) {
    return { kind: 'notSent', why: `the gateway cannot be reached (${code})${more}` };
  }
  return { kind: 'silent', why: `the gateway did not answer (${code})${more}` };
}

/** What health names as the cause of an exchange that ended in an error. */
function reasonOf(error: unknown): HealthReason {
  const root = rootOf(error);
  if (root instanceof NoWayThrough) return 'proxyDown';
  return troubleOf(codeOf(root) ?? codeOf(error) ?? '')?.reason ?? 'noConnection';
}

/** No proxy, and no more trust than is built in. */
const STRAIGHT: GatewayLine = { proxy: null, authorities: [] };

/** A list of our own replaces the built-in one: both are named. */
function trusted(authorities: readonly string[]): { readonly ca?: string[] } {
  return authorities.length === 0 ? {} : { ca: [...getCACertificates(), ...authorities] };
}

/** The library wraps what the platform threw, some times more than once. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && !(root instanceof NoWayThrough) && root.cause instanceof Error) {
    root = root.cause;
  }
  return root;
}

function surelyNothingSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'connect') return NO_CONNECTION.includes(code);
  if (syscall === 'getaddrinfo') return true;
  return code !== undefined && NOT_TRUSTED.test(code);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
