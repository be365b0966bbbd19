import type { FaultOrder } from '../../drivers/sandbox/fault-board.ts';
import { FAULTS } from '../../drivers/sandbox/faults.ts';
import type { Random } from './random.ts';

/**
 * Faults that stay with their payment for ever or for longer than a round: their amounts are left out, and the torture
 * arms them for some calls, or with a shorter wait, instead. `refund-refused` ends with a person, never by itself.
 */
const NOT_BY_AMOUNT: readonly string[] = [
  'u-storm',
  'u-storm-charged',
  'charged-after-20s',
  'charged-after-cancel',
  'late-answer',
  'late-request',
  'other-amount',
  'dated-early',
  'other-payment-in-inquiry',
  'refund-refused',
];

const ENDINGS = FAULTS.flatMap(({ id, amountEnding }) =>
  amountEnding === undefined || NOT_BY_AMOUNT.includes(id) ? [] : [amountEnding],
);

/** An amount that the wallet simply pays, or, as often as `share`, one whose ending chooses a fault. */
export function amountOf(random: Random, share: number): string {
  const whole = 1 + random.below(400);
  return `${whole}${random.chance(share) ? random.pick(ENDINGS) : random.pick(['000', '450', '990', '105'])}`;
}

const ARMED: readonly ((random: Random) => FaultOrder)[] = [
  (random) => ({ id: 'late-answer', waitMs: 5 + random.below(300) }),
  (random) => ({ id: 'late-request', waitMs: 5 + random.below(300) }),
  (random) => ({ id: 'late-request', api: 'inquiryPayment', times: 2, waitMs: 5 + random.below(250) }),
  (random) => ({ id: 'late-request', api: 'cancelPayment', times: 2, waitMs: 5 + random.below(250) }),
  (random) => ({ id: 'late-answer', api: 'cancelPayment', times: 2, waitMs: 5 + random.below(250) }),
  (random) => ({ id: 'charged-after-20s', waitMs: 20 + random.below(800) }),
  (random) => ({ id: 'charged-after-cancel', waitMs: 5 + random.below(50) }),
  (random) => ({ id: 'u-storm', api: 'inquiryPayment', times: 1 + random.below(25) }),
  () => ({ id: 'lost-answer', api: 'inquiryPayment', times: 3 }),
  () => ({ id: 'lost-answer', api: 'cancelPayment', times: 2 }),
  () => ({ id: 'lost-request', api: 'cancelPayment', times: 2 }),
  () => ({ id: 'wrong-signature', api: 'cancelPayment', times: 2 }),
  () => ({ id: 'wrong-signature', api: 'inquiryPayment', times: 4 }),
  () => ({ id: 'http-500', api: 'pay', times: 1 }),
  () => ({ id: 'throttled', api: 'inquiryPayment', times: 2 }),
  () => ({ id: 'other-amount', times: 1, api: 'pay' }),
  () => ({ id: 'other-payment-in-inquiry', times: 2, api: 'inquiryPayment' }),
  () => ({ id: 'cancel-too-late', times: 3 }),
  () => ({ id: 'cancel-unknown', times: 3 }),
  () => ({ id: 'refund-unknown', times: 2 }),
  () => ({ id: 'refund-lost-answer', times: 1 }),
  () => ({ id: 'none' }),
];

/** A fault to arm at the sandbox. */
export function faultOrderOf(random: Random): FaultOrder {
  return random.pick(ARMED)(random);
}
