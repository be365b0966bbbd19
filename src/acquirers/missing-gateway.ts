import { FORMER_TERMS } from '../payment/terms.ts';
import type { CodeAcquirer } from './port.ts';

/**
 * Stands in for a gateway that a payment in the journal names and the config no longer does, or no longer at the account
 * that the payment was made at: nothing is known.
 *
 * Its terms are of no effect: a payment keeps those that it began with, and nothing begins here.
 */
export function missingGateway(name: string, isOfOther = false): CodeAcquirer {
  const why = isOfOther
    ? `the config has the gateway ${name} at another account than this payment went to: put it back`
    : `the config has no gateway ${name}, which this payment went to: put it back`;
  const unknown = () => Promise.resolve({ answer: { kind: 'unknown' as const, why, alarm: true } });
  return {
    terms: FORMER_TERMS,
    ...{ pay: unknown, inquire: unknown, cancel: unknown, refund: unknown, lookUp: unknown },
  };
}

/** The config has changed since the attempt began. */
export const NO_CANCEL = { kind: 'unknown', why: 'this gateway cancels nothing', alarm: true } as const;
export const NO_CAPTURE = { kind: 'unknown', why: 'this gateway collects nothing', alarm: true } as const;
export const NO_PAGES = { kind: 'notSent', why: 'this gateway makes no pages' } as const;
