import type { GatewayCheck } from '../../contract/technician-commands.ts';
import type { Clock } from '../../ground/ports.ts';
import type { Exchange, Http } from '../port.ts';
import { TrustPaymentsGateway, type TrustPaymentsParts } from './gateway.ts';

/** Asks for a payment that cannot exist, with the real login, and judges the answer. Source: dossier sections 3 and 10. */
export async function checkTrustPayments(
  parts: TrustPaymentsParts & { readonly clock: Pick<Clock, 'nowMs'> },
): Promise<GatewayCheck> {
  const seen: Exchange[] = [];
  const http: Http = {
    send: async (call) => {
      const exchange = await parts.http.send(call);
      seen.push(exchange);
      return exchange;
    },
  };
  const startedMs = parts.clock.nowMs();
  const called = await new TrustPaymentsGateway({ ...parts, http }).askForNothing();
  const roundTripMs = parts.clock.nowMs() - startedMs;
  const reached = seen.at(-1)?.kind === 'answered';
  if (!reached) {
    const say = called.kind === 'notSent' || called.kind === 'unread' ? called.why : '';
    return { reached, accepted: 'unknown', verified: 'unknown', roundTripMs, found: 'noAnswer', say };
  }
  switch (called.kind) {
    case 'login':
      return {
        reached,
        accepted: 'no',
        verified: 'yes',
        roundTripMs,
        found: 'refused',
        say: 'the login was refused',
      };
    case 'read': {
      const { errorcode } = called.element;
      const isFine = errorcode === '0';
      const say = isFine ? 'answered as it should' : `errorcode ${errorcode ?? 'missing'}`;
      return {
        ...{ reached, verified: 'yes', roundTripMs, say },
        accepted: isFine ? 'yes' : 'no',
        found: isFine ? 'fine' : 'refused',
      };
    }
    case 'notSent':
    case 'unread':
      return {
        reached,
        accepted: 'unknown',
        verified: 'no',
        roundTripMs,
        found: 'notTheirs',
        say: called.why,
      };
  }
}
