import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { systemClock } from '../system/clock.ts';
import { stderrLog } from '../system/log.ts';
import { openOutput } from '../system/output.ts';
import { loadKeys, makeFolder, SANDBOX_CLIENT_ID, SANDBOX_KEY_VERSION } from './folder.ts';
import { startSandbox } from './server.ts';

// The sandbox as a program of its own: `--port N --dir F`. Exit: 0 after SIGTERM or SIGINT, 2 arguments or keys that
// cannot be used, 4 anything else, such as a port that is taken.

const USAGE = 'usage: sandbox --port <0 to 65535> --dir <folder>';

interface Arguments {
  readonly port: number;
  readonly dir: string;
}

function readArguments(args: readonly string[]): Result<Arguments, string> {
  const trouble = argumentTrouble(args);
  if (trouble !== null) return err(trouble);
  let values: { port?: string | undefined; dir?: string | undefined };
  try {
    const options = { port: { type: 'string' }, dir: { type: 'string' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
  const { port, dir } = values;
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return err('--port must be a number from 0 to 65535');
  }
  if (dir === undefined || dir === '') return err('--dir must name a folder');
  return ok({ port: Number(port), dir: resolve(dir) });
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
  const { port, dir } = read.value;
  const keys = loadKeys(dir);
  if (!keys.ok) {
    stop(2, keys.error);
    return;
  }
  const clock = systemClock();
  const sandbox = await startSandbox({
    ...keys.value,
    port,
    clientId: SANDBOX_CLIENT_ID,
    keyVersion: SANDBOX_KEY_VERSION,
    clock,
    log: stderrLog(clock),
  });
  const end = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const folder = makeFolder(dir, sandbox.url);
  if (!folder.ok) {
    await sandbox.close();
    stop(2, folder.error);
    return;
  }
  const { config } = folder.value;
  openOutput(1, clock).write(`${JSON.stringify({ event: 'ready', url: sandbox.url, dir, config })}\n`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  stop(4, error instanceof Error ? error.message : String(error));
}
