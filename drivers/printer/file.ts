import { open, type FileHandle } from 'node:fs/promises';
import type { PrinterConfig } from '../../src/config/config.ts';
import { printerName } from '../../src/config/printer-names.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { PrintQueue, type Delivery, type PrinterLink } from './print-queue.ts';

/** The config of a printer that is a file. */
export type FilePrinterConfig = Extract<PrinterConfig, { kind: 'file' }>;

/** How long a file may take to open; a pipe without a reader never does. */
export const OPEN_LIMIT_MS = 5000;
/** How long a job may take to be on the disk. */
export const WRITE_LIMIT_MS = 30_000;

/**
 * A file that takes the bytes of every job at its end, for a spooler or for somebody who looks.
 *
 * Outcomes: printed once the bytes are on the disk; otherwise nothing of the job stays in the file (not printed, try
 * again), or, where it cannot be taken out again, unknown. One that does not open in time gets nothing; one that takes a
 * job and does not come to an end leaves it unknown, and gets no other until it does.
 */
export function filePrinter(config: FilePrinterConfig, clock: Clock): Printer {
  const link = new FileLink(config.path, clock);
  return new PrintQueue(printerName(config), clock, link);
}

class FileLink implements PrinterLink {
  readonly #path: string;
  readonly #clock: Clock;
  /** A call of the system that has not come back: another one would wait behind it. */
  #stuck: Promise<unknown> | null = null;

  constructor(path: string, clock: Clock) {
    this.#path = path;
    this.#clock = clock;
  }

  async deliver(bytes: Uint8Array): Promise<Delivery> {
    return { outcome: await this.#append(bytes), reason: 'unreachable', free: Promise.resolve() };
  }

  async probe(): Promise<PartHealth> {
    const opened = await this.#open();
    if (!opened.ok)
      return { status: 'down', reason: 'unreachable', why: whatIsWrong(this.#path, opened.error) };
    await opened.value.close().catch(() => undefined);
    return { status: 'ok' };
  }

  letGo(): void {}

  async #append(bytes: Uint8Array): Promise<PrintOutcome> {
    const opened = await this.#open();
    if (!opened.ok) return { kind: 'notPrinted', why: whatIsWrong(this.#path, opened.error), again: true };
    const file = opened.value;
    // The bytes are synced, or the failure is told; what close says adds nothing.
    const written = appendTo(file, this.#path, bytes).finally(() => file.close().catch(() => undefined));
    const outcome = await this.#inTime(written, WRITE_LIMIT_MS);
    return outcome ?? { kind: 'unknown', why: whatIsWrong(this.#path, NO_END) };
  }

  async #open(): Promise<Result<FileHandle, unknown>> {
    if (this.#stuck !== null) return err(NO_END);
    const opening = open(this.#path, 'a').then(ok, err);
    const opened = await this.#inTime(opening, OPEN_LIMIT_MS);
    if (opened !== null) return opened;
    // It opens too late: nothing is written to it.
    void opening.then((late) => (late.ok ? late.value.close() : undefined)).catch(() => undefined);
    return err(NO_END);
  }

  /** What comes of a call of the system in time; null where it does not come back. */
  #inTime<T>(call: Promise<T>, limitMs: number): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const callOff = this.#clock.after(limitMs, () => {
        this.#stuck = call;
        resolve(null);
      });
      call.then(resolve, reject).finally(() => {
        callOff();
        this.#stuck = null;
      });
    });
  }
}

async function appendTo(file: FileHandle, path: string, bytes: Uint8Array): Promise<PrintOutcome> {
  const before = await file.stat().catch(() => undefined);
  try {
    await file.appendFile(bytes);
    // A device or a pipe has nothing to sync.
    if (before?.isFile() !== false) await file.sync();
    return { kind: 'printed' };
  } catch (error) {
    const why = whatIsWrong(path, error);
    if (before?.isFile() !== true) return { kind: 'unknown', why };
    try {
      await file.truncate(before.size);
      return { kind: 'notPrinted', why, again: true };
    } catch {
      return { kind: 'unknown', why };
    }
  }
}

const NO_END = 'it does not take anything; a pipe has nobody who reads it';

function whatIsWrong(path: string, error: unknown): string {
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `file ${path} cannot be written (${why}): check its folder, its rights and the free space of its disk`;
}
