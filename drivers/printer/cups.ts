import type { PrinterConfig } from '../../src/config/config.ts';
import { printerName } from '../../src/config/printer-names.ts';
import type { HealthReason } from '../../src/ground/health-reasons.ts';
import type { Clock, PartHealth } from '../../src/ground/ports.ts';
import type { Printer } from '../../src/receipt/port.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import { runInEnglish, type Ran, type RunProgram } from './cups-programs.ts';
import { PrintQueue, type PrinterLink } from './print-queue.ts';

/** The config of a raw queue of CUPS. */
export type CupsPrinterConfig = Extract<PrinterConfig, { kind: 'cups' }>;

/** How often the queue is looked at while a job is in it. */
export const LOOK_EVERY_MS = 1000;
/** How long a job may stay in the queue before it is taken out again. */
export const QUEUE_LIMIT_MS = 60_000;

/** `lp` says so when it took a job. Source: CUPS 2.4, systemv/lp.c, `request id is %s-%d (%d file(s))`. */
const TAKEN = /^request id is (\S+-\d+)(?: \(\d+ file\(s\)\))?\s*$/gm;
/** A job in a list of `lpstat -o`: its name, its user, its bytes, its time. Source: the same, systemv/lpstat.c. */
const LISTED = /^(\S+-\d+)\s+\S.*?\s\d+\s+\S/;

/**
 * A raw queue of CUPS: bytes go through as they are.
 *
 * Outcomes: a job that the queue refuses was not printed, try again. One that leaves the queue was taken by the printer,
 * which is all that CUPS knows. One that stays for QUEUE_LIMIT_MS is taken out, so that it does not come out tomorrow,
 * and is unknown: a part may be on paper. So is a job of which `lp` did not say its number, or did not come to an end:
 * it may be in the queue. Source: CUPS 2.4, lp(1), lpstat(1), cancel(1).
 */
export function cupsPrinter(
  config: CupsPrinterConfig,
  clock: Clock,
  run: RunProgram = runInEnglish,
): Printer {
  return new PrintQueue(printerName(config), clock, linkTo(config.queue, clock, run));
}

function linkTo(queue: string, clock: Clock, run: RunProgram): PrinterLink {
  let stopped = false;
  const wait = () => new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  const isGone = async (job: string): Promise<boolean> => {
    const jobs = jobsOf(await run('lpstat', ['-W', 'not-completed', '-o', queue]));
    return jobs !== null && !jobs.includes(job);
  };
  const follow = async (job: string): Promise<PrintOutcome> => {
    const untilMs = clock.nowMs() + QUEUE_LIMIT_MS;
    while (clock.nowMs() < untilMs && !stopped) {
      // One list without the job may be odd; two are not.
      if ((await isGone(job)) && (await isGone(job))) return { kind: 'printed' };
      await wait();
    }
    await run('cancel', [job]);
    const why = `${job} was not printed by CUPS in ${QUEUE_LIMIT_MS / 1000} s and was taken out of its queue: look at the printer`;
    return { kind: 'unknown', why };
  };
  const deliver = async (bytes: Uint8Array): Promise<{ outcome: PrintOutcome; reason: HealthReason }> => {
    const taken = await run('lp', ['-d', queue, '-o', 'raw', '-'], bytes);
    const [job, ...others] = [...taken.out.matchAll(TAKEN)].flatMap(([, name]) => name ?? []);
    if (taken.code === 0 && job !== undefined && others.length === 0) {
      return { outcome: await follow(job), reason: 'brokeOff' };
    }
    const surelyNot = taken.code !== 0 && taken.code !== 'cut' && job === undefined;
    const why = whatIsWrong(queue, taken);
    return surelyNot
      ? { outcome: { kind: 'notPrinted', why, again: true }, reason: 'unreachable' }
      : { outcome: { kind: 'unknown', why }, reason: taken.code === 0 ? 'chatter' : 'brokeOff' };
  };
  return {
    deliver: async (bytes) => ({ ...(await deliver(bytes)), free: Promise.resolve() }),
    probe: async (): Promise<PartHealth> => healthOf(queue, await run('lpstat', ['-p', queue])),
    letGo: () => {
      stopped = true;
    },
  };
}

/** The jobs of a list; null where it is not one. */
function jobsOf({ code, out }: Ran): readonly string[] | null {
  const lines = out.split('\n').filter((line) => line.trim() !== '');
  const jobs = lines.flatMap((line) => LISTED.exec(line)?.[1] ?? []);
  return code === 0 && jobs.length === lines.length ? jobs : null;
}

/** What `lpstat -p` says of a queue. Source: CUPS 2.4, systemv/lpstat.c, show_printers. */
function healthOf(queue: string, seen: Ran): PartHealth {
  if (seen.code !== 0) return { status: 'down', reason: 'unreachable', why: whatIsWrong(queue, seen) };
  const head = `printer ${queue} `;
  const state = seen.out.split('\n').find((line) => line.startsWith(head));
  const says = state?.slice(head.length) ?? '';
  // It knows the queue and says no more.
  if (seen.out.trim() === '') return { status: 'ok' };
  if (/^(is idle|now printing \S+)\./.test(says)) return { status: 'ok' };
  if (/^disabled since /.test(says)) {
    const why = `the queue ${queue} is stopped: start it with cupsenable ${queue}`;
    return { status: 'down', reason: 'queueStopped', why };
  }
  const why = `lpstat answers about the queue ${queue} with text that is no state of a queue: check that lpstat is the one of CUPS`;
  return { status: 'down', reason: 'chatter', why };
}

function whatIsWrong(queue: string, ran: Ran): string {
  if (ran.code === 0) {
    return `lp took a receipt for the queue ${queue} and named no job, so it may be on paper or not: look at the printer, and check that lp is the one of CUPS`;
  }
  if (ran.code === 'cut') {
    return `lp did not come to an end for the queue ${queue} (${ran.err}), so the receipt may be on paper or not: look at the printer, and check that CUPS runs`;
  }
  const said = ran.err.trim().split('\n')[0] ?? '';
  return `the queue ${queue} of CUPS does not take jobs (${said === '' ? `exit code ${ran.code}` : said}): check the queue in the config, and that CUPS runs`;
}
