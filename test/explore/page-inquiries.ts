import { chargeOf, fault, patience, toldTruly, type Account, type Books, type Reply } from './acquirer.ts';
import { ASK_GAP_MS } from './occasions.ts';
import type { PageTraits } from './page-acquirer.ts';
import type { Answer } from './world.ts';

/** What the books of an acquirer of pages may say to an inquiry. */
export function inquiries(
  { cancels: undoes, isAskedOnOccasion }: PageTraits,
  books: Books,
  account: Account | undefined,
): Reply[] {
  const truth = toldTruly(books, account);
  if (account === undefined) return [truth];
  const again = isAskedOnOccasion ? { againInMs: ASK_GAP_MS } : {};
  const lagging: Answer = { call: 'inquire', answer: { kind: 'confirming', ...again } };
  return [
    truth,
    fault(books, lagging, 'its books lag, and it says that nothing is decided yet'),
    ...(undoes === 'lastStep' && isReversed(account) ? [fault(books, stillTold(account), STILL_TOLD)] : []),
    patience(books),
  ];
}

/** How books tell of a reverse is not said: they may go on telling of the charge. Source: computop dossier, section 15. */
function isReversed({ state, wasCharged }: Account): boolean {
  return state === 'closed' && wasCharged;
}

function stillTold(account: Account): Answer {
  return { call: 'inquire', answer: { kind: 'charged', charge: chargeOf(account) } };
}

const STILL_TOLD = 'its books go on telling of the charge that was reversed';
