import {
  DISPUTE_LOST_MINOR,
  type DisputeNotice,
  type OfficeKept,
  type OfficeNews,
} from '../../acquirers/office.ts';
import { nextWarningAtMs } from '../../acquirers/office-days.ts';
import type { OfficeTask } from '../../contract/office-commands.ts';
import { wireAmount } from '../../ground/money/amount.ts';
import type { Ms } from '../../ground/time.ts';
import type { OfficeOutcome } from '../../journal/office-records.ts';
import {
  disputeOf,
  disputeWarning,
  mayAnswer,
  promisedBack,
  waitsForAnswer,
  type Dispute,
} from '../../office/dispute.ts';
import { backMinor } from './dispute-view.ts';
import type { Office } from './office.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Keeps disputes as they are told, warns of their days, and closes what is settled. It gives nothing back. */
export class DisputeWatch {
  readonly #office: Office;
  readonly #iso: (atMs: Ms) => string;
  #callOff: (() => void) | null = null;

  constructor(office: Office, iso: (atMs: Ms) => string) {
    this.#office = office;
    this.#iso = iso;
  }

  stop(): void {
    this.#callOff?.();
  }

  /** All disputes; those to be answered soonest first, then the newest. */
  all(): Dispute[] {
    const due = ({ dueAtMs: at, closed }: Dispute): number => (closed === null ? (at ?? Infinity) : Infinity);
    return this.#office.book
      .all('dispute')
      .map((matter) => disputeOf(matter))
      .sort((a, b) => due(a) - due(b) || b.arrivedAtMs - a.arrivedAtMs);
  }

  find(id: string): Dispute | null {
    const matter = this.#office.book.of('dispute', id);
    return matter === undefined ? null : disputeOf(matter);
  }

  /** Our id of a payment that an acquirer names by ours, or by its own. Source: office dossier section 3.2. */
  paymentOf(named: string): string | null {
    const { book } = this.#office.parts.terminal;
    return book.ofPayment(named) === undefined ? book.paymentRequestIdOf(named) : named;
  }

  /** Keeps a dispute that was told. The same again changes nothing; the same id of another payment is refused. */
  tell(gateway: string, notice: DisputeNotice): OfficeKept {
    const { files, clock, log } = this.#office.parts;
    const known = this.find(notice.id);
    const paymentRequestId = this.paymentOf(notice.payment);
    if (known !== null) {
      const isSame =
        known.asks === notice.asks &&
        (known.payment === notice.payment ||
          (paymentRequestId !== null && known.paymentRequestId === paymentRequestId));
      if (!isSame) return 'inconsistent';
      // What a person entered from a letter has no message yet: its own is kept before it is acknowledged, too.
      if (known.enteredBy === null || known.closed !== null) return 'kept';
    }
    const kept = files.keep(notice.body);
    if (!kept.ok) {
      log.warn('a dispute could not be kept', { id: notice.id, why: kept.error });
      return 'notKept';
    }
    const { id, asks, payment, wants, occurredAtMs, dueAtMs, isLate } = notice;
    const amount = notice.amount ?? known?.amount ?? null;
    this.#office.note(
      {
        kind: 'disputeArrived',
        atMs: clock.nowMs(),
        ...{ about: 'dispute', id, gateway, asks, payment, paymentRequestId, amount, wants, occurredAtMs },
        ...{ dueAtMs, isLate, body: kept.value, approverId: null },
      },
      known === null ? 'disputeArrived' : 'disputeChanged',
    );
    this.look();
    return 'kept';
  }

  /** Keeps what an acquirer tells of a dispute that is known: a new day, or how it was judged. */
  news(gateway: string, { id, status, facts, parts, dueAtMs, outcome, arrival }: OfficeNews): OfficeKept {
    const arrived = arrival === undefined || this.find(id) !== null ? 'kept' : this.tell(gateway, arrival);
    if (arrived !== 'kept') return arrived;
    const dispute = this.find(id);
    if (dispute === null || dispute.gateway !== gateway) return 'notKept';
    const last = dispute.told.at(-1);
    if (last?.status === status && last.dueAtMs === dueAtMs) return 'kept';
    const atMs = this.#office.parts.clock.nowMs();
    const of = { about: 'dispute', id, gateway } as const;
    this.#office.note({
      kind: 'officeTold',
      atMs,
      ...of,
      source: 'notice',
      status,
      facts,
      parts,
      dueAtMs,
    });
    if (outcome !== null && dispute.closed === null)
      this.close(dispute, outcome, 'The acquirer said so.', null);
    this.look();
    return 'kept';
  }

  /** Warns of what is due, closes what is settled, and sets the clock for the next warning. */
  look(): void {
    const { clock } = this.#office.parts;
    const nowMs = clock.nowMs();
    const coming: Ms[] = [];
    for (const dispute of this.all()) {
      if (dispute.closed !== null || dispute.dueAtMs === null || !waitsForAnswer(dispute)) continue;
      const { id, gateway } = dispute;
      const daysLeft = disputeWarning(dispute, nowMs);
      if (daysLeft !== null)
        this.#office.note(
          { kind: 'officeWarned', atMs: nowMs, about: 'dispute', id, gateway, daysLeft },
          'disputeDue',
        );
      const next = nextWarningAtMs(dispute.dueAtMs, nowMs);
      if (next !== null) coming.push(next);
    }
    this.settle();
    this.#teachLost();
    this.#callOff?.();
    // A clock that is set must not keep the next warning away: the till looks at least once an hour.
    const waitMs = Math.min(Math.max(1, Math.min(...coming) - nowMs), HOUR_MS);
    this.#callOff = coming.length === 0 ? null : clock.after(waitMs, () => this.look());
  }

  /** Closes disputes whose promised money is back. */
  settle(): void {
    for (const dispute of this.all()) {
      const promised = dispute.closed === null ? promisedBack(dispute) : null;
      if (promised === null || dispute.paymentRequestId === null) continue;
      const sale = this.#office.parts.terminal.book.ofPayment(dispute.paymentRequestId);
      if (sale === undefined) continue;
      const back = backMinor(sale, dispute.paymentRequestId, (atMs) => atMs >= dispute.arrivedAtMs);
      if (back >= promised.amount.valueMinor)
        this.close(dispute, 'lost', 'The promised money went back.', null);
    }
  }

  /** A payment that is still given back learns what a lost dispute took: the till's own refund of it is refused for ever. */
  #teachLost(): void {
    const { terminal } = this.#office.parts;
    for (const { asks, amount, closed, paymentRequestId } of this.all()) {
      if (asks !== 'chargeback' || closed?.outcome !== 'lost' || paymentRequestId === null) continue;
      const sale = terminal.book.ofPayment(paymentRequestId);
      const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
      if (payment?.state.kind !== 'cancelling' || payment.facts.amount.currency !== amount?.currency)
        continue;
      const facts = { [DISPUTE_LOST_MINOR]: String(amount.valueMinor) };
      if (payment.facts.acquirer[DISPUTE_LOST_MINOR] !== facts[DISPUTE_LOST_MINOR])
        terminal.tell(paymentRequestId, { kind: 'questioned', facts });
    }
  }

  /** Closes a dispute; its files go. */
  close({ id, gateway }: Dispute, outcome: OfficeOutcome, reason: string, approverId: string | null): void {
    const atMs = this.#office.parts.clock.nowMs();
    this.#office.note({
      kind: 'officeClosed',
      atMs,
      ...{ about: 'dispute', id, gateway, outcome, reason, approverId },
    });
    const matter = this.#office.book.of('dispute', id);
    if (matter !== undefined) this.#office.dropFilesOf(matter);
  }

  /** What a person has to do about disputes. */
  tasks(): OfficeTask[] {
    return this.all().flatMap((dispute) => this.#taskOf(dispute) ?? []);
  }

  #taskOf(dispute: Dispute): OfficeTask | null {
    const { id, closed, dueAtMs: due } = dispute;
    if (closed !== null) return null;
    const since = this.#iso(dispute.arrivedAtMs);
    const nowMs = this.#office.parts.clock.nowMs();
    const left = due === null ? 0 : Math.max(0, Math.ceil((due - nowMs) / DAY_MS));
    const until = due === null ? {} : { dueAt: this.#iso(due), daysLeft: left };
    const money = dispute.amount === null ? {} : { amount: wireAmount(dispute.amount) };
    const task = { id, since, ...until, ...money };
    if (dispute.state === 'refusedByAcquirer' && !mayAnswer(dispute))
      return { ...task, kind: 'disputeRefused', say: 'The acquirer did not take the answer.' };
    if (waitsForAnswer(dispute)) {
      const say =
        dispute.asks === 'chargeback'
          ? 'A customer’s bank disputes a payment. It is answered in the dashboard of the acquirer.'
          : 'A dispute waits for its answer.';
      return { ...task, kind: 'answerDispute', say };
    }
    const promised = promisedBack(dispute);
    if (promised === null) return null;
    const amount = wireAmount(promised.amount);
    return { kind: 'giveBack', id, since, amount, say: 'The promised money is to be given back.' };
  }
}
