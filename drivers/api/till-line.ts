import { readFileSync } from 'node:fs';
import { ROUTES, type CommandName } from '../../src/contract/routes.ts';
import { addressFileOf } from './token.ts';

/** What a call of a till brings beside its name. */
export interface TillCall {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** What a till answered. */
export interface TillAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const ANSWER_MS = 5000;

/**
 * The line to a till that runs on this machine: its address and its token stand in files that only its user reads.
 *
 * Null where no till runs with this token file.
 */
export class TillLine {
  readonly #place: string;
  readonly #token: string;

  private constructor(place: string, token: string) {
    this.#place = place;
    this.#token = token;
  }

  static to(tokenFile: string): TillLine | null {
    const place = textOf(addressFileOf(tokenFile));
    const token = textOf(tokenFile);
    return place === null || token === null ? null : new TillLine(place, token);
  }

  /** Gives a command; null where nobody answers. `waitMs`: a PIN is checked on purpose slowly. */
  async call(name: CommandName, asked: TillCall, waitMs = ANSWER_MS): Promise<TillAnswer | null> {
    const { method, path } = ROUTES[name];
    const { params = {}, query = {}, body, idempotencyKey } = asked;
    const at = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
    const search = new URLSearchParams(query).toString();
    try {
      const response = await fetch(`${this.#place}${at}${search === '' ? '' : `?${search}`}`, {
        method,
        headers: {
          Authorization: `Bearer ${this.#token}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(waitMs),
      });
      const contentType = response.headers.get('content-type') ?? '';
      return { status: response.status, contentType, bytes: new Uint8Array(await response.arrayBuffer()) };
    } catch {
      return null;
    }
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}
