import { open, type FileHandle } from 'node:fs/promises';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { PrintQueue, type PrinterLink } from './print-queue.ts';

/** The config of a printer that is a file. */
export type FilePrinterConfig = Extract<PrinterConfig, { kind: 'file' }>;

/**
 * A file that takes the bytes of every job at its end, for a spooler or for somebody who looks.
 *
 * Outcomes: printed once the bytes are on the disk; otherwise nothing of the job stays in the file (not printed, try
 * again), or, where it cannot be taken out again, unknown.
 */
export function filePrinter(config: FilePrinterConfig, clock: Clock): Printer {
  return new PrintQueue(`file ${config.path}`, clock, linkTo(config.path));
}

function linkTo(path: string): PrinterLink {
  return {
    deliver: async (bytes) => ({
      outcome: await append(path, bytes),
      reason: 'unreachable',
      free: Promise.resolve(),
    }),
    probe: () => probe(path),
    letGo: () => {},
  };
}

async function append(path: string, bytes: Uint8Array): Promise<PrintOutcome> {
  let file: FileHandle;
  try {
    file = await open(path, 'a');
  } catch (error) {
    return { kind: 'notPrinted', why: whatIsWrong(path, error), again: true };
  }
  try {
    return await appendTo(file, path, bytes);
  } finally {
    // The bytes are synced, or the failure is told; what close says adds nothing.
    await file.close().catch(() => undefined);
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

async function probe(path: string): Promise<PartHealth> {
  try {
    const file = await open(path, 'a');
    await file.close();
    return { status: 'ok' };
  } catch (error) {
    return { status: 'down', reason: 'unreachable', why: whatIsWrong(path, error) };
  }
}

function whatIsWrong(path: string, error: unknown): string {
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `file ${path} cannot be written (${why}): check its folder, its rights and the free space of its disk`;
}
