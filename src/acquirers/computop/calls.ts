import type { Clock } from '../../ground/ports.ts';
import type { Throttled, Unknown } from '../../payment/answers.ts';
import type { Exchange, Http } from '../port.ts';
import type { ComputopConfig } from './config.ts';
import { userDataOf } from './crypto.ts';
import {
  formOf,
  inquire24Parameters,
  inquireParameters,
  PAGES,
  readForm,
  type Merchant,
  type Parameters,
  type Values,
} from './messages.ts';
import { FACTS, judged, type Expected, type Judged } from './outcome.ts';

export interface CallsParts {
  readonly config: ComputopConfig;
  readonly merchant: Merchant;
  readonly http: Http;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** The answer to a call, or why there is none that can be read. */
export type Called =
  | { readonly kind: 'read'; readonly values: Values }
  | { readonly kind: 'unread'; readonly exchange: Exchange; readonly unknown: Unknown };

/** The longest name of a payment. */
const TRANS_ID_LENGTH_MAX = 64;

/** Answers by which the gateway asks for patience. Source: dossier section 9. */
const BUSY: readonly number[] = [429, 503];

/** The calls of the till to Computop. Nothing of a request or of a key is in what they give back. */
export class ComputopCalls {
  readonly #parts: CallsParts;

  constructor(parts: CallsParts) {
    this.#parts = parts;
  }

  /** One question: by the acquirer's id where it is known, else by our own name. */
  async ask(
    { payId, transId, facts }: Pick<Expected, 'payId' | 'transId' | 'facts'>,
    waitMaxMs = Infinity,
  ): Promise<Judged | Throttled> {
    const { merchant, config } = this.#parts;
    const timeoutMs = Math.min(config.timing.inquiryTimeoutMs, waitMaxMs);
    if (payId === null && !config.inquire24) return NO_ID_YET;
    const [page, parameters] =
      payId === null
        ? [PAGES.inquire24, inquire24Parameters(merchant, transId)]
        : [PAGES.inquire, inquireParameters(merchant, payId, config.inquireWithTransId ? transId : null)];
    const called = await this.call(page, timeoutMs, parameters);
    if (called.kind === 'unread') {
      const { exchange, unknown } = called;
      return exchange.kind === 'answered' && BUSY.includes(exchange.status) ? { kind: 'throttled' } : unknown;
    }
    const { merchantId, hmacKey } = merchant;
    const till = facts[FACTS.till];
    return judged(called.values, {
      merchantId,
      transId,
      payId,
      facts,
      userData: till === undefined ? undefined : userDataOf(hmacKey, transId, till),
      statusIsPayment: config.statusIsPayment,
    });
  }

  /** Asks for a payment that cannot exist: it changes nothing, and its answer shows whether the passwords are right. */
  askForNothing(newId: string): Promise<Called> {
    const { merchant, config } = this.#parts;
    const parameters = inquire24Parameters(merchant, `CHECK-${newId}`.slice(0, TRANS_ID_LENGTH_MAX));
    return this.call(PAGES.inquire24, config.timing.inquiryTimeoutMs, parameters);
  }

  async call(page: string, timeoutMs: number, parameters: Parameters): Promise<Called> {
    const { config, http, merchant } = this.#parts;
    const exchange = await http.send({
      method: 'POST',
      url: config.baseUrl.replace(/\/+$/, '') + page,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: '*/*', Connection: 'close' },
      body: Buffer.from(formOf(merchant, parameters), 'latin1'),
      timeoutMs,
    });
    const unread = (why: string, alarm = false): Called => {
      return { kind: 'unread', exchange, unknown: { kind: 'unknown', why, ...(alarm ? { alarm } : {}) } };
    };
    if (exchange.kind !== 'answered') return unread(exchange.why);
    if (exchange.status !== 200) return unread(`HTTP ${exchange.status}`);
    const read = readForm(merchant.cipher, exchange.body);
    return read.ok ? { kind: 'read', values: read.value } : unread(`the answer: ${read.error}`, true);
  }
}

const NO_ID_YET: Unknown = {
  kind: 'unknown',
  why: 'Computop has not told its id of this payment yet',
  code: 'COMPUTOP_NO_ID',
};
