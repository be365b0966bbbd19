import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { Exchange, HttpPost } from '../../src/acquirers/port.ts';

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
 * Shape: the bytes as given and as received; no redirect is followed, no proxy used, nothing unpacked, nothing sent
 * twice. `timeoutMs` is for the whole call, to the answer's last byte.
 * Errors: `notSent` only where surely no byte of the request left; everything else is `silent`.
 */
export function httpsPost(): HttpPost {
  const keep = { keepAlive: true, maxFreeSockets: 4, timeout: IDLE_MS };
  const client = axios.create({
    adapter: 'http',
    httpAgent: new HttpAgent(keep),
    // Said aloud, because an environment variable of Node could switch it off.
    httpsAgent: new HttpsAgent({ ...keep, rejectUnauthorized: true }),
    proxy: false,
    maxRedirects: 0,
    maxContentLength: ANSWER_BYTES_MAX,
    responseType: 'arraybuffer',
    decompress: false,
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });
  return {
    async post({ url, headers, body, timeoutMs }): Promise<Exchange> {
      try {
        const response = await client.post<Buffer>(url, Buffer.from(body), {
          headers: {
            ...headers,
            Accept: 'application/json',
            'Accept-Encoding': 'identity',
            'User-Agent': 'paycode-till',
          },
          timeout: timeoutMs,
          // The library's own limit starts anew with every byte; this one does not.
          signal: AbortSignal.timeout(timeoutMs),
        });
        return {
          kind: 'answered',
          status: response.status,
          headers: plainHeaders(response.headers),
          body: new Uint8Array(response.data),
        };
      } catch (error) {
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
  if (causes.length > 0 && causes.every(surelyNothingSent)) {
    return { kind: 'notSent', why: `the gateway cannot be reached (${code})` };
  }
  return { kind: 'silent', why: `the gateway did not answer (${code})` };
}

/** The library wraps what the platform threw, some times more than once. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
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
