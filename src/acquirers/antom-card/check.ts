import type { GatewayCheck } from '../../contract/technician-commands.ts';
import type { Clock } from '../../ground/ports.ts';
import type { AntomCardGateway } from './gateway.ts';
import { brandsOf, lackOf } from './offer.ts';

/** Asks whether cards can be taken, for one unit of the shop's money: signed both ways, and nothing is made. Source: dossier 2. */
export async function checkAntomCard(
  gateway: AntomCardGateway,
  clock: Pick<Clock, 'nowMs'>,
): Promise<GatewayCheck> {
  const startedMs = clock.nowMs();
  const called = await gateway.consult();
  const roundTripMs = clock.nowMs() - startedMs;
  switch (called.kind) {
    case 'notSent':
      return {
        ...{ reached: false, accepted: 'unknown', verified: 'unknown', roundTripMs },
        ...{ found: 'noAnswer', say: called.why },
      };
    case 'unread': {
      const { why, alarm } = called.answer;
      // A silence proves nothing; an answer whose signature is not theirs was somebody's.
      const isTheirs = alarm !== true;
      return {
        ...{ reached: !isTheirs, accepted: 'unknown', verified: isTheirs ? 'unknown' : 'no', roundTripMs },
        ...{ found: isTheirs ? 'noAnswer' : 'notTheirs', say: why },
      };
    }
    case 'read': {
      const lack = lackOf(called.response);
      return {
        ...{ reached: true, accepted: lack === null ? 'yes' : 'unknown', verified: 'yes', roundTripMs },
        ...{ found: lack === null ? 'fine' : 'refused', say: lack ?? brandsOf(called.response) },
      };
    }
  }
}
