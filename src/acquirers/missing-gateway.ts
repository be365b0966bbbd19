import type { Gateway } from './port.ts';

/** Stands in for a gateway that a payment in the journal names and the config no longer does: nothing is known. */
export function missingGateway(name: string): Gateway {
  const why = `the config has no gateway ${name}, which this payment went to: put it back`;
  const unknown = () => Promise.resolve({ answer: { kind: 'unknown' as const, why, alarm: true } });
  return { pay: unknown, inquire: unknown, cancel: unknown, refund: unknown, lookUp: unknown };
}
