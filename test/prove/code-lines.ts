import {
  gatewayTime,
  type WireAnswer,
  type WireNotification,
  type WireResult,
} from '../../drivers/sandbox/answers.ts';
import { antomInstoreDialect } from '../../drivers/sandbox/antom-instore/dialect.ts';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import { ALIPAY_PLUS_DIALECT, type Dialect } from '../../drivers/sandbox/dialect.ts';
import type { Api, SandboxRequest } from '../../drivers/sandbox/requests.ts';
import type { HttpCall } from '../../src/acquirers/port.ts';
import type { Ms } from '../../src/ground/time.ts';
import { HOSTED_GATEWAYS, ANTOM_CLIENT_ID } from './hosted-shop.ts';
import { CLIENT_ID } from './shop.ts';

/** Which acquirers the codes of customers go to, by the shop's routes. */
export type CodeShop = 'alipayPlus' | 'antomInstore' | 'both';

/** An answer of an acquirer, in its own words. */
export interface Said {
  readonly result: WireResult;
  readonly [field: string]: unknown;
}

/** One acquirer of the codes that customers show: how it says what the ledger knows. */
export interface CodeLine {
  readonly name: Exclude<CodeShop, 'both'>;
  readonly clientId: string;
  /** Where the till is told of a payment. */
  readonly noticeUri: string;
  readonly apiOf: (uri: string) => Api | null;
  readonly said: (request: SandboxRequest, answer: WireAnswer, entry: BookEntry | undefined) => Said;
  readonly told: (notification: WireNotification, entry: BookEntry) => object;
  readonly timeOf: (atMs: Ms) => string;
}

/** The acquirers of codes. `isEpoch`: Antom's times are milliseconds since 1970. */
export function codeLines(parts: {
  readonly nowMs: () => Ms;
  readonly isEpoch: () => boolean;
}): Readonly<Record<CodeLine['name'], CodeLine>> {
  const antom = antomInstoreDialect({ textOf: () => '', nowMs: parts.nowMs });
  return {
    alipayPlus: {
      ...{ name: 'alipayPlus', clientId: CLIENT_ID, noticeUri: '/alipayplus/notifyPayment' },
      ...wordsOf(ALIPAY_PLUS_DIALECT),
      timeOf: gatewayTime,
    },
    antomInstore: {
      ...{ name: 'antomInstore', clientId: ANTOM_CLIENT_ID, noticeUri: '/n/antomInstore' },
      ...wordsOf(antom),
      timeOf: (atMs) => (parts.isEpoch() ? String(atMs) : gatewayTime(atMs)),
    },
  };
}

function wordsOf({ apiOf, said, told }: Dialect): Pick<CodeLine, 'apiOf' | 'said' | 'told'> {
  return { apiOf, told, said: (request, answer, entry) => said(request, answer, entry) as Said };
}

/** The acquirer of codes that a call is for, where it is for one at all. */
export function lineNameOf(url: string): CodeLine['name'] {
  return url.startsWith(HOSTED_GATEWAYS.antomInstore.baseUrl) ? 'antomInstore' : 'alipayPlus';
}

/** What a call to an acquirer of codes holds, as far as the simulation reads it. */
export interface CodeBody {
  readonly paymentRequestId?: string;
  readonly paymentId?: string;
  readonly refundRequestId?: string;
  readonly paymentFactor?: { readonly inStorePaymentScenario?: string };
}

export function bodyOf({ body }: Pick<HttpCall, 'body'>): CodeBody {
  return JSON.parse(new TextDecoder().decode(body ?? new Uint8Array())) as CodeBody;
}
