import type { TillEvent } from '../../src/payment/events.ts';
import type { Till } from './till.ts';
import type { Request } from './world.ts';

// A reverse undoes the last step of a payment, whatever that was: judged by what the till has sent and was told, and never
// by its notes.

type Backs = Pick<Till, 'sentBack' | 'reversed'>;

/** What a till has sent back, and what it was told of; kept only where a cancel is a reverse. */
export function backsAfter(before: Backs, event: TillEvent, requests: readonly Request[]): Backs {
  const sent = requests.filter(isBack).map(({ paymentRequestId }) => paymentRequestId);
  const isMade =
    event.kind === 'paymentChanged' &&
    event.change.kind === 'cancelAnswered' &&
    event.change.answer.kind === 'confirmed';
  return {
    sentBack: withIds(before.sentBack, sent),
    reversed: withIds(before.reversed, isMade ? [event.paymentRequestId] : []),
  };
}

function withIds(before: readonly string[], ids: readonly string[]): readonly string[] {
  const news = ids.filter((id, index) => !before.includes(id) && ids.indexOf(id) === index);
  return news.length === 0 ? before : [...before, ...news];
}

/** What is wrong with what is sent back, in words; null where all is right. Source: computop dossier, section 5. */
export function wronglyReversed({ reversed, sentBack }: Backs, requests: readonly Request[]): string | null {
  const isOf = (call: Request['call'], ids: readonly string[]): boolean =>
    requests.some((request) => request.call === call && ids.includes(request.paymentRequestId));
  if (isOf('cancel', sentBack)) return 'a charge is reversed of which something was sent back before';
  return isOf('giveBack', reversed) ? 'a charge is given back once more that was reversed' : null;
}

function isBack({ call }: Request): boolean {
  return call === 'cancel' || call === 'giveBack';
}
