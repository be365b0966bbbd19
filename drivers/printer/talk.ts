import type { Clock } from '../../src/ground/ports.ts';
import {
  chatterTrouble,
  isAnswerTo,
  isText,
  statusQuestion,
  takeReplies,
  type PrinterReply,
  type StatusQuestion,
  type Trouble,
} from '../../src/receipt/printer-status.ts';
import type { Result } from '../../src/ground/result.ts';

/** An open way to a printer on which it can answer. */
export interface Channel {
  /** Hands bytes over; null once they are taken, else what is wrong. Called again only then. */
  write(bytes: Uint8Array): Promise<string | null>;
  close(): Promise<void>;
}

/** What a channel tells while it is open; nothing after `lost`. */
export interface ChannelSink {
  heard(bytes: Uint8Array): void;
  lost(why: string): void;
}
/** Opens a channel. Errors: a whole sentence with what is wrong and what to do. */
export type OpenChannel = (sink: ChannelSink) => Promise<Result<Channel, string>>;

/** How long a printer may take to answer about itself. Assumed: real-time status comes within some 100 ms. */
export const ANSWER_LIMIT_MS = 2000;
/** How long a way to a printer may take to open or to close, whatever is at its other end. */
export const LINE_LIMIT_MS = 5000;
/** How long a line must be still behind an answer: what belongs to a line of text comes within it. */
export const SETTLE_MS = 50;
/** How much is kept of what a peer says; one that never stops must not fill the memory. */
const KEPT_MAX = 64;

/** One connection, with what was heard on it and not yet used. */
export class Talk implements ChannelSink {
  channel: Channel | undefined;
  lostWhy: string | null = null;
  readonly #clock: Clock;
  readonly #heard: number[] = [];
  readonly #replies: PrinterReply[] = [];
  readonly #chatter: number[] = [];
  /** Chatter from before `listen`: it spoils no answer, and tells what is at the other end. */
  readonly #earlier: number[] = [];
  #wake = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heard(bytes: Uint8Array): void {
    this.#heard.push(...bytes);
    for (const reply of takeReplies(this.#heard)) {
      if (reply.kind !== 'chatter') this.#replies.push(reply);
      else if (this.#chatter.length < KEPT_MAX) this.#chatter.push(reply.byte);
    }
    this.#replies.splice(0, this.#replies.length - KEPT_MAX);
    this.#wake();
  }

  /** From here on, what is heard can be an answer: all that came before followed no question. */
  listen(): void {
    this.#earlier.push(...this.#chatter, ...this.#heard);
    this.#earlier.splice(KEPT_MAX);
    for (const kept of [this.#heard, this.#replies, this.#chatter]) kept.length = 0;
  }

  /** What is wrong with the line where anything but answers came since `listen`; null where nothing did. */
  get chatter(): Trouble | null {
    const odd = [...this.#chatter, ...this.#heard];
    return odd.length === 0 ? null : chatterTrouble(odd);
  }

  /** What is wrong with a line on which text was heard at any time; null where none was. A lone byte is no text. */
  get text(): Trouble | null {
    const odd = [...this.#earlier, ...this.#chatter, ...this.#heard];
    return odd.length > 1 && isText(odd) ? chatterTrouble(odd) : null;
  }

  /** The answers of a kind that came since `listen` and are not used. */
  said<K extends PrinterReply['kind']>(kind: K): Extract<PrinterReply, { kind: K }>[] {
    return this.#replies.filter((reply): reply is Extract<PrinterReply, { kind: K }> => reply.kind === kind);
  }

  /** How many answers came since `listen` and are not used. */
  get surplus(): number {
    return this.#replies.length;
  }

  lost(why: string): void {
    this.lostWhy ??= why;
    this.#wake();
  }

  close(): Promise<void> {
    const { channel } = this;
    if (channel === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const callOff = this.#clock.after(LINE_LIMIT_MS, resolve);
      void channel.close().then(() => {
        callOff();
        resolve();
      });
    });
  }

  /** Waits until what follows an answer has come too. */
  settle(): Promise<void> {
    return new Promise((resolve) => this.#clock.after(SETTLE_MS, resolve));
  }

  /** Null once the printer took the bytes. */
  async write(bytes: Uint8Array, limitMs: number): Promise<string | null> {
    if (this.lostWhy !== null || this.channel === undefined) return this.lostWhy ?? 'it is closed';
    const stalled = new Promise<string>((resolve) => {
      const callOff = this.#clock.after(limitMs, () => resolve(`it took nothing for ${limitMs / 1000} s`));
      void this.channel?.write(bytes).then((fault) => {
        callOff();
        resolve(fault ?? '');
      });
    });
    const fault = await stalled;
    return fault === '' ? null : fault;
  }

  /** The answer to one question of DLE EOT; null where none came, or one without its form. */
  async ask(question: StatusQuestion): Promise<number | null> {
    if ((await this.write(statusQuestion(question), ANSWER_LIMIT_MS)) !== null) return null;
    const before = this.#chatter.length;
    const isStatus = (reply: PrinterReply): reply is Extract<PrinterReply, { kind: 'status' }> =>
      reply.kind === 'status';
    // Where chatter comes first, no answer counts: what still comes belongs to it.
    const answer = await this.#await(ANSWER_LIMIT_MS, isStatus, () => this.#chatter.length > before);
    if (answer !== null && isAnswerTo(question, answer.byte)) return answer.byte;
    if (answer !== null) this.#chatter.push(answer.byte);
    if (this.#chatter.length > before) await this.settle();
    return null;
  }

  async next<K extends 'status' | 'fence'>(
    kind: K,
    limitMs: number,
  ): Promise<Extract<PrinterReply, { kind: K }> | null> {
    return this.#await(limitMs, (reply): reply is Extract<PrinterReply, { kind: K }> => reply.kind === kind);
  }

  /** Whether the printer says within the limit that it printed up to this id; other ids are other jobs'. */
  async done(id: string, limitMs: number): Promise<boolean> {
    const isOurs = (reply: PrinterReply): reply is PrinterReply => reply.kind === 'done' && reply.id === id;
    return (await this.#await(limitMs, isOurs)) !== null;
  }

  async #await<R extends PrinterReply>(
    limitMs: number,
    fits: (reply: PrinterReply) => reply is R,
    isVain: () => boolean = () => false,
  ): Promise<R | null> {
    let over = false;
    const callOff = this.#clock.after(limitMs, () => {
      over = true;
      this.#wake();
    });
    for (;;) {
      const at = this.#replies.findIndex(fits);
      const found = this.#replies[at];
      if (found !== undefined && fits(found)) {
        callOff();
        this.#replies.splice(at, 1);
        return found;
      }
      if (isOver() || this.lostWhy !== null || isVain()) {
        callOff();
        return null;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }

    function isOver(): boolean {
      return over;
    }
  }

  /** Drops what was heard of a kind and not used. */
  forget(kind: PrinterReply['kind']): void {
    for (let at = this.#replies.length - 1; at >= 0; at -= 1) {
      if (this.#replies[at]?.kind === kind) this.#replies.splice(at, 1);
    }
  }
}
