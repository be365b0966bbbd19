import type { Result } from '../../src/ground/result.ts';
import type { WireAnswer, WireNotification } from './answers.ts';
import type { BookEntry } from './books.ts';
import { API_PATH, APIS, parseRequest, type Api, type SandboxRequest } from './requests.ts';

/** How one product says what the ledger knows: its paths, the forms of its requests, and the words of its answers. */
export interface Dialect {
  /** The call that a path is of; null where there is none. */
  readonly apiOf: (uri: string) => Api | null;
  /** Whether a Request-Time is one. */
  readonly isTime: (text: string) => boolean;
  readonly parse: (api: Api, json: string) => Result<SandboxRequest, string>;
  /** An answer as it goes out. `entry`: its payment as the books have it, where they do. */
  readonly said: (request: SandboxRequest, answer: WireAnswer, entry: BookEntry | undefined) => object;
  /** What is told by itself. */
  readonly told: (notification: WireNotification, entry: BookEntry) => object;
}

/** Alipay+: the ledger speaks it. */
export const ALIPAY_PLUS_DIALECT: Dialect = {
  apiOf: (uri) => {
    const name = uri.slice(API_PATH.length);
    const known = APIS.find((api) => api === name && api !== 'inquiryRefund');
    return uri.startsWith(API_PATH) ? (known ?? null) : null;
  },
  isTime: (text) => !Number.isNaN(Date.parse(text)),
  parse: parseRequest,
  said: (_request, answer) => answer,
  told: (notification) => notification,
};
