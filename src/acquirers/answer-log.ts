import type { Log } from '../ground/ports.ts';
import type { ReasonClass } from '../ground/reason-classes.ts';
import type { Reason, Unknown } from '../payment/answers.ts';

/** Refusals that are nobody's at the counter: till, shop or acquirer must be put right. */
const OURS: readonly ReasonClass[] = ['technical', 'setUp', 'contradiction'];

/** Keeps in the log how an acquirer answered one call: as a warning where a technician should see it. */
export function logAnswer(
  log: Log,
  call: { readonly endpoint: string; readonly paymentRequestId: string },
  answer: { readonly kind: string },
): void {
  const {
    kind,
    why,
    code,
    alarm,
    reason,
  }: { readonly kind: string } & Partial<Omit<Unknown, 'kind'>> & {
      readonly reason?: Reason;
    } = answer;
  const facts = { ...call, answer: kind, why, code: code ?? reason?.code };
  if (alarm === true || (reason !== undefined && OURS.includes(reason.class)))
    log.warn('the acquirer answered what a technician should see', facts);
  else log.info('the acquirer answered', facts);
}
