import { constants, fstatSync, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty } from 'node:tty';
import type { Clock } from '../../src/ground/ports.ts';

/** What is kept while nobody reads. Ours: about an hour of a busy till. */
export const KEPT_BYTES_MAX = 1_000_000;

/** How long until it is tried again. Ours: a person who lets a terminal go on sees the lines at once. */
const AGAIN_MS = 100;

const LINE_END = 0x0a;

/** Makes the line that says how many are lost. */
type LostLine = (lines: number) => string;

/** Standard output or error, without waiting for whoever reads it. */
export interface Output {
  /** Takes whole lines, each with its end. */
  write(lines: string): void;
}

/**
 * Opens standard output (1) or error (2) of the process, or any file that is open for writing, so that a write never waits.
 *
 * A full pipe and a stopped terminal take nothing: lines are then kept in memory, up to KEPT_BYTES_MAX, and go out in
 * their order when it flows again; lines over that are lost, and `lost` makes the line that says so in their place.
 * Errors: none. A full disk, a terminal whose window was closed and a pipe that nobody reads any more are tried with the
 * next line only: a program that has none ends.
 */
export function openOutput(fd: number, clock: Clock, lost: LostLine = lostInWords): Output {
  const own = unwaitingFd(fd);
  const output = new KeptOutput((bytes) => taken(own, bytes), clock, lost);
  // What still can be said at the end is said, and nobody is waited for.
  process.on('exit', () => output.flow());
  return output;
}

class KeptOutput implements Output {
  readonly #send: (bytes: Uint8Array) => number | null;
  readonly #clock: Clock;
  readonly #lost: LostLine;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #lostLines = 0;
  #isWaiting = false;
  /** It takes nothing any more: it is tried with the next line, and a program that has none ends. */
  #isLeft = false;

  constructor(send: (bytes: Uint8Array) => number | null, clock: Clock, lost: LostLine) {
    this.#send = send;
    this.#clock = clock;
    this.#lost = lost;
  }

  write(lines: string): void {
    this.flow();
    this.#keep(Buffer.from(lines));
    this.flow();
    this.#tryAgainLater();
  }

  /** Sends what is kept, as far as it is taken now. */
  flow(): void {
    let sent = 0;
    for (const [index, line] of this.#kept.entries()) {
      const took = this.#send(line);
      this.#isLeft = took === null;
      if (took === null) break;
      this.#keptBytes -= took;
      if (took < line.length) {
        this.#kept[index] = line.subarray(took);
        break;
      }
      sent += 1;
    }
    this.#kept.splice(0, sent);
    if (this.#lostLines > 0 && this.#kept.length === 0) this.#sayLost();
  }

  #keep(line: Buffer): void {
    if (this.#keptBytes + line.length > KEPT_BYTES_MAX) {
      this.#lostLines += linesIn(line);
      return;
    }
    // Some of what was kept has gone meanwhile: the gap is named where it is.
    if (this.#lostLines > 0) this.#sayLost();
    this.#kept.push(line);
    this.#keptBytes += line.length;
  }

  #sayLost(): void {
    const line = Buffer.from(this.#lost(this.#lostLines));
    this.#lostLines = 0;
    this.#kept.push(line);
    this.#keptBytes += line.length;
  }

  #tryAgainLater(): void {
    if (this.#isWaiting || this.#isLeft || (this.#kept.length === 0 && this.#lostLines === 0)) return;
    this.#isWaiting = true;
    this.#clock.after(AGAIN_MS, () => {
      this.#isWaiting = false;
      this.flow();
      this.#tryAgainLater();
    });
  }
}

/** How many lines a text of whole lines has. */
function linesIn(lines: Buffer): number {
  return lines.reduce((count, byte) => (byte === LINE_END ? count + 1 : count), 0);
}

function lostInWords(lines: number): string {
  return `${lines} lines are lost: nobody read them.\n`;
}

/** How many bytes were taken at once; 0 where it is full for now, null where waiting helps nothing. Source: write(2), EAGAIN. */
function taken(fd: number, bytes: Uint8Array): number | null {
  try {
    return writeSync(fd, bytes);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EAGAIN' ? 0 : null;
  }
}

/**
 * A descriptor of the same file on which a write returns at once.
 *
 * Why opened anew: whether a write waits is a property that all processes share which have the file from one parent, and
 * the shell that shows the terminal must not be surprised. A socket can't be opened anew; it is switched, as Node does
 * with every one of its own. Files never wait for a reader. Source: open(2) O_NONBLOCK, proc(5) /proc/pid/fd.
 */
function unwaitingFd(fd: number): number {
  const isTerminal = isatty(fd);
  const { isFile, isPipe, isSocket } = kindOf(fd);
  if (isFile || !(isTerminal || isPipe || isSocket)) return fd;
  const anew = isSocket
    ? null
    : (openedAnew(`/proc/self/fd/${fd}`) ?? (isTerminal ? openedAnew('/dev/tty') : null));
  if (anew !== null) return anew;
  if (!isTerminal && process.platform !== 'win32') switchOver(fd);
  return fd;
}

function kindOf(fd: number): {
  readonly isFile: boolean;
  readonly isPipe: boolean;
  readonly isSocket: boolean;
} {
  try {
    const stats = fstatSync(fd);
    return { isFile: stats.isFile(), isPipe: stats.isFIFO(), isSocket: stats.isSocket() };
  } catch {
    return { isFile: false, isPipe: false, isSocket: false };
  }
}

function openedAnew(path: string): number | null {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  } catch {
    return null;
  }
}

/** Sockets that are switched stay held: a collected one would close its file. */
const held: Socket[] = [];

function switchOver(fd: number): void {
  held.push(new Socket({ fd, readable: false, writable: true }));
}
