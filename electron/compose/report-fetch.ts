import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { DailyFetch } from '../../drivers/reports/daily-fetch.ts';
import { RECONCILE_EXIT } from '../../drivers/reports/stop.ts';
import { NODE_FLAGS } from '../../drivers/system/private-process.ts';
import { OFFICE_DAY_OFFSET_MS } from '../../src/acquirers/office-days.ts';
import { reportSourcesOf } from '../../src/acquirers/reports.ts';
import type { Log } from '../../src/ground/ports.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { ComposeParts } from './parts.ts';
/** So much of what the command says is kept for the log. */
const SAID_MAX = 2000;

/**
 * Fetches the acquirer's reports every working day; null where the config names no server of them.
 *
 * Why a process of its own: a file of megabytes would keep a sale waiting.
 */
export function reportFetchOf({ assets, clock, log, settings }: ComposeParts): DailyFetch | null {
  const { config, file, training } = settings;
  const { reports } = config;
  if (reports?.sftp === undefined || file === null || training) return null;
  const [source] = reportSourcesOf(config);
  const dayOffsetMs = source?.reading.form.dayOffsetMs ?? OFFICE_DAY_OFFSET_MS;
  const args = [...NODE_FLAGS, assets.tool, 'settle', '--config', file, '--fetch'];
  return new DailyFetch({
    ...{ clock, log, days: { dayOffsetMs, holidays: reports.holidays } },
    fetch: () => fetched(args, log),
  });
}

/** Runs the command, behind everything else of the machine; tells why it did not end well, or null. */
function fetched(args: readonly string[], log: Log): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: ENVIRONMENT.ofTerminal,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-SAID_MAX)));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => {
      // Fetched again it would be the same: a person looks at both.
      if (code === RECONCILE_EXIT.mismatch) log.warn('reports differ from those that are kept', { said });
      const isDone = code === RECONCILE_EXIT.match || code === RECONCILE_EXIT.mismatch;
      resolve(isDone ? null : said.trim() || `it ended with ${String(code)}`);
    });
    try {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // It ended already, or the system allows it to nobody: it is then as important as anything else.
    }
  });
}
