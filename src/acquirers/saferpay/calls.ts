import { err, ok, type Result } from '../../ground/result.ts';
import type { Ms } from '../../ground/time.ts';
import type { Unknown } from '../../payment/answers.ts';
import { jsonOf } from '../answer-json.ts';
import { basic } from '../basic-login.ts';
import type { Exchange, Http } from '../port.ts';
import type { SaferpayConfig } from './config.ts';
import { ENDPOINTS, readAnswer, type Answer, type Endpoint, type Head } from './messages.ts';

/** What a call came to: an answer to this very request, or why there is none. */
export type Called =
  | { readonly kind: 'read'; readonly answer: Answer }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'unread'; readonly unknown: Unknown };

/** One call of the JSON API. A repeat has the same `requestId`, and counts in `retry`. */
export interface JsonCall {
  readonly endpoint: Endpoint;
  readonly requestId: string;
  readonly retry?: number;
  readonly timeoutMs: Ms;
  readonly body: (head: Head) => Uint8Array;
}

/** One call of the management API, below the customer's own path. */
export interface ManagementCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly requestId: string;
  readonly timeoutMs: Ms;
  readonly body?: object;
}

export interface CallParts {
  readonly config: SaferpayConfig;
  readonly password: string;
  readonly http: Http;
}

/** Ids of requests and orders have so many characters at most. Source: dossier sections 1.2 and 2. */
const ID_LENGTH_MAX = 50;

/** The login of the account. */
function authorization({ config, password }: CallParts): string {
  return basic(config.user, password);
}

function addressOf({ config }: CallParts, path: string): string {
  return config.baseUrl.replace(/\/+$/, '') + path;
}

/** Sends one call of the JSON API. Source: dossier sections 1 and 9. */
export async function callJson(parts: CallParts, call: JsonCall): Promise<Called> {
  const { endpoint, requestId, retry = 0, timeoutMs, body } = call;
  const { specVersion, customerId } = parts.config;
  const exchange = await parts.http.send({
    method: 'POST',
    url: addressOf(parts, ENDPOINTS[endpoint]),
    headers: {
      Authorization: authorization(parts),
      'Content-Type': 'application/json; charset=utf-8',
      Connection: 'close',
    },
    body: body({ specVersion, customerId, requestId, retry: Math.min(retry, 9) }),
    timeoutMs,
  });
  if (exchange.kind === 'notSent') return exchange;
  if (exchange.kind === 'silent') return unread(exchange.why);
  const { status } = exchange;
  if (status === 401 || status === 403) return { kind: 'unread', unknown: LOGIN };
  if (status >= 500) return unread(`HTTP ${status}`);
  const read = readAnswer(requestId, exchange.body);
  if (!read.ok) return unread(read.error);
  // A failure is an HTTP status of 400 and more with the name of an error in its body. Source: dossier section 3.
  const isError = read.value.ErrorName !== undefined;
  return isError === status >= 400
    ? { kind: 'read', answer: read.value }
    : unread(`HTTP ${status} does not fit its body`);
}

/** Sends one call of the management API, whose headers say what a body's head says elsewhere. Source: section 5.4. */
export function callManagement(parts: CallParts, call: ManagementCall): Promise<Exchange> {
  const { method, path, requestId, timeoutMs, body } = call;
  const { customerId, specVersion } = parts.config;
  return parts.http.send({
    method,
    url: addressOf(parts, `/rest/customers/${customerId}${path}`),
    headers: {
      Authorization: authorization(parts),
      'Saferpay-ApiVersion': specVersion,
      'Saferpay-RequestId': requestId.slice(0, ID_LENGTH_MAX),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      Connection: 'close',
    },
    body: body === undefined ? null : new TextEncoder().encode(JSON.stringify(body)),
    timeoutMs,
  });
}

/** The JSON of a management call that was done. Errors: `unknown`, with an alarm where the login was refused. */
export function managementJson(exchange: Exchange): Result<unknown, Unknown> {
  if (exchange.kind !== 'answered') return err({ kind: 'unknown', why: exchange.why });
  const { status, body } = exchange;
  if (status === 401 || status === 403) return err(LOGIN);
  if (status >= 300) return err({ kind: 'unknown', why: `HTTP ${status}`, code: `HTTP_${status}` });
  if (body.length === 0) return ok(null);
  const json = jsonOf(body);
  return json.ok ? json : err({ kind: 'unknown', why: json.error });
}

/** Why nothing is known after a call that has no answer. */
export function unknownOf(called: Exclude<Called, { kind: 'read' }>): Unknown {
  return called.kind === 'notSent' ? { kind: 'unknown', why: called.why } : called.unknown;
}

function unread(why: string): Called {
  return { kind: 'unread', unknown: { kind: 'unknown', why } };
}

const LOGIN: Unknown = { kind: 'unknown', why: 'the login was refused', code: 'LOGIN', alarm: true };
