import { createConnection, type Socket } from 'node:net';
import type { PrinterConfig } from '../../src/config/config.ts';
import { printerName } from '../../src/config/printer-names.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { PROFILES } from '../../src/receipt/profiles.ts';
import { FENCE, FENCE_REPLIES, fencePaperOut } from '../../src/receipt/printer-status.ts';
import { Conversation, GRACE_MS, STALL_LIMIT_MS } from './conversation.ts';
import { PrintQueue, type Delivery, type PrinterLink } from './print-queue.ts';
import { Talk, type Channel, type ChannelSink } from './talk.ts';

export { GRACE_MS, STALL_LIMIT_MS } from './conversation.ts';

/** The config of a printer on the network that takes raw bytes (port 9100, "JetDirect"). */
export type TcpPrinterConfig = Extract<PrinterConfig, { kind: 'tcp' }>;

/** How long a connection may take to come up; in a shop's network it takes a few milliseconds. */
export const CONNECT_LIMIT_MS = 3000;
/** How long a printer may keep its end of the connection open before the next job goes out all the same. */
export const LINGER_LIMIT_MS = 10_000;

const CHUNK_BYTES = 16 * 1024;

/**
 * A printer on the network.
 *
 * Outcomes: no connection means nothing was printed, try again; an error after the first byte was handed over means
 * unknown. A printer whose profile promises its word, or that was heard to answer before, is held to it: see
 * `Conversation`. Of one that was never heard, all bytes taken and no error until the printer closes, or until GRACE_MS
 * later, means printed (many printers close late or never).
 */
export function tcpPrinter(config: TcpPrinterConfig, clock: Clock): Printer {
  const place = `${config.host}:${config.port}`;
  return new PrintQueue(printerName(config), clock, new TcpLink(config, place, clock));
}

class TcpLink implements PrinterLink {
  readonly #config: TcpPrinterConfig;
  readonly #place: string;
  readonly #clock: Clock;
  readonly #conversation: Conversation;
  /** A delivered job's connection whose other end is still open. */
  #lingering: Socket | undefined;

  constructor(config: TcpPrinterConfig, place: string, clock: Clock) {
    this.#config = config;
    this.#place = place;
    this.#clock = clock;
    this.#conversation = new Conversation({
      place: `printer ${place}`,
      word: PROFILES[config.profile].word,
      clock,
      open: (sink) => this.#open(sink),
    });
  }

  async deliver(bytes: Uint8Array): Promise<Delivery> {
    if (this.#mustAnswer()) {
      return { ...(await this.#conversation.print(bytes)), free: Promise.resolve() };
    }
    const connected = await connect(this.#config, this.#place, this.#clock);
    if (!connected.ok) {
      const outcome = { kind: 'notPrinted', why: connected.error, again: true } as const;
      return { outcome, reason: 'unreachable', free: Promise.resolve() };
    }
    const socket = connected.value;
    const heard = () => {
      this.#conversation.answers = true;
    };
    const delivery = await hand(bytes, socket, this.#place, this.#clock, heard);
    if (!socket.closed) this.#lingering = socket;
    return delivery;
  }

  async probe(): Promise<PartHealth> {
    if (this.#mustAnswer()) return this.#conversation.probe();
    const connected = await connect(this.#config, this.#place, this.#clock);
    if (!connected.ok) return { status: 'down', reason: 'unreachable', why: connected.error };
    const socket = connected.value;
    // Closed before anything else connects: many printers take one connection at a time.
    await new Promise<void>((resolve) => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
    return { status: 'ok' };
  }

  letGo(): void {
    this.#lingering?.destroy();
  }

  #mustAnswer(): boolean {
    return PROFILES[this.#config.profile].word === 'processId' || this.#conversation.answers;
  }

  async #open(sink: ChannelSink): Promise<Result<Channel, string>> {
    const connected = await connect(this.#config, this.#place, this.#clock);
    return connected.ok ? ok(channelOf(connected.value, sink)) : connected;
  }
}

function connect(config: TcpPrinterConfig, place: string, clock: Clock): Promise<Result<Socket, string>> {
  return new Promise((resolve) => {
    // Half open: the printer's end may stay open after ours is closed, and the other way round is an error here.
    const socket = createConnection({ host: config.host, port: config.port, allowHalfOpen: true });
    const refuse = (why: string) => {
      callOff();
      socket.destroy();
      const advice =
        'check that the printer is on, on the network, and that host and port in the config are right';
      resolve(err(`printer ${place} cannot be reached (${why}): ${advice}`));
    };
    const callOff = clock.after(CONNECT_LIMIT_MS, () => refuse(`no answer in ${CONNECT_LIMIT_MS / 1000} s`));
    // This listener stays for good: an error that nobody listens to would end the process.
    socket.on('error', (error) => refuse(wordsOf(error)));
    socket.once('connect', () => {
      callOff();
      resolve(ok(socket));
    });
  });
}

function channelOf(socket: Socket, sink: ChannelSink): Channel {
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('data', (bytes: Uint8Array) => sink.heard(bytes));
  socket.on('error', (error) => sink.lost(wordsOf(error)));
  socket.once('end', () => sink.lost('it closed the connection'));
  socket.once('close', () => sink.lost('the connection ended'));
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, (error) => resolve(error ? wordsOf(error) : null));
      }),
    close: () => {
      // All is said: what may still be on its way is of no use any more.
      socket.destroy();
      return closed;
    },
  };
}

/** Hands a job to a printer that was never heard to answer; `heard` is called if it does. */
function hand(
  bytes: Uint8Array,
  socket: Socket,
  place: string,
  clock: Clock,
  heard: () => void,
): Promise<Delivery> {
  return new Promise((resolve) => {
    let callOff = () => {};
    const limit = (waitMs: number, act: () => void) => {
      callOff();
      callOff = clock.after(waitMs, act);
    };
    const free = new Promise<void>((settle) => socket.once('close', () => settle()));
    // It said nothing of the job before it was asked behind it.
    const ear = new Talk(clock);
    let asked = false;
    const isWord = () =>
      asked && ear.chatter === null && ear.surplus === FENCE_REPLIES && fences().length === FENCE_REPLIES;
    const fences = () => ear.said('fence').map(({ byte }) => byte);
    const tell = (outcome: PrintOutcome) => resolve({ outcome, health: healthOf(place, ear), free });
    const fail = (why: string) => {
      tell({ kind: 'unknown', why: `printer ${place} broke off in the middle of a receipt (${why})` });
      socket.destroy();
    };

    // What else a printer says (a banner) is taken and moves nothing: an unread byte would make the close a reset.
    socket.on('data', (said: Uint8Array) => {
      ear.heard(said);
      if (!isWord()) return;
      if (fences().every(fencePaperOut)) fail('its paper ran out');
      else if (socket.writableFinished) tell({ kind: 'printed' });
    });
    socket.on('error', (error) => fail(wordsOf(error)));
    socket.once('end', () => {
      if (!socket.writableFinished) fail('it closed the connection');
    });
    socket.once('close', () => {
      callOff();
      if (isWord()) heard();
      if (socket.writableFinished && socket.readableEnded) tell({ kind: 'printed' });
      else fail('the connection ended');
    });
    socket.once('finish', () => {
      limit(GRACE_MS, () => {
        tell({ kind: 'printed' });
        limit(LINGER_LIMIT_MS, () => socket.destroy());
      });
    });

    const send = (from: number) => {
      limit(STALL_LIMIT_MS, () => fail(`it took nothing for ${STALL_LIMIT_MS / 1000} s`));
      if (from >= bytes.length) {
        ear.listen();
        asked = true;
        socket.end(FENCE);
        return;
      }
      // The next chunk goes when this one is out, so that a stall is seen; an error comes by its event.
      socket.write(bytes.subarray(from, from + CHUNK_BYTES), (error) => {
        if (!error) send(from + CHUNK_BYTES);
      });
    };
    send(0);
  });
}

/** The health of a printer that was never heard to answer: well, and what is odd about what it says. */
function healthOf(place: string, ear: Talk): PartHealth {
  const odd = ear.chatter ?? ear.text;
  return odd === null
    ? { status: 'ok' }
    : { status: 'ok', reason: odd.reason, why: `printer ${place}: ${odd.say}` };
}

function wordsOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message;
}
