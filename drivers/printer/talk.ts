import type { Clock } from '../../src/ground/ports.ts';
import {
  statusQuestion,
  takeReplies,
  type PrinterReply,
  type StatusQuestion,
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
/** One connection, with what was heard on it and not yet used. */
export class Talk implements ChannelSink {
  channel: Channel | undefined;
  lostWhy: string | null = null;
  readonly #clock: Clock;
  readonly #heard: number[] = [];
  readonly #replies: PrinterReply[] = [];
  #wake = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  heard(bytes: Uint8Array): void {
    this.#heard.push(...bytes);
    this.#replies.push(...takeReplies(this.#heard));
    this.#wake();
  }

  lost(why: string): void {
    this.lostWhy ??= why;
    this.#wake();
  }

  close(): Promise<void> {
    return this.channel?.close() ?? Promise.resolve();
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

  /** The answer to one question of DLE EOT; null where none came. Answers to earlier ones are dropped. */
  async ask(question: StatusQuestion): Promise<number | null> {
    this.forget('status');
    if ((await this.write(statusQuestion(question), ANSWER_LIMIT_MS)) !== null) return null;
    return (await this.next('status', ANSWER_LIMIT_MS))?.byte ?? null;
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
      if (isOver() || this.lostWhy !== null) {
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
