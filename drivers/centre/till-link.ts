import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { batchOf, hexOf, isMoneyKind, type OutboxRow } from '../../src/centre/batch.ts';
import { retryAfterMsOf } from '../../src/centre/backoff.ts';
import {
  firstOutbox,
  outboxStep,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxState,
} from '../../src/centre/outbox.ts';
import { spreadMarks } from '../../src/centre/row-marks.ts';
import {
  askAnswer,
  enrolAnswer,
  epochAnswer,
  ingestAnswer,
  BATCH_ROWS_MAX,
  type CentreCall,
  type EnrolCall,
  type LeaveHeld,
} from '../../src/centre/wire.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { assertNever } from '../../src/ground/result.ts';
import type { CentreCaller, Heard } from './centre-caller.ts';
import type { EpochFile } from './epoch-file.ts';
import type { WordTime } from './word-time.ts';

/** The till's journal as it leaves for the centre. */
export interface OutboxJournal {
  readonly last: () => { readonly seq: number };
  /** The hash of a row; null where there is no such row. */
  readonly hashAt: (seq: number) => Uint8Array | null;
  readonly rowsFrom: (seq: number, rowsMax: number) => readonly OutboxRow[];
}

export interface TillLinkParts {
  readonly journal: OutboxJournal;
  readonly caller: CentreCaller;
  readonly epochs: Pick<EpochFile, 'read' | 'keep'>;
  /** The code that the till was given to enrol by; null where there is none. */
  readonly code: () => string | null;
  readonly publicKey: string;
  readonly terminal: string;
  readonly store: string;
  readonly shop: EnrolCall['shop'];
  /** The orders that this till may still begin under leave that it was given. */
  readonly keeps: () => readonly string[];
  /** The refunds that this till may still approve in room that it was given. */
  readonly refunds: () => readonly string[];
  /** The leave that it was given and has not used. */
  readonly leave: () => readonly LeaveHeld[];
  readonly words: WordTime;
  readonly clock: Clock;
  readonly log: Log;
  /** How it stands, for health and the gate of orders. */
  readonly stands: (state: OutboxState) => void;
  /** With which of the centre's configs the till runs. */
  readonly config: () => { readonly version: number; readonly refused: string | null };
  /** The centre has a config of this version. */
  readonly configSeen: (version: number) => void;
  readonly dice?: () => number;
}

/** How long one call may take: nobody waits for it. */
const CALL_MS = 15_000;
/** How long a row waits before it is told. Ours: those of one moment go together. */
const SOON_MS = 20;
/** For so long after an attempt was begun nothing is said. Ours: its pay leaves the till meanwhile, and a customer waits for it. */
const PAY_LEAVES_MS = 200;
const DICE_SIDES = 1_000_000;

/**
 * Brings the journal's rows to the centre: runs what the outbox says, one call at a time.
 *
 * Nothing of the till waits for it, and it keeps nothing: after a start it asks.
 */
export class TillLink {
  readonly #parts: TillLinkParts;
  #state: OutboxState;
  #callOff: () => void = () => undefined;
  #stopped = false;
  /** Rows were appended that are told in a moment; null where none were. */
  #callOffSoon: (() => void) | null = null;
  #isMoneySoon = false;
  #payBegunAtMs = Number.NEGATIVE_INFINITY;
  /** Something is to be said as soon as no call is under way. */
  #wantsToAsk = false;

  constructor(parts: TillLinkParts) {
    this.#parts = parts;
    this.#state = firstOutbox(parts.epochs.read());
  }

  start(): void {
    this.#take({ kind: 'started' });
  }

  /** A row was appended to the journal. */
  appended(kind: string): void {
    if (kind === 'paymentStarted') this.#payBegunAtMs = this.#parts.clock.nowMs();
    if (this.#state.kind !== 'idle') return;
    if (isMoneyKind(kind)) this.#isMoneySoon = true;
    this.#callOffSoon ??= this.#parts.clock.after(SOON_MS, () => {
      const isMoney = this.#isMoneySoon;
      [this.#isMoneySoon, this.#callOffSoon] = [false, null];
      this.#take({ kind: 'appended', isMoney });
    });
  }

  /** The till has something to say that is in no row, such as that it needs some leave no more. */
  askSoon(): void {
    if (this.#state.kind === 'idle') this.#take({ kind: 'started' });
    else this.#wantsToAsk = true;
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff();
    this.#callOffSoon?.();
  }

  #take(event: OutboxEvent): void {
    if (this.#stopped) return;
    const step = outboxStep(this.#state, event);
    const before = this.#state;
    this.#state = step.state;
    if (before !== step.state) this.#parts.stands(step.state);
    if (step.state.kind === 'asking') this.#wantsToAsk = false;
    if (step.state.kind === 'idle' && this.#wantsToAsk) return this.#take({ kind: 'started' });
    for (const effect of step.effects)
      void this.#run(effect).catch((error: unknown) => this.#stumbled(error));
  }

  /** Whatever goes wrong here, the till sells on; the next try comes in its time. */
  #stumbled(error: unknown): void {
    this.#parts.log.warn('The way to the centre stumbled.', { why: String(error) });
    this.#take({ kind: 'failed', why: 'silent', retryAfterMs: null, dice: this.#dice() });
  }

  async #run(effect: OutboxEffect): Promise<void> {
    if (effect.kind !== 'wait') await this.#payHasLeft();
    if (this.#stopped) return;
    switch (effect.kind) {
      case 'wait':
        this.#callOff();
        this.#callOff = this.#parts.clock.after(effect.ms, () =>
          this.#take({ kind: 'woke', last: this.#parts.journal.last().seq }),
        );
        return;
      case 'ask':
        return this.#ask(effect.haves);
      case 'enrol':
        return this.#enrol();
      case 'send':
        return this.#send(effect.epoch, effect.from);
      case 'beginEpoch':
        return this.#beginEpoch(effect.epoch, effect.from);
      default:
        assertNever(effect);
    }
  }

  /** A clock that was set meanwhile makes nobody wait longer. */
  async #payHasLeft(): Promise<void> {
    const { clock } = this.#parts;
    const goneMs = clock.nowMs() - this.#payBegunAtMs;
    if (goneMs < 0 || goneMs >= PAY_LEAVES_MS) return;
    await new Promise<void>((resolve) => void clock.after(PAY_LEAVES_MS - goneMs, resolve));
  }

  async #ask(haves: 'spread' | { readonly above: number }): Promise<void> {
    const { journal, keeps, refunds, leave, words, config } = this.#parts;
    // Numbered first: whatever is asked for later is of a later number, and this word does not count for it.
    const saidAtMs = await words.next();
    if (saidAtMs === null) throw new Error('the folder of the till’s key does not take a file');
    const marks = spreadMarks(journal.last().seq, haves === 'spread' ? null : haves.above);
    const answer = await this.#call('ask', askAnswer, {
      epoch: this.#state.epoch,
      last: journal.last().seq,
      keeps: keeps(),
      refunds: refunds(),
      leave: leave(),
      config: config(),
      saidAtMs,
      haves: marks.map((seq) => ({ seq, hash: hexOf(journal.hashAt(seq) ?? new Uint8Array(32)) })),
    });
    if (answer === null) return;
    this.#parts.configSeen(answer.configVersion);
    const own = {
      last: journal.last().seq,
      agrees: ({ seq, hash }: { readonly seq: number; readonly hash: string }) =>
        seq === 0 || hexOf(journal.hashAt(seq) ?? new Uint8Array()) === hash,
    };
    this.#take({ kind: 'asked', answer, own, dice: this.#dice() });
  }

  async #enrol(): Promise<void> {
    const { code, publicKey, terminal, store, shop, epochs, log } = this.#parts;
    const answer = await this.#call('enrol', enrolAnswer, {
      code: code() ?? '',
      publicKey,
      terminal,
      store,
      shop,
    });
    if (answer === null) return;
    if (answer.outcome === 'refused') {
      log.warn('The centre refused the code of the enrolment. Have a new one made in the office.');
      return this.#take({ kind: 'enrolRefused', dice: this.#dice() });
    }
    await epochs.keep({ epoch: answer.epoch, centreKey: answer.centreKey });
    log.info('This till is enrolled at the centre.', { epoch: answer.epoch });
    this.#take({ kind: 'enrolled', epoch: answer.epoch });
  }

  async #send(epoch: number, from: number): Promise<void> {
    const { journal } = this.#parts;
    const rows = journal.rowsFrom(from, BATCH_ROWS_MAX);
    const batch = batchOf(epoch, previousOf(journal, from), rows);
    if (batch === null) return this.#take({ kind: 'started' });
    const isMoney = rows.some(({ body }) => isMoneyKind(kindIn(body)));
    const answer = await this.#call('ingest', ingestAnswer, batch, isMoney);
    if (answer !== null) this.#take({ kind: 'sent', answer, last: journal.last().seq, dice: this.#dice() });
  }

  async #beginEpoch(epoch: number, from: number): Promise<void> {
    const { journal, epochs, log } = this.#parts;
    await epochs.keep({ epoch });
    log.warn('The centre has other rows than this till: its journal was put back. A new epoch begins.', {
      epoch,
      from,
    });
    const previous = hexOf(previousOf(journal, from));
    const answer = await this.#call('epoch', epochAnswer, { epoch, from, previous });
    if (answer !== null)
      this.#take({ kind: 'epochAnswered', answer, last: journal.last().seq, dice: this.#dice() });
  }

  /** One call; null where it came to nothing, which the outbox has been told. */
  async #call<T>(call: CentreCall, schema: z.ZodType<T>, body: object, isMoney = false): Promise<T | null> {
    const heard = await this.#parts.caller.call(call, JSON.stringify(body), { timeoutMs: CALL_MS, isMoney });
    const read = readAnswer(heard, schema, this.#parts.clock.nowMs());
    switch (read.kind) {
      case 'read':
        return read.value;
      case 'unknownHere':
        this.#take({ kind: 'unknownHere', hasCode: this.#parts.code() !== null, dice: this.#dice() });
        return null;
      case 'failed':
        this.#take({ kind: 'failed', why: read.why, retryAfterMs: read.retryAfterMs, dice: this.#dice() });
        return null;
    }
  }

  #dice(): number {
    return this.#parts.dice?.() ?? randomInt(DICE_SIDES) / DICE_SIDES;
  }
}

type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'unknownHere' }
  | {
      readonly kind: 'failed';
      readonly why: 'silent' | 'busy' | 'refused';
      readonly retryAfterMs: number | null;
    };

const problemSchema = z.object({ type: z.string() });

/** What an answer is worth: whatever is not the centre's plain word is silence. */
function readAnswer<T>(heard: Heard, schema: z.ZodType<T>, nowMs: number): Read<T> {
  if (heard.kind === 'silent') return { kind: 'failed', why: 'silent', retryAfterMs: null };
  const { status, body } = heard;
  const retryAfterMs = retryAfterMsOf(heard.retryAfter, nowMs);
  if (status === 429 || status === 503) return { kind: 'failed', why: 'busy', retryAfterMs };
  if (status === 401 && problemSchema.safeParse(body).data?.type.endsWith(':unknown-till') === true)
    return { kind: 'unknownHere' };
  const read = status === 200 ? schema.safeParse(body) : null;
  if (read?.success === true) return { kind: 'read', value: read.data };
  return { kind: 'failed', why: status >= 400 && status < 500 ? 'refused' : 'silent', retryAfterMs };
}

function previousOf(journal: OutboxJournal, from: number): Uint8Array {
  return from === 1 ? new Uint8Array(32) : (journal.hashAt(from - 1) ?? new Uint8Array(32));
}

/** The kind of a row; a body is the till's own, which begins with its version, its till and its kind. */
function kindIn(body: string): string {
  return /"kind":"([A-Za-z]{1,64})"/.exec(body)?.[1] ?? '';
}
