import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import type { PrinterProfile } from '../../src/receipt/profiles.ts';
import {
  doneIdOf,
  doneMark,
  FENCE,
  FENCE_REPLIES,
  fencePaperOut,
  isNearEnd,
  PAPER_OUT,
  STATUS_QUESTIONS,
  troubleOf,
  type Trouble,
} from '../../src/receipt/printer-status.ts';
import { ANSWER_LIMIT_MS, Talk, type OpenChannel } from './talk.ts';

/** How long a printer may take nothing at all of a job (its buffer is full, its paper is out). */
export const STALL_LIMIT_MS = 10_000;
/** How long a printer may take from the last byte to its word that all is printed; time to put in a roll is in it. */
export const DONE_LIMIT_MS = 60_000;
/** How often a printer that has not said so yet is asked how it is. */
export const ASK_EVERY_MS = 1000;
/** Answers to questions with nothing to print between them come together. */
export const QUIET_MS = 250;
/** How long a printer that may not answer at all is listened to after the last byte. */
export const GRACE_MS = 300;

const CHUNK_BYTES = 4096;

/** What became of a job, and how the printer is as far as it said. */
export interface Told {
  readonly outcome: PrintOutcome;
  readonly health?: PartHealth;
  /** What is wrong with it, where the job was not surely printed. */
  readonly reason?: HealthReason;
}

/** Whether a printer can print now. */
interface Ready {
  readonly trouble: Trouble | null;
  readonly nearEnd: boolean;
}

export interface ConversationParts {
  readonly place: string;
  readonly word: PrinterProfile['word'];
  readonly clock: Clock;
  readonly open: OpenChannel;
}

/**
 * Printing as a conversation: the printer is asked whether it can, given the job, and believed only when it says that it
 * is done.
 *
 * Outcomes: a printer that is in trouble, or silent where its profile promises answers, is not given a byte of the job
 * (not printed, try again). From the first byte on, anything but its own word leaves the outcome unknown. A printer
 * that was never heard to answer is believed once it took everything.
 */
export class Conversation {
  readonly #parts: ConversationParts;
  #lastId = 0;
  /** Whether this printer was heard to answer GS r; from then on it must. */
  answers = false;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  async print(job: Uint8Array): Promise<Told> {
    const talk = await this.#begin();
    if (typeof talk === 'string')
      return { outcome: { kind: 'notPrinted', why: talk, again: true }, reason: 'unreachable' };
    const told = await this.#printOn(talk, job);
    await talk.close();
    return told;
  }

  async probe(): Promise<PartHealth> {
    const talk = await this.#begin();
    if (typeof talk === 'string') return { status: 'down', reason: 'unreachable', why: talk };
    const ready = await this.#ready(talk);
    await talk.close();
    const { trouble, nearEnd } = ready;
    if (trouble === null) return healthOf(nearEnd);
    return { status: 'down', reason: trouble.reason, why: `${this.#parts.place}: ${trouble.say}` };
  }

  async #begin(): Promise<Talk | string> {
    const talk = new Talk(this.#parts.clock);
    const channel = await this.#parts.open(talk);
    if (!channel.ok) return channel.error;
    talk.channel = channel.value;
    return talk;
  }

  async #printOn(talk: Talk, job: Uint8Array): Promise<Told> {
    const { place, clock, word } = this.#parts;
    const ready = await this.#ready(talk);
    if (ready.trouble !== null) return notYet(place, ready.trouble);
    const health = healthOf(ready.nearEnd);
    this.#lastId = Math.max(this.#lastId + 1, clock.nowMs());
    const id = doneIdOf(this.#lastId);
    const mark = word === 'processId' ? doneMark(id) : FENCE;
    const bytes = Buffer.concat([job, mark]);
    // What it said before the job is no word for it.
    talk.forget('fence');
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      const fault = await talk.write(bytes.subarray(from, from + CHUNK_BYTES), STALL_LIMIT_MS);
      if (fault !== null) return inDoubt(place, brokeOff(fault));
    }
    const doubt = word === 'processId' ? await this.#doneWord(talk, id) : await this.#fenceWord(talk);
    return doubt === null ? { outcome: { kind: 'printed' }, health } : inDoubt(place, doubt);
  }

  /** Asks whether the printer can print now. */
  async #ready(talk: Talk): Promise<Ready> {
    if (this.#parts.word === 'processId') return this.#askStatus(talk);
    return { trouble: this.answers ? await this.#catchUp(talk) : null, nearEnd: false };
  }

  async #askStatus(talk: Talk): Promise<Ready> {
    let nearEnd = false;
    for (const question of STATUS_QUESTIONS) {
      const byte = await talk.ask(question);
      if (byte === null) return { trouble: lossOf(talk) ?? SILENT, nearEnd };
      const trouble = troubleOf(question, byte);
      if (trouble !== null) return { trouble, nearEnd };
      if (question === 4) nearEnd = isNearEnd(byte);
    }
    return { trouble: null, nearEnd };
  }

  /** Waits until all that was asked before is answered: the next answers are then to the next question. */
  async #catchUp(talk: Talk): Promise<Trouble | null> {
    const fault = await talk.write(FENCE, ANSWER_LIMIT_MS);
    if (fault !== null) return brokeOff(fault);
    const first = await talk.next('fence', ANSWER_LIMIT_MS);
    if (first === null) return lossOf(talk) ?? BUSY;
    let last = first;
    for (;;) {
      const more = await talk.next('fence', QUIET_MS);
      if (more === null) return fencePaperOut(last.byte) ? PAPER_OUT : lossOf(talk);
      last = more;
    }
  }

  /** Waits for the printer's word for this very job; null once it came. */
  async #doneWord(talk: Talk, id: string): Promise<Trouble | null> {
    const endsAtMs = this.#parts.clock.nowMs() + DONE_LIMIT_MS;
    let trouble: Trouble | null = null;
    while (this.#parts.clock.nowMs() < endsAtMs) {
      const done = await talk.done(id, ASK_EVERY_MS);
      if (done) return null;
      if (talk.lostWhy !== null) return lossOf(talk);
      trouble = await this.#troubleNow(talk);
    }
    return trouble ?? brokeOff('it never said that the receipt is printed');
  }

  async #troubleNow(talk: Talk): Promise<Trouble | null> {
    for (const question of [4, 2] as const) {
      const byte = await talk.ask(question);
      if (byte === null) return SILENT;
      const trouble = troubleOf(question, byte);
      if (trouble !== null) return trouble;
    }
    return null;
  }

  async #fenceWord(talk: Talk): Promise<Trouble | null> {
    for (let reply = 0; reply < FENCE_REPLIES; reply += 1) {
      const answer = await talk.next('fence', this.answers ? DONE_LIMIT_MS : GRACE_MS);
      if (answer === null) {
        if (talk.lostWhy !== null) return lossOf(talk);
        return this.answers ? { reason: 'silent', say: 'it did not answer after the receipt' } : null;
      }
      this.answers = true;
      if (fencePaperOut(answer.byte)) return { reason: 'paperOut', say: 'its paper ran out' };
    }
    return null;
  }
}

const SILENT: Trouble = {
  reason: 'silent',
  say: 'it does not answer: check that it is on and that its profile in the config is right',
};
const BUSY: Trouble = {
  reason: 'offline',
  say: 'it is still busy, or out of paper: look at its lights',
};

function brokeOff(say: string): Trouble {
  return { reason: 'brokeOff', say };
}

/** Why the line to the printer was lost; null where it was not. */
function lossOf({ lostWhy }: Talk): Trouble | null {
  return lostWhy === null ? null : brokeOff(lostWhy);
}

function notYet(place: string, { reason, say }: Trouble): Told {
  return { outcome: { kind: 'notPrinted', why: `${place}: ${say}`, again: true }, reason };
}

function inDoubt(place: string, { reason, say }: Trouble): Told {
  const why = `${place} broke off in the middle of a receipt: ${say}`;
  return { outcome: { kind: 'unknown', why }, reason };
}

function healthOf(nearEnd: boolean): PartHealth {
  return nearEnd ? { status: 'ok', reason: 'paperLow', why: 'its paper is near the end' } : { status: 'ok' };
}
