import { parseArgs } from 'node:util';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Against } from '../../src/golive/where.ts';

/** `npm run golive` as it was called. */
export interface GoLive {
  readonly config: string;
  /** Null: every acquirer of the config. */
  readonly acquirer: string | null;
  readonly against: Against;
  /** Only these; null: all. */
  readonly cases: readonly string[] | null;
  readonly out: string | null;
  readonly answers: string | null;
  /** The last four characters of the account's id, for a run that nobody sits at. */
  readonly account: string | null;
  readonly list: boolean;
  readonly report: boolean;
  readonly unattended: boolean;
  /** A page leads the person: tasks and progress go to standard output as JSON. */
  readonly led: boolean;
  /** A folder whose run is checked; nothing else is done then. */
  readonly check: string | null;
}

const USAGE = `usage: npm run golive -- --config till.json [--acquirer <gateway>] [--against own|sandbox|production]
         [--case AP-207,AP-208] [--out <folder>] [--answers <file>] [--unattended --account <last four>] [--list] [--report]
       npm run golive -- --check <folder>`;

const OPTIONS = {
  config: { type: 'string' },
  acquirer: { type: 'string' },
  against: { type: 'string' },
  case: { type: 'string' },
  out: { type: 'string' },
  answers: { type: 'string' },
  account: { type: 'string' },
  check: { type: 'string' },
  list: { type: 'boolean' },
  report: { type: 'boolean' },
  unattended: { type: 'boolean' },
  led: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const AGAINST: readonly Against[] = ['own', 'sandbox', 'production'];

/** Reads the arguments. Errors: a sentence with the usage. */
export function readArguments(args: readonly string[]): Result<GoLive, string> {
  const trouble = argumentTrouble(args);
  if (trouble !== null) return err(`${trouble}\n${USAGE}`);
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const against = AGAINST.find((name) => name === (values.against ?? 'own'));
    if (values.help === true) return err(USAGE);
    if (against === undefined) return err(`--against must be one of ${AGAINST.join(', ')}\n${USAGE}`);
    if (values.config === undefined && values.check === undefined) return err(`Say which config.\n${USAGE}`);
    if (against === 'production' && values.unattended === true)
      return err('In production somebody must be there: without --unattended.');
    const { acquirer = null, out = null, answers = null, account = null, check = null } = values;
    return ok({
      ...{ config: values.config ?? '', against, acquirer, out, answers, account, check },
      cases: values.case?.split(',').map((id) => id.trim()) ?? null,
      ...{
        list: values.list === true,
        report: values.report === true,
        unattended: values.unattended === true,
        led: values.led === true,
      },
    });
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
