import type { AcquirerOffice, OfficeCall, OfficeReply } from '../../acquirers/office.ts';
import type { Config } from '../../config/config.ts';
import type { Amount } from '../../ground/money/amount.ts';
import type { Clock, Log } from '../../ground/ports.ts';
import { err, ok, type Result } from '../../ground/result.ts';
import type {
  OfficeApproved,
  OfficeFacts,
  OfficeMatter,
  OfficeRecord,
} from '../../journal/office-records.ts';
import { allOf, lastOf, owedIn, type OfficeBook, type OfficeCase } from '../../office/book.ts';
import type { OfficeFiles } from '../../office/files.ts';
import { OfficeQueue, type OfficeTry } from '../../office/queue.ts';
import type { Terminal } from '../terminal.ts';

/** What is told beside the view: which matter, and what happened to it. */
export interface OfficeEvent {
  readonly kind:
    'disputeArrived' | 'disputeChanged' | 'disputeDue' | 'registrationChanged' | 'declarationChanged';
  readonly id: string;
}

export interface OfficeParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** By the name of a gateway. */
  readonly offices: ReadonlyMap<string, AcquirerOffice>;
  readonly files: OfficeFiles;
  readonly log: Log;
  /** Tells whoever listens to events. */
  readonly tell: (event: OfficeEvent) => void;
}

/** What a manager approved, before it is kept. */
export interface Approved {
  readonly about: OfficeMatter;
  readonly id: string;
  readonly gateway: string;
  readonly call: OfficeCall;
  readonly facts: OfficeFacts;
  readonly amount: Amount | null;
  readonly approverId: string;
  readonly idempotencyKey: string | null;
}

const CHANGED: Readonly<Record<OfficeMatter, OfficeEvent['kind']>> = {
  dispute: 'disputeChanged',
  registration: 'registrationChanged',
  declaration: 'declarationChanged',
};

/** The waits between tries of what is owed. Source: office dossier section 2.8, queue. */
const RETRY_MS: readonly number[] = [2000, 4000, 8000, 16_000, 32_000, 60_000];
const BACKGROUND_RETRY_MS = 600_000;

/**
 * The office of the till: keeps what is told and approved, and sends what is owed.
 *
 * A body is on the disk before its row is, and its row before it is sent. A body is dropped after its final answer is kept;
 * what a crash leaves in between is swept at the next start.
 */
export class Office {
  readonly queue: OfficeQueue;
  readonly parts: OfficeParts;
  /** Told once more after every final answer: who asks for results follows it. */
  readonly #followers: ((matter: OfficeCase) => void)[] = [];

  constructor(parts: OfficeParts) {
    this.parts = parts;
    const { clock, terminal } = parts;
    this.queue = new OfficeQueue(
      clock,
      () => terminal.book.busy() !== undefined,
      () => undefined,
    );
  }

  get book(): OfficeBook {
    return this.parts.terminal.office;
  }

  /** Calls `follow` after every final answer, and at the start for every matter. */
  onAnswered(follow: (matter: OfficeCase) => void): void {
    this.#followers.push(follow);
  }

  /** Puts in again what is owed, and sweeps files that no open matter needs. */
  resume(): void {
    this.#sweep();
    for (const about of ['dispute', 'registration', 'declaration'] as const)
      for (const matter of this.book.all(about)) {
        const owed = owedIn(matter);
        if (owed !== null && lastOf(matter, 'officeClosed') === undefined) this.#owe(owed);
        for (const follow of this.#followers) follow(matter);
      }
  }

  stop(): void {
    this.queue.stop();
  }

  /** Keeps a record, and tells that its matter changed. */
  note(record: OfficeRecord, event?: OfficeEvent['kind']): void {
    this.parts.terminal.note(record);
    this.parts.tell({ kind: event ?? CHANGED[record.about], id: record.id });
  }

  /** Keeps the very bytes that a manager approved, and sends them until the answer is final. Error: why they cannot be kept. */
  approve({ call: { call, body }, ...approved }: Approved): Result<null, string> {
    const { clock, files } = this.parts;
    const kept = files.keep(body);
    if (!kept.ok) return err(kept.error);
    const record: OfficeApproved = {
      kind: 'officeApproved',
      atMs: clock.nowMs(),
      ...approved,
      call,
      body: kept.value,
    };
    this.note(record);
    this.#owe(record);
    return ok(null);
  }

  /** The waits of a gateway's office. */
  waitsOf(gateway: string): {
    readonly retryMs: readonly number[];
    readonly askMs: readonly number[] | null;
  } {
    const timing = this.parts.config.gateways[gateway]?.timing;
    const first = timing?.officeRetryMs ?? RETRY_MS;
    const background = timing?.officeBackgroundRetryMs ?? BACKGROUND_RETRY_MS;
    return { retryMs: [0, ...first, background], askMs: timing?.officeAskMs ?? null };
  }

  #owe(record: OfficeApproved): void {
    const { about, id, gateway, atMs } = record;
    this.queue.put({
      ...{ about, id, what: 'send', sinceMs: atMs },
      waits: this.waitsOf(gateway).retryMs,
      attempt: () => this.#send(record),
    });
  }

  async #send(record: OfficeApproved): Promise<OfficeTry> {
    const { files, log, offices } = this.parts;
    const { about, id, gateway, call, body } = record;
    const bytes = files.read(body.sha256);
    const office = offices.get(gateway);
    if (bytes === null || office === undefined) {
      const answer = bytes === null ? 'BODY_MISSING' : 'GATEWAY_MISSING';
      log.warn('what the office owes cannot be sent', { about, id, answer });
      return { kind: 'again', answer };
    }
    const reply = await office.send({ call, body: bytes });
    if (reply.kind === 'unknown') return { kind: 'again', answer: reply.code ?? reply.why };
    this.#answered(record, reply);
    return { kind: 'over' };
  }

  #answered(record: OfficeApproved, reply: Exclude<OfficeReply, { kind: 'unknown' }>): void {
    const { clock, files } = this.parts;
    const { about, id, gateway, call, body } = record;
    const facts = { ...reply.facts, ...(reply.say === null ? {} : { resultMessage: reply.say }) };
    const { kind: outcome, code: resultCode } = reply;
    this.note({
      kind: 'officeAnswered',
      atMs: clock.nowMs(),
      ...{ about, id, gateway, call, outcome, resultCode, facts },
    });
    const matter = this.book.of(about, id);
    if (matter === undefined) return;
    if (!this.#needed(matter).has(body.sha256)) files.drop(body.sha256);
    for (const follow of this.#followers) follow(matter);
  }

  /** The files that a matter still needs: what is owed; of an open dispute what was told, and the papers beside it. */
  #needed(matter: OfficeCase): ReadonlySet<string> {
    const owed = owedIn(matter);
    const isOver = lastOf(matter, 'officeClosed') !== undefined;
    const papers = allOf(matter, 'officePaperAdded').map(({ file }) => file.sha256);
    const told = lastOf(matter, 'disputeArrived')?.body?.sha256;
    return new Set([
      ...(owed === null || isOver ? [] : [owed.body.sha256]),
      ...(isOver ? [] : [...papers, ...(told === undefined ? [] : [told])]),
    ]);
  }

  /** Drops the files of a matter that is over. */
  dropFilesOf(matter: OfficeCase): void {
    this.queue.drop({ about: matter.about, id: matter.id, what: 'send' });
    this.#sweep();
  }

  #sweep(): void {
    const matters = (['dispute', 'registration', 'declaration'] as const).flatMap((about) =>
      this.book.all(about),
    );
    const needed = new Set(matters.flatMap((matter) => [...this.#needed(matter)]));
    for (const sha256 of this.parts.files.all()) if (!needed.has(sha256)) this.parts.files.drop(sha256);
  }
}
