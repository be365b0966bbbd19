import type { HealthReason } from '../ground/health-reasons.ts';
import type { PartHealth } from '../ground/ports.ts';

/** What the screen says in the place of an error's code, which stands in the log. */
const SAYS: Partial<Record<HealthReason, string>> = {
  noConnection: 'No connection. Payments cannot be taken. Refunds are kept and sent later.',
  noAnswer:
    'The payment service does not answer as it should. Payments may not be taken. Refunds are kept and sent later.',
};

/** How a gateway is that did not answer in a way that could be believed; `why` is the cause as a clause. */
export function gatewayDown(reason: HealthReason, why: string): PartHealth {
  return { status: 'down', reason, why: SAYS[reason] ?? why };
}
