import type { WireFault } from '../faults.ts';
import type { CardApi } from './requests.ts';

/** What goes wrong with one call: on the wire, or with the code that it is answered with. */
export interface CardFault {
  readonly api: CardApi;
  /** Without it: always. */
  readonly times?: number;
  readonly wire: WireFault;
}

const wire = (api: CardApi, fault: WireFault, times?: number): CardFault => ({
  ...{ api, wire: fault },
  ...(times === undefined ? {} : { times }),
});
const UNKNOWN = { kind: 'answer', code: 'UNKNOWN_EXCEPTION' } as const;

/** The last three digits of an amount, and what they play. Source: hosted payments, section 11. */
export const CARD_FAULTS: Readonly<Record<string, readonly CardFault[]>> = {
  '828': [wire('capture', UNKNOWN, 3)],
  '831': [wire('capture', { kind: 'lostAnswer' }, 1)],
  '832': [wire('capture', { kind: 'answer', code: 'PROCESS_FAIL' })],
  '911': [wire('inquiryPayment', UNKNOWN)],
  '912': [wire('inquiryPayment', UNKNOWN)],
  '916': [wire('pay', { kind: 'lostRequest' }, 1)],
  '917': [wire('pay', { kind: 'lostAnswer' }, 1)],
  '923': [wire('pay', { kind: 'httpStatus', status: 500 })],
  '926': [wire('inquiryPayment', { kind: 'garbled' }, 2)],
  '927': [wire('inquiryPayment', { kind: 'wrongSignature' }, 2)],
  '928': [wire('inquiryPayment', { kind: 'noSignature' }, 2)],
  '933': [wire('inquiryPayment', { kind: 'otherPaymentRequestId' }, 2)],
  '934': [wire('inquiryPayment', { kind: 'answer', code: 'ORDER_NOT_EXIST' }, 3)],
  '941': [wire('pay', { kind: 'answer', code: 'RISK_REJECT' })],
  '981': [wire('cancel', UNKNOWN, 3)],
  '982': [wire('cancel', { kind: 'lostAnswer' }, 1)],
  '986': [wire('refund', UNKNOWN, 3)],
  '987': [wire('refund', { kind: 'lostAnswer' }, 1)],
  '988': [wire('refund', { kind: 'answer', code: 'PROCESS_FAIL' })],
};

/** What the page does with an amount: another one is held, or the acquirer collects by itself. */
export const OTHER_AMOUNT = '932';
export const COLLECTED_BY_ACQUIRER = '833';

/** Which faults are still to be played, by the ending of a payment's amount. */
export class CardFaultBoard {
  readonly #played = new Map<string, number>();

  /** The fault of this call of this payment; null where there is none, or no more. */
  takes(api: CardApi, id: string, value: string): WireFault | null {
    const fault = CARD_FAULTS[value.slice(-3)]?.find((known) => known.api === api);
    if (fault === undefined) return null;
    const key = `${id} ${api}`;
    const played = this.#played.get(key) ?? 0;
    if (played >= (fault.times ?? Infinity)) return null;
    this.#played.set(key, played + 1);
    return fault.wire;
  }
}
