import { createConnection, type Socket } from 'node:net';
import type { PrinterConfig } from '../../src/config.ts';
import type { Clock, PartHealth, Printer } from '../../src/ports.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { err, ok, type Result } from '../../src/result.ts';
import { PrintQueue, type Delivery, type PrinterLink } from './print-queue.ts';

/** The config of a printer on the network that takes raw bytes (port 9100, "JetDirect"). */
export type TcpPrinterConfig = Extract<PrinterConfig, { kind: 'tcp' }>;

/** How long a connection may take to come up; in a shop's network it takes a few milliseconds. */
export const CONNECT_LIMIT_MS = 3000;
/** How long a printer may take nothing at all of a job (its buffer is full, its paper is out). */
export const STALL_LIMIT_MS = 10_000;
/** After the last byte and the end of the connection: an error within this time makes the outcome unknown. */
export const GRACE_MS = 300;
/** How long a printer may keep its end of the connection open before the next job goes out all the same. */
export const LINGER_LIMIT_MS = 10_000;

const CHUNK_BYTES = 16 * 1024;

/**
 * A printer on the network.
 *
 * Outcomes: no connection means nothing was printed, try again; an error after the first byte was handed over means
 * unknown; all bytes taken and no error until the printer closes, or until GRACE_MS later, means printed (many
 * printers close late or never). So "printed" is "taken by the network": paper that ends in the middle of a job is not
 * seen by this driver, as it does not ask the printer's own status; that comes in a later version.
 */
export function tcpPrinter(config: TcpPrinterConfig, clock: Clock): Printer {
  const place = `${config.host}:${config.port}`;
  return new PrintQueue(`tcp ${place}`, clock, new TcpLink(config, place, clock));
}

class TcpLink implements PrinterLink {
  readonly #config: TcpPrinterConfig;
  readonly #place: string;
  readonly #clock: Clock;
  /** A delivered job's connection whose other end is still open. */
  #lingering: Socket | undefined;

  constructor(config: TcpPrinterConfig, place: string, clock: Clock) {
    this.#config = config;
    this.#place = place;
    this.#clock = clock;
  }

  async deliver(bytes: Uint8Array): Promise<Delivery> {
    const connected = await connect(this.#config, this.#place, this.#clock);
    if (!connected.ok) {
      const outcome = { kind: 'notPrinted', why: connected.error, again: true } as const;
      return { outcome, free: Promise.resolve() };
    }
    const socket = connected.value;
    const delivery = await hand(bytes, socket, this.#place, this.#clock);
    if (!socket.closed) this.#lingering = socket;
    return delivery;
  }

  async probe(): Promise<PartHealth> {
    const connected = await connect(this.#config, this.#place, this.#clock);
    if (!connected.ok) return { status: 'down', why: connected.error };
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

function hand(bytes: Uint8Array, socket: Socket, place: string, clock: Clock): Promise<Delivery> {
  return new Promise((resolve) => {
    let callOff = () => {};
    const limit = (waitMs: number, act: () => void) => {
      callOff();
      callOff = clock.after(waitMs, act);
    };
    const free = new Promise<void>((settle) => socket.once('close', () => settle()));
    const tell = (outcome: PrintOutcome) => resolve({ outcome, free });
    const fail = (why: string) => {
      tell({ kind: 'unknown', why: `printer ${place} broke off in the middle of a receipt (${why})` });
      socket.destroy();
    };

    // What a printer says (status bytes, a banner) is taken and dropped: an unread byte would make the close a reset.
    socket.resume();
    socket.on('error', (error) => fail(wordsOf(error)));
    socket.once('end', () => {
      if (!socket.writableFinished) fail('it closed the connection');
    });
    socket.once('close', () => {
      callOff();
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
        socket.end();
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

function wordsOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.message;
}
