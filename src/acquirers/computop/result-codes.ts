import { ownRow } from '../../ground/own-row.ts';
import type { ReasonClass } from '../../ground/reason-classes.ts';
import type { Reason } from '../../payment/answers.ts';

/** The one code of success; others that begin with 0 carry information. Source: `PROTOCOL.md`, codes. */
export const SUCCESS = '00000000';

/** What the first digit of a code says: more to come (6), a question of 3-D Secure (7), or an end (2, 4). */
export function isUnderWay(code: string): boolean {
  return /^[67]/.test(code);
}

export function isEnd(code: string): boolean {
  return /^[24]/.test(code);
}

const ANOTHER_WAY = 'Ask the customer to use another wallet.';
const NOT_TAKEN =
  "Computop did not take the till's request. Offer another way of paying. Tell the shop's technician.";
const KNOWN = "Computop knows this payment already. Do not charge again. Tell the shop's technician.";

/** What a module, digits 2 to 4 of a code, says; every other one is a refusal like any. */
const MODULES: Readonly<Record<string, readonly [ReasonClass, string]>> = {
  ...Object.fromEntries(
    ['010', '011', '012', '013', '014', '015', '016', '019'].map((of) => [of, ['technical', NOT_TAKEN]]),
  ),
  '017': ['contradiction', KNOWN],
  '018': ['closed', 'The payment page has expired. Show a new code.'],
};

/** Whether a code says that the request itself was not taken. */
export function isNotTaken(code: string): boolean {
  return ownRow(MODULES, code.slice(1, 4))?.[1] === NOT_TAKEN;
}

/** Why a payment was not made. */
export function refusal(code: string): Reason {
  const [kind, say] = ownRow(MODULES, code.slice(1, 4)) ?? [
    'general',
    `The payment was declined. ${ANOTHER_WAY}`,
  ];
  return { code: `COMPUTOP_${code}`, class: kind, say };
}

/** Why a credit was not made. A request that was not taken is made again once the set-up is mended. */
export function creditRefusal(code: string): Reason {
  const [kind, say] = ownRow(MODULES, code.slice(1, 4)) ?? [];
  const isKind = kind === 'technical' || kind === 'contradiction';
  return isKind && say !== undefined
    ? { code: `COMPUTOP_${code}`, class: kind, say }
    : {
        code: `COMPUTOP_${code}`,
        class: 'general',
        say: 'Computop declined the refund. Try again later, or refund in another way.',
      };
}

/** Why a reverse was not made: the money goes back by a credit. */
export function reverseRefusal(code: string): Reason {
  return {
    code: `COMPUTOP_${code}`,
    class: 'general',
    say: 'It can no longer be cancelled. It is refunded instead.',
  };
}

// Refusals by the till itself.

export const NO_PAYMENT: Reason = {
  code: 'COMPUTOP_NO_PAYMENT',
  class: 'contradiction',
  say: 'The till does not know this payment at Computop. Refund it there.',
};

export const TEST_TEXT: Reason = {
  code: 'COMPUTOP_TEST_TEXT',
  class: 'setUp',
  say: "The order's text would switch Computop's simulation on. Tell the shop's technician.",
};

/** A value that cannot travel as it is, by its parameter. */
export function unsendableReason(parameter: string): Reason {
  return {
    code: `COMPUTOP_CANNOT_SEND_${parameter}`,
    class: 'setUp',
    say: "The order cannot be sent to Computop as it is. Offer another way of paying. Tell the shop's technician.",
  };
}
