import { Buffer } from 'node:buffer';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { gatewayTime, resultOf, type WireNotification } from '../../drivers/sandbox/answers.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';
import { shortId, type Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import type { CodeLine } from './code-lines.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';
import type { Story } from './story.ts';
import { CURRENCY, REFERENCE_MERCHANT_ID } from './shop.ts';
import type { TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

interface Parts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
}

const LOOKS_MS = [200, 3000, 14_000, 62_000, 100_000] as const;
const LATER_MS = [20, 2000, 30_000, 600_000] as const;

/** How often it is looked whether a charge that was refused has come, and how long between. */
const LOOKS_MAX = 12;
const LOOK_MS = 10_000;
const AGAIN_MS_MAX = 20 * 60_000;
/** When Antom tells again what was not acknowledged, with the time of the first. Source: in-store dossier section 3.8. */
const REPEATS_MS = [120_000, 600_000, 600_000, 3_600_000, 7_200_000, 21_600_000, 54_000_000] as const;

export interface TellerParts extends Parts {
  readonly percent: number;
  /** The till that has made a payment, as it runs now; undefined where no till has. */
  readonly run: (paymentRequestId: string) => TillRun | undefined;
  /** The next inquiry of a payment is to be lost; the returned function takes that back. */
  readonly loseInquiryOf: (paymentRequestId: string) => () => void;
}

/** Notifications: how a payment stands at some instant is told to its till, once or in a burst, then or later; some are forged. */
export class Teller {
  readonly #parts: TellerParts;

  constructor(parts: TellerParts) {
    this.#parts = parts;
  }

  /** A pay has left: in some schedules its end will be told. */
  watch(paymentRequestId: string): void {
    const { choices, percent, timeline } = this.#parts;
    if (!choices.chance(percent)) return;
    timeline.after(choices.of(LOOKS_MS), () => this.#look(paymentRequestId));
  }

  /** Tells how a payment stands now, in a burst or once. */
  tell(paymentRequestId: string): void {
    const { acquirer, choices } = this.#parts;
    const message = acquirer.notice(paymentRequestId);
    if (message === null) return;
    const times = choices.of([1, 2, 5], [75, 18, 7]);
    const told = choices.chance(15) ? hintOf(message) : message;
    for (let time = 0; time < times; time += 1) this.#deliver(told, 'gateway');
  }

  /** Tells of a charge that was refused before, again and again until its till takes it. */
  insist(paymentRequestId: string, looks = 0, waitMs = 60_000): void {
    const { acquirer, choices, loseInquiryOf, timeline } = this.#parts;
    const message = acquirer.notice(paymentRequestId);
    if (message?.paymentResult.resultStatus !== 'S') {
      if (looks < LOOKS_MAX) timeline.after(LOOK_MS, () => this.insist(paymentRequestId, looks + 1));
      return;
    }
    const isHint = choices.chance(60);
    const unlose = isHint && choices.chance(60) ? loseInquiryOf(paymentRequestId) : null;
    if (this.#told(isHint ? hintOf(message) : message, 'gateway', timeline.nowMs)) {
      acquirer.broken.set(paymentRequestId, true);
      return;
    }
    // A notice that no till took brings about no inquiry that could be lost; a later one is not its.
    unlose?.();
    const nextMs = Math.min(waitMs * 2, AGAIN_MS_MAX);
    timeline.after(waitMs, () => this.insist(paymentRequestId, looks, nextMs));
  }

  #look(paymentRequestId: string): void {
    const { choices } = this.#parts;
    if (!choices.chance(15)) return this.tell(paymentRequestId);
    const paymentResult = resultOf(choices.chance(50) ? 'SUCCESS' : 'PROCESS_FAIL');
    const paymentAmount = { currency: CURRENCY, value: '4550' };
    this.#deliver({ paymentResult, paymentRequestId, paymentAmount, paymentId: 'FORGED' }, 'stranger');
  }

  /** Signed now, delivered some time. */
  #deliver(message: WireNotification, signer: Signer): void {
    const { choices, acquirer, timeline } = this.#parts;
    const signedAtMs = timeline.nowMs;
    const repeats = signer === 'gateway' && acquirer.lineOf(message.paymentRequestId).name === 'antomInstore';
    timeline.after(choices.of(LATER_MS), () => {
      if (repeats) this.#repeat(message, signedAtMs, REPEATS_MS);
      else this.#told(message, signer, signedAtMs);
    });
  }

  /** Tells until it is acknowledged, or as if the acknowledgement had been lost; a till that runs acknowledges what is genuine. */
  #repeat(message: WireNotification, signedAtMs: number, [waitMs, ...rest]: readonly number[]): void {
    const { acquirer, choices, run: runOf, timeline } = this.#parts;
    const { paymentRequestId } = message;
    const run = runOf(paymentRequestId);
    const isTaken = this.#told(message, 'gateway', signedAtMs);
    if (!isTaken && run?.alive === true)
      acquirer.fault ??= {
        rule: 'heard',
        say: `a genuine notice of ${shortId(paymentRequestId)} is not acknowledged`,
      };
    if (waitMs === undefined || (isTaken && !choices.chance(40))) return;
    timeline.after(waitMs, () => this.#repeat(message, signedAtMs, rest));
  }

  /** Delivers; answers whether the till took it. */
  #told(message: WireNotification, signer: Signer, signedAtMs: number): boolean {
    const { paymentRequestId, paymentResult, paymentAmount } = message;
    const { acquirer } = this.#parts;
    const run = this.#parts.run(paymentRequestId);
    if (run?.lives() !== true) return false;
    const { clientId, noticeUri: uri, told, timeOf } = acquirer.lineOf(paymentRequestId);
    const entry = acquirer.entry(paymentRequestId);
    if (entry === undefined) return false;
    const body = Buffer.from(JSON.stringify(told(message, entry)), 'utf8');
    const time = timeOf(signedAtMs);
    const signed = { method: 'POST' as const, uri, clientId, time, body };
    const headers = {
      'client-id': clientId,
      'request-time': time,
      signature: keyedSignature(signer, signed),
    };
    const who = signer === 'gateway' ? '' : ' by a stranger';
    const what = paymentAmount === undefined ? ' (without an amount)' : '';
    this.#parts.story.tell(
      () =>
        `${run.name} is notified${who} of ${shortId(paymentRequestId)}: ${paymentResult.resultCode}${what}`,
    );
    return run.notified({ method: 'POST', uri, headers, body }) && run.alive;
  }
}

/** A notice that does not say what was charged: worth an inquiry, and no more. */
function hintOf(message: WireNotification): WireNotification {
  const hint: { -readonly [K in keyof WireNotification]: WireNotification[K] } = { ...message };
  delete hint.paymentAmount;
  return hint;
}

/** Another till of the shop that has been given this till's merchant and order ids by mistake, and charges the same order. */
export class OtherTill {
  readonly #parts: Parts;
  readonly #line: CodeLine;

  constructor(parts: Parts, line: CodeLine) {
    this.#parts = parts;
    this.#line = line;
  }

  /** Will pay once, with a code and perhaps an amount of its own. */
  begin(order: () => string): void {
    const { choices, timeline } = this.#parts;
    timeline.after(choices.of([10, 700, 7000, 20_000]), () => this.#pay(order()));
  }

  #pay(referenceOrderId: string): void {
    if (referenceOrderId === '') return;
    const { acquirer, choices, story, timeline } = this.#parts;
    const paymentRequestId = paymentRequestIdOf(REFERENCE_MERCHANT_ID, referenceOrderId, 1);
    const money = { currency: CURRENCY, value: choices.of(['4550', '9900']) };
    story.tell(() => `another till pays ${referenceOrderId} too, over ${money.value}`);
    const body: PayRequest = {
      paymentRequestId,
      paymentAmount: money,
      order: { referenceOrderId, orderAmount: money },
      paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: '281006020000000000009999' },
      settlementStrategy: { settlementCurrency: 'USD' },
      paymentExpiryTime: gatewayTime(timeline.nowMs + 61_000),
    };
    const request = {
      ...({ endpoint: 'pay', paymentRequestId, from: -1, excused: true } as const),
      ...{ line: this.#line, uri: '', body: body as PayRequest & RefundRequest },
    };
    acquirer.sent(request);
    acquirer.act(request, true);
  }
}
