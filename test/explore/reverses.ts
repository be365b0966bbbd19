import type { Request } from './world.ts';

// A reverse undoes the last step of a payment, whatever that was: judged by what the till has sent, and never by its notes.

/** The payments of which a till has sent a reverse or a refund of its own; kept only where a cancel is a reverse. */
export function sentBackAfter(before: readonly string[], requests: readonly Request[]): readonly string[] {
  const sent = requests.filter(isBack).map(({ paymentRequestId }) => paymentRequestId);
  const news = sent.filter((id, index) => !before.includes(id) && sent.indexOf(id) === index);
  return news.length === 0 ? before : [...before, ...news];
}

/** What is wrong with a reverse that is sent, in words; null where all is right. Source: computop dossier, section 5. */
export function wronglyReversed(before: readonly string[], requests: readonly Request[]): string | null {
  const isAgain = requests.some(
    ({ call, paymentRequestId }) => call === 'cancel' && before.includes(paymentRequestId),
  );
  return isAgain ? 'a charge is reversed of which something was sent back before' : null;
}

function isBack({ call }: Request): boolean {
  return call === 'cancel' || call === 'giveBack';
}
