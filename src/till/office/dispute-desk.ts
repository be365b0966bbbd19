import { dueAtMs, RETRIEVAL_DAYS } from '../../acquirers/office-days.ts';
import type { AnswerOf, Handlers, InputOf } from '../../contract/contract.ts';
import type { DisputeView } from '../../contract/office-commands.ts';
import { refuse, refuseAmount } from '../../contract/problems.ts';
import { parsePayableAmount } from '../../ground/money/amount.ts';
import { ok } from '../../ground/result.ts';
import { parseIso, type Ms } from '../../ground/time.ts';
import type { Dispute } from '../../office/dispute.ts';
import type { Sale } from '../../payment/state.ts';
import type { Approver } from '../manager/approver.ts';
import { DisputeAnswers } from './dispute-answers.ts';
import { sizeText } from './paper-size.ts';
import { DisputePapers, type DisputePapersParts } from './dispute-papers.ts';
import { viewOfDispute } from './dispute-view.ts';
import type { DisputeWatch } from './dispute-watch.ts';
import { noMoney } from './no-money.ts';
import type { Office } from './office.ts';

export interface DisputeDeskParts extends Omit<DisputePapersParts, 'files' | 'saleOf' | 'config'> {
  readonly office: Office;
  readonly watch: DisputeWatch;
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
  readonly #watch: DisputeWatch;

  constructor(parts: DisputeDeskParts) {
    this.#parts = parts;
    const { office, watch, approver, journal, papers } = parts;
    this.#watch = watch;
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
        const dispute = this.#watch.find(input.params.disputeRequestId);
        if (dispute === null) return NO_SUCH_DISPUTE;
        const answered = await this.#answers.answer(
          dispute,
          input,
          () => this.#watch.find(dispute.id) ?? dispute,
        );
        return answered.ok ? ok(this.#view(this.#watch.find(dispute.id) ?? dispute)) : answered;
      },
      closeDispute: (input) => this.#close(input),
    };
  }

  #with<T>(id: string, give: (dispute: Dispute) => T): T | typeof NO_SUCH_DISPUTE {
    const dispute = this.#watch.find(id);
    return dispute === null ? NO_SUCH_DISPUTE : give(dispute);
  }

  #list({ open, paymentRequestId }: InputOf<'listDisputes'>['query']): DisputeView[] {
    return this.#watch
      .all()
      .filter(({ closed }) => open === undefined || (closed === null) === (open === 'true'))
      .filter((dispute) => paymentRequestId === undefined || dispute.paymentRequestId === paymentRequestId)
      .map((dispute) => this.#view(dispute));
  }

  #view(dispute: Dispute): DisputeView {
    const { office, iso } = this.#parts;
    const { clock, files, terminal, offices } = office.parts;
    const { paymentRequestId, body } = dispute;
    return viewOfDispute(dispute, {
      sale: paymentRequestId === null ? undefined : terminal.book.ofPayment(paymentRequestId),
      papers: this.#papers.list(dispute),
      body: body === null ? null : files.read(body.sha256),
      isAnsweredHere: offices.has(dispute.gateway),
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
    if (this.#watch.find(id) !== null) return KNOWN;
    if (by === undefined) return APPROVER_REQUIRED;
    const money = amount?.value ?? noMoney(config.terminal.currency);
    const request = { approver: by, paymentRequestId: body.paymentRequestId, amount: money };
    const manager = await approver.identify(request);
    if (!manager.ok) return manager;
    if (this.#watch.find(id) !== null) return KNOWN;
    const nowMs = clock.nowMs();
    const paymentRequestId = this.#watch.paymentOf(body.paymentRequestId);
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
    this.#watch.look();
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
    const dispute = this.#watch.find(params.disputeRequestId);
    if (dispute === null) return NO_SUCH_DISPUTE;
    const bytes = Buffer.from(body.content, 'base64');
    const { eachBytesMax } = office.parts.config.disputes.papers;
    if (bytes.length > eachBytesMax)
      return refuse({
        slug: 'paper-refused',
        detail: `A paper may have ${sizeText(eachBytesMax)} at most.`,
        why: 'tooLarge',
      });
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
    const dispute = this.#watch.find(id);
    const file = dispute === null ? null : this.#papers.file(dispute, paper);
    if (file === null) return NO_SUCH_PAPER;
    if (!file.ok) return refuse({ slug: 'not-printable', detail: file.error.say, why: file.error.why });
    const { contentType, bytes } = file.value;
    return ok({ contentType, content: Buffer.from(bytes).toString('latin1') });
  }

  async #close({ params, body }: InputOf<'closeDispute'>): Promise<AnswerOf<'closeDispute'>> {
    const { office, approver } = this.#parts;
    const dispute = this.#watch.find(params.disputeRequestId);
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
    const now = this.#watch.find(dispute.id) ?? dispute;
    if (now.closed !== null) return CLOSED;
    this.#watch.close(now, body.outcome, body.reason, manager.value.manager.id);
    return this.#with(dispute.id, (closed) => ok(this.#view(closed)));
  }
}

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
