import type { DisputeNotice, OfficeKept, OfficeNews } from '../../acquirers/office.ts';
import { dueAtMs, nextWarningAtMs, RETRIEVAL_DAYS } from '../../acquirers/office-days.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import {
  PAPER_BYTES_MAX,
  type DisputeView,
  type OfficeTask,
} from '../../contract/office-commands.ts';
import { refuse, refuseAmount } from '../../contract/problems.ts';
import { parsePayableAmount, wireAmount } from '../../ground/money/amount.ts';
import { ok } from '../../ground/result.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import {
  disputeOf,
  disputeWarning,
  mayAnswer,
  promisedBack,
  waitsForAnswer,
  type Dispute,
} from '../../office/dispute.ts';
import type { OfficeCase } from '../../office/book.ts';
import type { Sale } from '../../payment/state.ts';
import type { Approver } from '../manager/approver.ts';
import { DisputeAnswers } from './dispute-answers.ts';
import { DisputePapers, type DisputePapersParts } from './dispute-papers.ts';
import { backMinor, viewOfDispute } from './dispute-view.ts';
import { noMoney } from './no-money.ts';
import type { Office } from './office.ts';

export interface DisputeDeskParts extends Omit<DisputePapersParts, 'files' | 'saleOf' | 'config'> {
  readonly office: Office;
  readonly approver: Approver;
  readonly iso: (atMs: Ms) => string;
}

export type DisputeHandlers = Pick<
  Handlers,
  | 'listDisputes'
  | 'enterDispute'
  | 'readDispute'
  | 'addDisputePaper'
  | 'readDisputePaper'
  | 'answerDispute'
  | 'closeDispute'
>;

/**
 * The desk of disputes, of every acquirer that tells them.
 *
 * Nothing is given back by it: an answer that promises money opens a task, and a refund is a command of its own.
 */
export class DisputeDesk {
  readonly #parts: DisputeDeskParts;
  readonly #papers: DisputePapers;
  readonly #answers: DisputeAnswers;
  #callOff: (() => void) | null = null;

  constructor(parts: DisputeDeskParts) {
    this.#parts = parts;
    const { office, approver, journal, papers } = parts;
    const { config, files } = office.parts;
    const saleOf = (id: string): Sale | undefined => office.parts.terminal.book.ofPayment(id);
    this.#papers = new DisputePapers({ config, journal, files, papers, saleOf });
    this.#answers = new DisputeAnswers({ office, approver, papers: this.#papers, saleOf });
  }

  handlers(): DisputeHandlers {
    return {
      listDisputes: ({ query }) => Promise.resolve(ok(this.#list(query))),
      enterDispute: (input) => this.#enter(input),
      readDispute: ({ params }) =>
        Promise.resolve(this.#with(params.disputeRequestId, (dispute) => ok(this.#view(dispute)))),
      addDisputePaper: (input) => Promise.resolve(this.#add(input)),
      readDisputePaper: ({ params }) => Promise.resolve(this.#file(params.disputeRequestId, params.paper)),
      answerDispute: async (input) => {
        const dispute = this.#find(input.params.disputeRequestId);
        if (dispute === null) return NO_SUCH_DISPUTE;
        const answered = await this.#answers.answer(dispute, input, () => this.#find(dispute.id) ?? dispute);
        return answered.ok ? ok(this.#view(this.#find(dispute.id) ?? dispute)) : answered;
      },
      closeDispute: (input) => this.#close(input),
    };
  }

  /** Gives the warnings that are due, and comes back for the next. */
  resume(): void {
    this.look();
  }

  stop(): void {
    this.#callOff?.();
  }

  /** Keeps a dispute that was told. The same again changes nothing; the same id of another payment is refused. */
  tell(gateway: string, notice: DisputeNotice): OfficeKept {
    const { office } = this.#parts;
    const { files, clock } = office.parts;
    const known = this.#find(notice.id);
    const paymentRequestId = this.#paymentOf(notice.payment);
    if (known !== null) {
      const isSame =
        known.asks === notice.asks &&
        (known.payment === notice.payment ||
          (paymentRequestId !== null && known.paymentRequestId === paymentRequestId));
      return isSame ? 'kept' : 'inconsistent';
    }
    const kept = files.keep(notice.body);
    if (!kept.ok) {
      office.parts.log.warn('a dispute could not be kept', { id: notice.id, why: kept.error });
      return 'notKept';
    }
    const { id, asks, payment, amount, wants, occurredAtMs, isLate } = notice;
    office.note(
      {
        kind: 'disputeArrived',
        atMs: clock.nowMs(),
        ...{ about: 'dispute', id, gateway, asks, payment, paymentRequestId, amount, wants, occurredAtMs },
        ...{ dueAtMs: notice.dueAtMs, isLate, body: kept.value, approverId: null },
      },
      'disputeArrived',
    );
    this.look();
    return 'kept';
  }

  /** Keeps what an acquirer tells of a dispute that is known: a new day, or how it was judged. */
  news(gateway: string, news: OfficeNews): OfficeKept {
    const { office } = this.#parts;
    const { clock } = office.parts;
    const dispute = this.#find(news.id);
    if (dispute === null || dispute.gateway !== gateway) return 'notKept';
    const { status, facts, parts, dueAtMs: due, outcome } = news;
    const last = dispute.told.at(-1);
    if (last?.status === status && last.dueAtMs === due) return 'kept';
    const of = { about: 'dispute', id: dispute.id, gateway } as const;
    const atMs = clock.nowMs();
    office.note({ kind: 'officeTold', atMs, ...of, source: 'notice', status, facts, parts, dueAtMs: due });
    if (outcome !== null && dispute.closed === null)
      this.#closeAs(dispute, outcome, 'The acquirer said so.', null);
    this.look();
    return 'kept';
  }

  /** What a person has to do about disputes. */
  tasks(): OfficeTask[] {
    return this.#all().flatMap((dispute) => this.#taskOf(dispute) ?? []);
  }

  /** Disputes that are not closed, those to be answered soonest first. */
  open(): Dispute[] {
    return this.#all().filter(({ closed }) => closed === null);
  }

  /** Warns of what is due, closes what is settled, and sets the clock for the next warning. */
  look(): void {
    const { office } = this.#parts;
    const { clock } = office.parts;
    const nowMs = clock.nowMs();
    for (const dispute of this.open()) {
      const warning = disputeWarning(dispute, nowMs);
      if (warning !== null) {
        const { id, gateway } = dispute;
        office.note(
          { kind: 'officeWarned', atMs: nowMs, about: 'dispute', id, gateway, daysLeft: warning },
          'disputeDue',
        );
      }
    }
    this.settle();
    const coming = this.open().flatMap((dispute) =>
      dispute.dueAtMs === null || !waitsForAnswer(dispute)
        ? []
        : (nextWarningAtMs(dispute.dueAtMs, nowMs) ?? []),
    );
    this.#callOff?.();
    this.#callOff = null;
    if (coming.length === 0) return;
    // A clock that is set must not keep the next warning away: the till looks at least once an hour.
    const waitMs = Math.min(Math.max(1, Math.min(...coming) - nowMs), HOUR_MS);
    this.#callOff = clock.after(waitMs, () => this.look());
  }

  /** Closes disputes whose promised money is back. */
  settle(): void {
    const { office } = this.#parts;
    for (const dispute of this.open()) {
      const promised = promisedBack(dispute);
      if (promised === null || dispute.paymentRequestId === null) continue;
      const sale = office.parts.terminal.book.ofPayment(dispute.paymentRequestId);
      if (sale === undefined) continue;
      const back = backMinor(sale, dispute.paymentRequestId, (atMs) => atMs >= dispute.arrivedAtMs);
      if (back >= promised.amount.valueMinor)
        this.#closeAs(dispute, 'lost', 'The promised money went back.', null);
    }
  }

  #all(): Dispute[] {
    const due = ({ dueAtMs: at, closed }: Dispute): number => (closed === null ? (at ?? Infinity) : Infinity);
    return this.#parts.office.book
      .all('dispute')
      .map((matter) => disputeOf(matter))
      .sort((a, b) => due(a) - due(b) || b.arrivedAtMs - a.arrivedAtMs);
  }

  #find(id: string): Dispute | null {
    const matter: OfficeCase | undefined = this.#parts.office.book.of('dispute', id);
    return matter === undefined ? null : disputeOf(matter);
  }

  #with<T>(id: string, give: (dispute: Dispute) => T): T | typeof NO_SUCH_DISPUTE {
    const dispute = this.#find(id);
    return dispute === null ? NO_SUCH_DISPUTE : give(dispute);
  }

  /** Our id of a payment that an acquirer names by ours, or by its own. Source: office dossier section 3.2. */
  #paymentOf(named: string): string | null {
    const { book } = this.#parts.office.parts.terminal;
    if (book.ofPayment(named) !== undefined) return named;
    return book.paymentRequestIdOf(named);
  }

  #list({ open, paymentRequestId }: InputOf<'listDisputes'>['query']): DisputeView[] {
    return this.#all()
      .filter(({ closed }) => open === undefined || (closed === null) === (open === 'true'))
      .filter((dispute) => paymentRequestId === undefined || dispute.paymentRequestId === paymentRequestId)
      .map((dispute) => this.#view(dispute));
  }

  #view(dispute: Dispute): DisputeView {
    const { office, iso } = this.#parts;
    const { clock, files, terminal } = office.parts;
    const { paymentRequestId, body } = dispute;
    return viewOfDispute(dispute, {
      sale: paymentRequestId === null ? undefined : terminal.book.ofPayment(paymentRequestId),
      papers: this.#papers.list(dispute),
      body: body === null ? null : files.read(body.sha256),
      nowMs: clock.nowMs(),
      iso,
    });
  }

  async #enter({ body }: InputOf<'enterDispute'>): Promise<AnswerOf<'enterDispute'>> {
    const { office, approver } = this.#parts;
    const { clock, config } = office.parts;
    const { disputeRequestId: id, kind: asks, approver: by } = body;
    const amount = body.amount === undefined ? null : parsePayableAmount(body.amount);
    if (amount?.ok === false) return refuseAmount(amount.error);
    if (this.#find(id) !== null) return KNOWN;
    const money = amount?.value ?? noMoney(config.terminal.currency);
    const request = { approver: by, paymentRequestId: body.paymentRequestId, amount: money };
    const manager = await approver.identify(request);
    if (!manager.ok) return manager;
    if (this.#find(id) !== null) return KNOWN;
    const nowMs = clock.nowMs();
    const paymentRequestId = this.#paymentOf(body.paymentRequestId);
    const gateway = this.#gatewayOf(paymentRequestId);
    const days = asks === 'papers' ? RETRIEVAL_DAYS : config.disputes.escalationDays;
    const due = body.dueAt === undefined ? dueAtMs(nowMs, days) : (parseIso(body.dueAt) ?? nowMs);
    office.note(
      {
        kind: 'disputeArrived',
        atMs: nowMs,
        ...{ about: 'dispute', id, gateway, asks, payment: body.paymentRequestId, paymentRequestId },
        ...{ amount: amount?.value ?? null, wants: [], occurredAtMs: nowMs, dueAtMs: due, isLate: false },
        ...{ body: null, approverId: manager.value.manager.id },
      },
      'disputeArrived',
    );
    this.look();
    return this.#with(id, (dispute) => ok(this.#view(dispute))) as AnswerOf<'enterDispute'>;
  }

  /** The gateway of the payment; where it is not known here, the first that has an office. */
  #gatewayOf(paymentRequestId: string | null): string {
    const { offices, terminal, config } = this.#parts.office.parts;
    const sale = paymentRequestId === null ? undefined : terminal.book.ofPayment(paymentRequestId);
    const payment = sale?.payments.find(({ facts }) => facts.paymentRequestId === paymentRequestId);
    return payment?.facts.gateway ?? [...offices.keys()][0] ?? Object.keys(config.gateways)[0] ?? '';
  }

  #add({ params, body }: InputOf<'addDisputePaper'>): AnswerOf<'addDisputePaper'> {
    const { office } = this.#parts;
    const { clock, files } = office.parts;
    const dispute = this.#find(params.disputeRequestId);
    if (dispute === null) return NO_SUCH_DISPUTE;
    const bytes = Buffer.from(body.content, 'base64');
    if (bytes.length > PAPER_BYTES_MAX)
      return refuse({ slug: 'paper-refused', detail: 'A paper may have 2 MiB at most.', why: 'tooLarge' });
    if (!isOfForm(body.contentType, bytes))
      return refuse({
        slug: 'paper-refused',
        detail: `This file is no ${body.contentType}. Bring a PDF, a JPEG or a PNG.`,
        why: 'otherForm',
      });
    if (this.#papers.list(dispute).some(({ name }) => name === body.name))
      return refuse({
        slug: 'paper-refused',
        detail: 'There is a paper of this name. Give the file another name.',
        why: 'sameName',
      });
    const kept = files.keep(bytes);
    if (!kept.ok) return refuse({ slug: 'paper-refused', detail: `${kept.error}.`, why: 'notKept' });
    const { id, gateway } = dispute;
    office.note({
      kind: 'officePaperAdded',
      atMs: clock.nowMs(),
      ...{ about: 'dispute', id, gateway, name: body.name, contentType: body.contentType, file: kept.value },
    });
    return this.#with(id, (now) => ok(this.#view(now)));
  }

  #file(id: string, paper: string): AnswerOf<'readDisputePaper'> {
    const dispute = this.#find(id);
    const file = dispute === null ? null : this.#papers.file(dispute, paper);
    if (file === null) return NO_SUCH_PAPER;
    if (!file.ok) return refuse({ slug: 'not-printable', detail: file.error.say, why: file.error.why });
    const { contentType, bytes } = file.value;
    return ok({ contentType, content: Buffer.from(bytes).toString('latin1') });
  }

  async #close({ params, body }: InputOf<'closeDispute'>): Promise<AnswerOf<'closeDispute'>> {
    const { office, approver } = this.#parts;
    const dispute = this.#find(params.disputeRequestId);
    if (dispute === null) return NO_SUCH_DISPUTE;
    if (dispute.closed !== null) return CLOSED;
    if (body.approver === undefined) return APPROVER_REQUIRED;
    const amount = dispute.amount ?? noMoney(office.parts.config.terminal.currency);
    const manager = await approver.identify({
      approver: body.approver,
      paymentRequestId: dispute.payment,
      amount,
    });
    if (!manager.ok) return manager;
    const now = this.#find(dispute.id) ?? dispute;
    if (now.closed !== null) return CLOSED;
    this.#closeAs(now, body.outcome, body.reason, manager.value.manager.id);
    return this.#with(dispute.id, (closed) => ok(this.#view(closed)));
  }

  #closeAs(
    { id, gateway }: Dispute,
    outcome: 'won' | 'lost' | 'withdrawn' | 'byHand',
    reason: string,
    approverId: string | null,
  ): void {
    const { office } = this.#parts;
    const atMs = office.parts.clock.nowMs();
    office.note({ kind: 'officeClosed', atMs, about: 'dispute', id, gateway, outcome, reason, approverId });
    const matter = office.book.of('dispute', id);
    if (matter !== undefined) office.dropFilesOf(matter);
  }

  #taskOf(dispute: Dispute): OfficeTask | null {
    const { iso, office } = this.#parts;
    const { id, closed, dueAtMs: due } = dispute;
    if (closed !== null) return null;
    const since = iso(dispute.arrivedAtMs);
    const nowMs = office.parts.clock.nowMs();
    const until =
      due === null ? {} : { dueAt: iso(due), daysLeft: Math.max(0, Math.ceil((due - nowMs) / DAY_MS)) };
    const money = dispute.amount === null ? {} : { amount: wireAmount(dispute.amount) };
    if (dispute.state === 'refusedByAcquirer' && !mayAnswer(dispute))
      return { kind: 'disputeRefused', id, since, ...until, ...money, say: 'The acquirer did not take the answer.' };
    if (waitsForAnswer(dispute))
      return { kind: 'answerDispute', id, since, ...until, ...money, say: 'A dispute waits for its answer.' };
    const promised = promisedBack(dispute);
    if (promised === null) return null;
    const amount = wireAmount(promised.amount);
    return { kind: 'giveBack', id, since, amount, say: 'The promised money is to be given back.' };
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The first bytes of each form. Source: ISO 32000-1, 7.5.2; JPEG (ITU-T T.81), B.1; PNG, 5.2. */
const FIRST_BYTES: Readonly<Record<string, readonly number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
};

function isOfForm(contentType: string, bytes: Uint8Array): boolean {
  return (FIRST_BYTES[contentType] ?? []).every((byte, index) => bytes[index] === byte);
}

const NO_SUCH_DISPUTE = refuse({ slug: 'not-found', detail: 'There is no dispute with this id.' });
const NO_SUCH_PAPER = refuse({ slug: 'not-found', detail: 'There is no such paper of this dispute.' });
const KNOWN = refuse({ slug: 'dispute-known', detail: 'There is a dispute with this id already.' });
const CLOSED = refuse({ slug: 'dispute-closed', detail: 'This dispute is closed.' });
const APPROVER_REQUIRED = refuse({ slug: 'approver-required', detail: 'A manager approves this.' });
