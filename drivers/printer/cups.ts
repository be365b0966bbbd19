import { execFile } from 'node:child_process';
import type { PrinterConfig } from '../../src/config/config.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { PrintQueue, type PrinterLink } from './print-queue.ts';

/** The config of a raw queue of CUPS. */
export type CupsPrinterConfig = Extract<PrinterConfig, { kind: 'cups' }>;

/** How often the queue is looked at while a job is in it. */
export const LOOK_EVERY_MS = 1000;
/** How long a job may stay in the queue before it is taken out again. */
export const QUEUE_LIMIT_MS = 60_000;

/** What a program came to. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
export type RunProgram = (program: string, args: readonly string[], input?: Uint8Array) => Promise<Ran>;

/**
 * A raw queue of CUPS: bytes go through as they are.
 *
 * Outcomes: a job that the queue refuses was not printed, try again. One that leaves the queue was taken by the printer,
 * which is all that CUPS knows. One that stays for QUEUE_LIMIT_MS is taken out, so that it does not come out tomorrow,
 * and is unknown: a part may be on paper. Source: CUPS 2.4, lp(1), lpstat(1), cancel(1).
 */
export function cupsPrinter(config: CupsPrinterConfig, clock: Clock, run: RunProgram = runProgram): Printer {
  return new PrintQueue(`cups ${config.queue}`, clock, linkTo(config.queue, clock, run));
}

function linkTo(queue: string, clock: Clock, run: RunProgram): PrinterLink {
  let stopped = false;
  const wait = () => new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  const follow = async (job: string): Promise<PrintOutcome> => {
    const untilMs = clock.nowMs() + QUEUE_LIMIT_MS;
    while (clock.nowMs() < untilMs && !stopped) {
      const waiting = await run('lpstat', ['-W', 'not-completed', '-o', queue]);
      const names = waiting.out.split('\n').map((line) => line.split(/\s/)[0]);
      if (waiting.code === 0 && !names.includes(job)) return { kind: 'printed' };
      await wait();
    }
    await run('cancel', [job]);
    const why = `${job} was not printed by CUPS in ${QUEUE_LIMIT_MS / 1000} s and was taken out of its queue: look at the printer`;
    return { kind: 'unknown', why };
  };
  return {
    deliver: async (bytes) => {
      const taken = await run('lp', ['-d', queue, '-o', 'raw', '-'], bytes);
      const job = /^request id is (\S+)/m.exec(taken.out)?.[1];
      const outcome: PrintOutcome =
        taken.code === 0 && job !== undefined
          ? await follow(job)
          : { kind: 'notPrinted', why: whatIsWrong(queue, taken), again: true };
      const reason = outcome.kind === 'unknown' ? 'brokeOff' : 'unreachable';
      return { outcome, reason, free: Promise.resolve() };
    },
    probe: async (): Promise<PartHealth> => {
      const seen = await run('lpstat', ['-p', queue]);
      if (seen.code !== 0) return { status: 'down', reason: 'unreachable', why: whatIsWrong(queue, seen) };
      if (!/disabled/.test(seen.out)) return { status: 'ok' };
      const why = `the queue ${queue} is stopped: start it with cupsenable ${queue}`;
      return { status: 'down', reason: 'queueStopped', why };
    },
    letGo: () => {
      stopped = true;
    },
  };
}

function whatIsWrong(queue: string, ran: Ran): string {
  const said = ran.err.trim().split('\n')[0] ?? '';
  return `the queue ${queue} of CUPS does not take jobs (${said === '' ? `exit code ${ran.code}` : said}): check the queue in the config, and that CUPS runs`;
}

const runProgram: RunProgram = (program, args, input) =>
  new Promise((resolve) => {
    // The words of these programs are read: in English, whatever the machine speaks.
    const child = execFile(program, [...args], { timeout: 10_000 }, (error, out, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
      resolve({ code, out, err: error !== null && errors === '' ? error.message : errors });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
