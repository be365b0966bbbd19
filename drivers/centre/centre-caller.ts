import {
  answerBytesMax,
  authorization,
  CENTRE_PATHS,
  fingerprintOf,
  MONEY_HEADER,
  signedCallText,
  type CentreCall,
} from '../../src/centre/wire.ts';
import type { Http } from '../../src/acquirers/port.ts';

/** What came of a call: an answer with its status, or nothing that could be read. */
export type Heard =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly body: unknown;
    }
  | { readonly kind: 'silent'; readonly why: string };

/** Calls the centre, signed by the till's own key. */
export class CentreCaller {
  readonly #http: Http;
  readonly #url: string;
  readonly #sign: (text: string) => string;
  readonly #fingerprint: string;

  constructor(parts: {
    readonly http: Http;
    readonly url: string;
    readonly sign: (text: string) => string;
    readonly publicKey: string;
  }) {
    this.#http = parts.http;
    this.#url = parts.url.replace(/\/+$/, '');
    this.#sign = parts.sign;
    this.#fingerprint = fingerprintOf(parts.publicKey);
  }

  async call(
    call: CentreCall,
    body: string,
    { timeoutMs, isMoney }: { readonly timeoutMs: number; readonly isMoney: boolean },
  ): Promise<Heard> {
    const path = CENTRE_PATHS[call];
    const exchange = await this.#http.send({
      method: 'POST',
      url: `${this.#url}${path}`,
      headers: {
        'Content-Type': 'application/json',
        Authorization: authorization(this.#fingerprint, this.#sign(signedCallText(path, body))),
        ...(isMoney ? { [MONEY_HEADER]: '1' } : {}),
      },
      body: Buffer.from(body, 'utf8'),
      timeoutMs,
      answerBytesMax: answerBytesMax(call),
    });
    if (exchange.kind !== 'answered') return { kind: 'silent', why: exchange.why };
    const { status, headers } = exchange;
    return { kind: 'answered', status, retryAfter: headers['retry-after'], body: jsonOf(exchange.body) };
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
