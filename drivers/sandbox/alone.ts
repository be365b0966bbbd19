import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { systemClock } from '../system/clock.ts';
import { stderrLog } from '../system/log.ts';
import { openOutput } from '../system/output.ts';
import { makePrivate } from '../system/private-process.ts';
import { takenFolder, writeTillConfig } from './folder.ts';
import { SANDBOX_KINDS, type SandboxKind } from './kinds.ts';

// A sandbox as a program of its own: `--port N --dir F [--kind K]`. Exit: 0 after SIGTERM or SIGINT, 2 arguments or keys that
// cannot be used, 4 anything else, such as a port that is taken.

const KINDS = Object.keys(SANDBOX_KINDS);
const USAGE = `usage: sandbox --port <0 to 65535> --dir <folder> [--kind <${KINDS.join('|')}>]`;

interface Arguments {
  readonly port: number;
  readonly dir: string;
  readonly kind: SandboxKind;
}

function readArguments(args: readonly string[]): Result<Arguments, string> {
  const trouble = argumentTrouble(args);
  if (trouble !== null) return err(trouble);
  let values: { port?: string | undefined; dir?: string | undefined; kind?: string | undefined };
  try {
    const options = { port: { type: 'string' }, dir: { type: 'string' }, kind: { type: 'string' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const { port, dir, kind = 'alipay-plus' } = values;
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return err('--port must be a number from 0 to 65535');
  }
  if (dir === undefined || dir === '') return err('--dir must name a folder');
  if (!isKind(kind)) return err(`--kind must be one of ${KINDS.join(', ')}`);
  return ok({ port: Number(port), dir: resolve(dir), kind });
}

function isKind(kind: string): kind is SandboxKind {
  return Object.hasOwn(SANDBOX_KINDS, kind);
}

function stop(code: number, why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = code;
}

async function run(args: readonly string[]): Promise<void> {
  const read = readArguments(args);
  if (!read.ok) {
    stop(2, `${read.error}\n${USAGE}`);
    return;
  }
  const { port, dir, kind } = read.value;
  const taken = takenFolder(dir);
  if (taken !== null) {
    stop(2, taken);
    return;
  }
  const clock = systemClock();
  const started = await SANDBOX_KINDS[kind]({ port, dir, clock, log: stderrLog(clock) });
  if (!started.ok) {
    stop(2, started.error);
    return;
  }
  const { url, part, close } = started.value;
  const end = (): void => void close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const config = writeTillConfig(dir, part);
  openOutput(1, clock).write(`${JSON.stringify({ event: 'ready', url, dir, config })}\n`);
}

makePrivate();
try {
  await run(process.argv.slice(2));
} catch (error) {
  stop(4, error instanceof Error ? error.message : String(error));
}
