import type { StoryLine } from '../../contract/manager-commands.ts';
import { formatAmount } from '../../ground/money/format.ts';
import type { Amount } from '../../ground/money/amount.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import type { Payment, Sale } from '../../payment/state.ts';
import type { PaymentEvent, TillEvent } from '../../payment/events.ts';
import type { Ms } from '../../ground/time.ts';
import { foldOnto } from '../../journal/fold.ts';

type Told = Omit<StoryLine, 'at'>;
type Facts = Readonly<Record<string, string>>;

/** A sale's rows as dated sentences: what was asked, answered and printed, when, and by whom. */
export function storyOf(events: Iterable<TillEvent>, iso: (atMs: Ms) => string): StoryLine[] {
  const lines: StoryLine[] = [];
  let sale: Sale | null = null;
  for (const event of events) {
    const after: Sale = foldOnto(sale, event);
    const told = toldOf(event, after, sale);
    const at = iso(event.atMs);
    if (told !== null) lines.push({ at, ...told });
    if (windowsOver(after) > windowsOver(sale)) lines.push({ at, ...CANCEL_SENT });
    sale = after;
  }
  return lines;
}

/** How many cancels were sent because no outcome came in time: it follows from an answer that tells nothing. */
function windowsOver(sale: Sale | null): number {
  const isOver = ({ state }: Payment): boolean =>
    state.kind === 'cancelling' && state.cause === 'windowOver' && state.cancelSent;
  return sale?.payments.filter(isOver).length ?? 0;
}

function tell(kind: StoryLine['kind'], say: string, facts: Facts = {}): Told {
  return { kind, say, facts: { ...facts } };
}

function money(amount: Amount): Facts {
  const { currency, value } = wireAmount(amount);
  return { currency, value };
}

function toldOf(event: TillEvent, after: Sale, before: Sale | null): Told | null {
  switch (event.kind) {
    case 'saleOpened':
      return tell(
        'opened',
        `The sale was opened over ${formatAmount(event.amount, 'en')}.`,
        money(event.amount),
      );
    case 'saleAdopted':
      return tell(
        'adopted',
        'A payment of another till was found at the acquirer.',
        money(event.charge.amount),
      );
    case 'paymentStarted':
      return tell('scanned', `The code ${event.code} was scanned, and the payment was sent.`, {
        code: event.code,
        gateway: event.gateway,
      });
    case 'pageStarted':
      return tell('chosen', `The way to pay ${event.tender} was chosen.`, {
        tender: event.tender,
        gateway: event.gateway,
      });
    case 'paymentChanged':
      return pageTold(event, after) ?? paymentTold(event.change);
    case 'retryRequested':
      return tell('retried', 'The cashier tried again.');
    case 'saleClosed':
      return tell('closed', 'The sale was given up.');
    case 'saleDismissed':
    case 'noticeSeen':
      return null;
    case 'orderOverridden': {
      const { approverId: approver, reason } = event;
      return tell(
        'overridden',
        `${approver} took the order here although another till may charge it: ${reason}`,
        {
          approver,
          reason,
        },
      );
    }
    case 'giveBackApproved': {
      const { approverId: approver, reason } = event;
      return tell('cancelApproved', `${approver} approved giving it back: ${reason}`, { approver, reason });
    }
    case 'refundApproved': {
      const { amount, approverId: approver, reason } = event;
      const say = `${approver} approved a refund of ${formatAmount(amount, 'en')}: ${reason}`;
      return tell('refundApproved', say, { ...money(amount), approver, reason });
    }
    case 'refundChanged':
      return refundTold(event, after, before);
    case 'receiptRequested':
      return tell('printing', `The ${event.copy} receipt was asked for.`, { copy: event.copy });
    case 'receiptStarted':
      return null;
    case 'receiptEnded': {
      const { copy, outcome } = event;
      if (outcome.kind === 'printed') return tell('printed', `The ${copy} receipt was printed.`, { copy });
      const { why } = outcome;
      return outcome.kind === 'notPrinted'
        ? tell('notPrinted', `The ${copy} receipt was not printed. ${why}`, { copy, why })
        : tell('printUnknown', `The ${copy} receipt may or may not be on paper. ${why}`, { copy, why });
    }
  }
}

/** What is otherwise of a page than of a scan: no wallet was asked, the customer has just not paid. */
function pageTold(
  { paymentRequestId, change }: Extract<TillEvent, { kind: 'paymentChanged' }>,
  { payments }: Sale,
): Told | null {
  const { kind } = payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId)?.facts.way ?? {};
  const isOpen = 'answer' in change && change.answer.kind === 'confirming';
  return kind === 'page' && isOpen ? tell('stillOpen', 'The customer had not paid yet.') : null;
}

function paymentTold(change: PaymentEvent): Told | null {
  switch (change.kind) {
    case 'pageOpened':
      return change.answer.kind === 'opened'
        ? tell('linkMade', 'The link to pay was made.')
        : unanswered(change.answer);
    case 'tapped':
      return tell('linkOpened', 'The customer opened the payment on the phone.');
    case 'payAnswered':
    case 'inquiryAnswered':
    case 'notified':
    case 'captureAnswered':
      return answerTold(change.answer);
    case 'cancelAnswered':
      return change.answer.kind === 'confirmed'
        ? tell('cancelled', 'The payment service confirmed the cancel.')
        : backUnanswered(change.answer);
    case 'giveBackAnswered':
      return change.answer.kind === 'refunded'
        ? tell('cancelled', 'The acquirer confirmed that the whole charge was given back.')
        : backUnanswered(change.answer);
    case 'cancelRequested':
      return tell('cancelAsked', 'The cashier asked to cancel.');
    case 'accepted': {
      const { approverId: approver, reason } = change;
      return tell('accepted', `${approver} took the charge for this sale: ${reason}`, { approver, reason });
    }
    case 'freed': {
      const { approverId: approver, reason } = change;
      return tell('freed', `${approver} allowed the order to be charged in another way: ${reason}`, {
        approver,
        reason,
      });
    }
    case 'questioned':
      return tell('asked', 'The acquirer told something by itself, and was asked about it.');
    case 'resumed':
      return tell('restarted', 'The till was started again, and asked what became of the payment.');
    case 'hurried':
      return tell('asked', 'Somebody asked that it be tried at once.');
    case 'hinted':
    case 'tallied':
    case 'woke':
      return null;
  }
}

interface Answered {
  readonly kind: string;
  readonly why?: string;
  readonly code?: string | undefined;
  readonly reason?: { readonly code: string; readonly say: string };
  readonly charge?: { readonly amount: Amount; readonly walletBrandName?: string | undefined };
}

function answerTold(answer: Answered): Told | null {
  if (answer.charge !== undefined) {
    const { amount, walletBrandName: wallet } = answer.charge;
    const say = `${wallet ?? 'The wallet'} was charged ${formatAmount(amount, 'en')}.`;
    return tell('charged', say, { ...money(amount), ...(wallet === undefined ? {} : { wallet }) });
  }
  switch (answer.kind) {
    case 'authorised':
      return tell('held', 'The acquirer holds the money for the shop.');
    case 'confirming':
      return tell('confirming', 'The wallet asked its user to confirm.');
    case 'refused':
    case 'notCharged':
      return tell('refused', answer.reason?.say ?? 'It was refused.', { code: answer.reason?.code ?? '' });
    case 'notSent':
      return tell('notSent', 'There was no connection: nothing was sent.');
    case 'notFound':
      return tell('asked', 'The acquirer does not know this payment (yet).');
    default:
      return unanswered(answer);
  }
}

/** A cancel or a refund of the till's own did not give the money back: it was refused, or nothing is known. */
function backUnanswered(answer: Answered): Told {
  if (answer.kind !== 'refused' && answer.kind !== 'tooLate') return unanswered(answer);
  const code = answer.reason?.code ?? '';
  const why = code === '' ? '' : ` (${code})`;
  return tell('backRefused', `The acquirer refused to give it back${why}.`, { code });
}

function unanswered({ why, code, reason }: Answered): Told {
  const words = reason?.code ?? code ?? why ?? '';
  return tell('unanswered', `No outcome was learnt${words === '' ? '' : ` (${words})`}.`, { why: words });
}

function refundTold(
  { refundRequestId, change }: Extract<TillEvent, { kind: 'refundChanged' }>,
  after: Sale,
  before: Sale | null,
): Told | null {
  const refundOf = (sale: Sale | null) =>
    sale?.refunds.find(({ facts }) => facts.refundRequestId === refundRequestId);
  const refund = refundOf(after);
  if (refund === undefined) return null;
  const facts = money(refund.facts.amount);
  const amount = formatAmount(refund.facts.amount, 'en');
  if (refund.state.kind !== refundOf(before)?.state.kind) {
    if (refund.state.kind === 'refunded') return tell('refunded', `${amount} was refunded.`, facts);
    if (refund.state.kind === 'failed') {
      const { code, say } = refund.state.reason;
      return tell('refundFailed', `The refund of ${amount} did not go through. ${say}`, { ...facts, code });
    }
  }
  return change.kind === 'refundAnswered' || change.kind === 'looked'
    ? tell('refundUnanswered', `The refund of ${amount} is not confirmed yet: it is tried again.`, facts)
    : null;
}

const CANCEL_SENT = tell('cancelSent', 'No answer came in time: the cancel was sent.');
