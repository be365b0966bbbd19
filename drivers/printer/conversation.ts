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
import { err, type Result } from '../../src/ground/result.ts';
import {
  brokeOff,
  BUSY,
  ENDLESS,
  FINAL,
  lossOf,
  NO_WORD,
  oddOf,
  RAN_OUT,
  SILENT,
  UNSTEADY,
} from './line-trouble.ts';
import { ANSWER_LIMIT_MS, LINE_LIMIT_MS, Talk, type Channel, type OpenChannel } from './talk.ts';

/** How long a printer may take nothing at all of a job (its buffer is full, its paper is out). */
export const STALL_LIMIT_MS = 10_000;
/** How long a printer may take from the last byte to its word that all is printed; time to put in a roll is in it. */
export const DONE_LIMIT_MS = 60_000;
/** How often a printer that has not said so yet is asked how it is. */
export const ASK_EVERY_MS = 1000;
/** Answers to questions with nothing to print between them come together. */
export const QUIET_MS = 250;
/** How often a printer is asked the same at most, where what it says does not fit together. */
export const ROUNDS_MAX = 4;
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

/** The printer's word behind a job: why it is in doubt, and what else is wrong with the line. */
interface Word {
  readonly doubt: Trouble | null;
  readonly chatter: Trouble | null;
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
 *
 * What counts: an answer that has its exact form, follows its question and stands alone. Trouble is believed when two
 * answers in a row say it. All else is chatter: it moves nothing, and health says so.
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
    const channel = await this.#opened(talk);
    if (!channel.ok) return channel.error;
    talk.channel = channel.value;
    return talk;
  }

  /** Opens the way to the printer. One that opens too late is closed again, so that the next job finds it free. */
  #opened(talk: Talk): Promise<Result<Channel, string>> {
    const { place, clock, open } = this.#parts;
    return new Promise((resolve) => {
      let late = false;
      const callOff = clock.after(LINE_LIMIT_MS, () => {
        late = true;
        resolve(
          err(
            `${place} did not open in ${LINE_LIMIT_MS / 1000} s: check its cable and its entry in the config`,
          ),
        );
      });
      void open(talk).then((channel) => {
        callOff();
        if (late && channel.ok) void channel.value.close();
        resolve(channel);
      });
    });
  }

  async #printOn(talk: Talk, job: Uint8Array): Promise<Told> {
    const { place, clock, word } = this.#parts;
    const ready = await this.#ready(talk);
    if (ready.trouble !== null) return notYet(place, ready.trouble);
    this.#lastId = Math.max(this.#lastId + 1, clock.nowMs());
    const id = doneIdOf(this.#lastId);
    for (let from = 0; from < job.length; from += CHUNK_BYTES) {
      const fault = await talk.write(job.subarray(from, from + CHUNK_BYTES), STALL_LIMIT_MS);
      if (fault !== null) return inDoubt(place, brokeOff(fault));
    }
    const { doubt, chatter } =
      word === 'processId' ? await this.#doneWord(talk, id) : await this.#fenceWord(talk);
    if (doubt !== null) return inDoubt(place, doubt);
    return {
      outcome: { kind: 'printed' },
      health: healthOf(ready.nearEnd, chatter && `${place}: ${chatter.say}`),
    };
  }

  /** Asks whether the printer can print now. Trouble counts when two rounds in a row say the same. */
  async #ready(talk: Talk): Promise<Ready> {
    const { word } = this.#parts;
    if (word === 'fence' && !this.answers) return { trouble: null, nearEnd: false };
    let before: Trouble | null = null;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      talk.listen();
      const ready = word === 'processId' ? await this.#askStatus(talk) : await this.#catchUp(talk);
      const { trouble } = ready;
      const isSure = trouble === null || FINAL.includes(trouble.reason) || trouble.reason === before?.reason;
      if (isSure) return ready;
      before = trouble;
    }
    return { trouble: UNSTEADY, nearEnd: false };
  }

  /** One round of questions about the printer. */
  async #askStatus(talk: Talk): Promise<Ready> {
    let nearEnd = false;
    let trouble: Trouble | null = null;
    for (const question of STATUS_QUESTIONS) {
      const byte = await talk.ask(question);
      if (byte === null) return { trouble: lossOf(talk) ?? talk.chatter ?? talk.text ?? SILENT, nearEnd };
      trouble = troubleOf(question, byte);
      if (trouble !== null) break;
      if (question === 4) nearEnd = isNearEnd(byte);
    }
    await talk.settle();
    return { trouble: lossOf(talk) ?? oddOf(talk) ?? trouble, nearEnd };
  }

  /** Waits until all that was asked before is answered: the next answers are then to the next question. */
  async #catchUp(talk: Talk): Promise<Ready> {
    const trouble = await this.#caughtUp(talk);
    return { trouble, nearEnd: false };
  }

  async #caughtUp(talk: Talk): Promise<Trouble | null> {
    const fault = await talk.write(FENCE, ANSWER_LIMIT_MS);
    if (fault !== null) return brokeOff(fault);
    const endsAtMs = this.#parts.clock.nowMs() + ANSWER_LIMIT_MS;
    let last = await talk.next('fence', ANSWER_LIMIT_MS);
    if (last === null) return lossOf(talk) ?? talk.chatter ?? talk.text ?? BUSY;
    for (;;) {
      const more = await talk.next('fence', QUIET_MS);
      if (more === null) return lossOf(talk) ?? oddOf(talk) ?? (fencePaperOut(last.byte) ? PAPER_OUT : null);
      if (this.#parts.clock.nowMs() > endsAtMs) return ENDLESS;
      last = more;
    }
  }

  /** Waits for the printer's word for this very job. */
  async #doneWord(talk: Talk, id: string): Promise<Word> {
    talk.listen();
    const fault = await talk.write(doneMark(id), STALL_LIMIT_MS);
    if (fault !== null) return { doubt: brokeOff(fault), chatter: null };
    const endsAtMs = this.#parts.clock.nowMs() + DONE_LIMIT_MS;
    let trouble: Trouble | null = null;
    while (this.#parts.clock.nowMs() < endsAtMs) {
      const done = await talk.done(id, ASK_EVERY_MS);
      if (done) return { doubt: null, chatter: talk.text };
      const loss = lossOf(talk);
      if (loss !== null) return { doubt: loss, chatter: null };
      trouble = await this.#troubleNow(talk);
    }
    return { doubt: trouble ?? brokeOff('it never said that the receipt is printed'), chatter: null };
  }

  async #troubleNow(talk: Talk): Promise<Trouble | null> {
    for (const question of [4, 2] as const) {
      talk.forget('status');
      const byte = await talk.ask(question);
      if (byte === null) return talk.chatter ?? SILENT;
      const trouble = troubleOf(question, byte);
      if (trouble !== null) return trouble;
    }
    return null;
  }

  /** Asks whether all is done. One whose answers do not fit together is asked again: asking prints nothing. */
  async #fenceWord(talk: Talk): Promise<Word> {
    const endsAtMs = this.#parts.clock.nowMs() + DONE_LIMIT_MS;
    for (let round = 1; ; round += 1) {
      const limitMs = this.answers ? endsAtMs - this.#parts.clock.nowMs() : GRACE_MS;
      const word = await this.#askFence(talk, limitMs);
      const isLast = !this.answers || round === ROUNDS_MAX || this.#parts.clock.nowMs() >= endsAtMs;
      if (word.doubt?.reason !== 'chatter' || isLast) return word;
    }
  }

  async #askFence(talk: Talk, limitMs: number): Promise<Word> {
    talk.listen();
    const fault = await talk.write(FENCE, STALL_LIMIT_MS);
    if (fault !== null) return { doubt: brokeOff(fault), chatter: null };
    const said: number[] = [];
    while (said.length < FENCE_REPLIES) {
      const answer = await talk.next('fence', limitMs);
      if (answer === null) break;
      said.push(answer.byte);
    }
    if (said.length === FENCE_REPLIES) await talk.settle();
    const odd = oddOf(talk);
    const isWord = said.length === FENCE_REPLIES && odd === null;
    if (isWord) {
      this.answers = true;
      return { doubt: said.every(fencePaperOut) ? RAN_OUT : null, chatter: null };
    }
    const doubt = lossOf(talk) ?? (this.answers ? (odd ?? NO_WORD) : null);
    return { doubt, chatter: odd ?? talk.text };
  }
}

function notYet(place: string, { reason, say }: Trouble): Told {
  return { outcome: { kind: 'notPrinted', why: `${place}: ${say}`, again: true }, reason };
}

function inDoubt(place: string, { reason, say }: Trouble): Told {
  const why = `${place} broke off in the middle of a receipt: ${say}`;
  return { outcome: { kind: 'unknown', why }, reason };
}

function healthOf(nearEnd: boolean, chatter: string | null = null): PartHealth {
  if (chatter !== null) return { status: 'ok', reason: 'chatter', why: chatter };
  return nearEnd ? { status: 'ok', reason: 'paperLow', why: 'its paper is near the end' } : { status: 'ok' };
}
