import { Buffer } from 'node:buffer';
import { paymentRequestIdOf } from '../../src/payment/ids.ts';
import { gatewayTime, resultOf, type WireNotification } from '../../drivers/sandbox/answers.ts';
import type { PayRequest, RefundRequest } from '../../drivers/sandbox/requests.ts';
import { shortId, type Acquirer } from './acquirer.ts';
import type { Choices } from './choices.ts';
import { keyedSignature, type Signer } from './keyed-signing.ts';
import type { Story } from './story.ts';
import { CLIENT_ID, REFERENCE_MERCHANT_ID, type TillRun } from './till-run.ts';
import type { Timeline } from './timeline.ts';

interface Parts {
  readonly choices: Choices;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly acquirer: Acquirer;
}

const LOOKS_MS = [200, 3000, 14_000, 62_000, 100_000] as const;
const LATER_MS = [20, 2000, 30_000, 600_000] as const;

/** Notifications: how a payment stands at some instant is told to the till, once or twice, then or later; some are forged. */
export class Teller {
  readonly #parts: Parts & { readonly percent: number; readonly run: () => TillRun };

  constructor(parts: Parts & { readonly percent: number; readonly run: () => TillRun }) {
    this.#parts = parts;
  }

  /** A pay has left: in some schedules its end will be told. */
  watch(paymentRequestId: string): void {
    const { choices, percent, timeline } = this.#parts;
    if (!choices.chance(percent)) return;
    timeline.after(choices.of(LOOKS_MS), () => this.#look(paymentRequestId));
  }

  #look(paymentRequestId: string): void {
    const { acquirer, choices, timeline } = this.#parts;
    if (choices.chance(15)) {
      const paymentResult = resultOf(choices.chance(50) ? 'SUCCESS' : 'PROCESS_FAIL');
      const paymentAmount = { currency: 'MYR', value: '4550' };
      return this.#deliver(
        { paymentResult, paymentRequestId, paymentAmount, paymentId: 'FORGED' },
        'stranger',
      );
    }
    const message = acquirer.ledger.notification(paymentRequestId, timeline.nowMs);
    if (message === null) return;
    const times = choices.chance(25) ? 2 : 1;
    for (let time = 0; time < times; time += 1) this.#deliver(message, 'gateway');
  }

  /** Signed now, delivered some time. */
  #deliver(message: WireNotification, signer: Signer): void {
    const { run, story, choices, timeline } = this.#parts;
    const body = Buffer.from(JSON.stringify(message), 'utf8');
    const time = gatewayTime(timeline.nowMs);
    const signed = { method: 'POST' as const, uri: NOTIFY_URI, clientId: CLIENT_ID, time, body };
    const signature = keyedSignature(signer, signed);
    const headers = { 'client-id': CLIENT_ID, 'request-time': time, signature };
    timeline.after(choices.of(LATER_MS), () => {
      if (!run().lives()) return;
      const { paymentRequestId, paymentResult } = message;
      const who = signer === 'gateway' ? '' : ' by a stranger';
      story.tell(
        () => `the till is notified${who} of ${shortId(paymentRequestId)}: ${paymentResult.resultCode}`,
      );
      run().notified({ method: 'POST', uri: NOTIFY_URI, headers, body });
    });
  }
}

const NOTIFY_URI = '/alipayplus/notifyPayment';

/** Another till of the shop that has been given this till's merchant and order ids by mistake, and charges the same order. */
export class OtherTill {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
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
    const money = { currency: 'MYR', value: choices.of(['4550', '9900']) };
    story.tell(() => `another till pays ${referenceOrderId} too, over ${money.value}`);
    const body: PayRequest = {
      paymentRequestId,
      paymentAmount: money,
      order: { referenceOrderId, orderAmount: money },
      paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: '281006020000000000009999' },
      settlementStrategy: { settlementCurrency: 'USD' },
      paymentExpiryTime: gatewayTime(timeline.nowMs + 61_000),
    };
    const request = { endpoint: 'pay', paymentRequestId, body: body as PayRequest & RefundRequest } as const;
    acquirer.act(request, true);
  }
}
