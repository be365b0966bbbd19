import type { GatewayCheck } from '../../contract/technician-commands.ts';
import { ComputopCalls, type CallsParts } from './calls.ts';
import { valueOf } from './messages.ts';
import { isNotTaken } from './result-codes.ts';

/** Asks for a payment that cannot exist, with the real passwords, and judges the answer. Source: dossier section 4. */
export async function checkComputop(parts: CallsParts, newId: string): Promise<GatewayCheck> {
  const startedMs = parts.clock.nowMs();
  const called = await new ComputopCalls(parts).askForNothing(newId);
  const roundTripMs = parts.clock.nowMs() - startedMs;
  if (called.kind === 'unread') {
    const reached = called.exchange.kind === 'answered';
    const { why: say } = called.unknown;
    const found = reached ? 'notTheirs' : 'noAnswer';
    return { reached, accepted: 'unknown', verified: reached ? 'no' : 'unknown', roundTripMs, found, say };
  }
  const isOurs = valueOf(called.values, 'mid') === parts.merchant.merchantId;
  const code = valueOf(called.values, 'Code') ?? 'missing';
  const isFine = isOurs && !isNotTaken(code);
  return {
    ...{ reached: true, verified: 'yes', roundTripMs },
    accepted: isFine ? 'yes' : 'no',
    found: isFine ? 'fine' : 'refused',
    say: isFine ? 'answered as it should' : isOurs ? `Code ${code}` : 'it answers for another merchant',
  };
}
