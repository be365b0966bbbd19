import { closeSync, existsSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TillLine } from '../drivers/api/till-line.ts';
import { diagnosisOf, type ReadTill } from '../drivers/diagnose/bundle.ts';
import { zipOf } from '../drivers/diagnose/zip-file.ts';
import { fileOf } from '../drivers/system/log-files.ts';
import { makePrivate } from '../drivers/system/private-process.ts';
import { configShown } from '../src/till/technician/config-shown.ts';
import { scrubbed } from '../src/till/technician/scrubbed.ts';
import { readSettings, type Settings } from './settings.ts';

// `npm run diagnose -- --config till.json --out bundle.zip`: what a helper needs, masked. Of a till that runs all that its
// screens show; of one that does not, its config, what is wrong with it, and the end of its log. Exit: 0, or 2 and why not.

const USAGE = `Use: npm run diagnose -- --config till.json --out bundle.zip

Writes what a helper needs into one archive: versions, the config as it was read, health, the log, the last stories.
Never a secret, a payment code or a link. It works whether the till runs or not.`;

/** Of each file of the log. */
const LOG_BYTES_MAX = 1_000_000;

makePrivate();
process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (asked?.help === true) return say(process.stdout, USAGE, 0);
  if (asked?.config === undefined || asked.out === undefined) return say(process.stderr, USAGE, 2);
  const out = resolve(asked.out);
  if (existsSync(out)) return say(process.stderr, `${out} is there already. Name another file.`, 2);
  const config = resolve(asked.config);
  // A config that is refused is a reason for a bundle. Where there is none, nothing else is found either.
  if (!existsSync(config)) return say(process.stderr, `There is no config ${config}.`, 2);
  const settings = readSettings(config);
  const files = settings.ok
    ? { ...(await tillOf(settings.value)), ...logOf(settings.value) }
    : { 'config-refused.txt': settings.error.map(({ path, why }) => `${path}: ${why}`).join('\n') };
  const machine = JSON.stringify(
    { node: process.versions, platform: process.platform, arch: process.arch, config },
    null,
    2,
  );
  try {
    writeFileSync(out, zipOf({ 'machine.json': scrubbed(machine), ...files }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    return say(process.stderr, `${out} cannot be written: ${String(error)}`, 2);
  }
  return say(process.stdout, `It is written: ${out}. Look through it before you send it on.`, 0);
}

/** What the till itself tells; of one that does not answer, its config. */
async function tillOf(settings: Settings): Promise<Record<string, string>> {
  const read = lineTo(settings);
  const answers = read !== null && (await read('readHealth', {})) !== null;
  if (read !== null && answers) return diagnosisOf(read);
  return {
    'not-running.txt': 'The till does not run, or does not answer.\n',
    'config.json': scrubbed(configShown(settings.config)),
  };
}

/** What a till that runs answers, as JSON. */
function lineTo({ config, pathOf }: Settings): ReadTill | null {
  const line = TillLine.to(pathOf(config.api.tokenFile));
  if (line === null) return null;
  return async (name, params) => {
    const answer = await line.call(name, { params });
    if (answer === null || answer.status !== 200) return null;
    try {
      return JSON.parse(Buffer.from(answer.bytes).toString('utf8')) as unknown;
    } catch {
      return null;
    }
  };
}

/** The files of the log, each from its end. */
function logOf({ config: { log }, pathOf }: Settings): Record<string, string> {
  const names = Array.from({ length: log.files }, (_, number) => fileOf(pathOf(log.folder), number));
  return Object.fromEntries(
    names
      .filter((file) => existsSync(file))
      .map((file) => [`log/${file.split(/[\\/]/).at(-1) ?? ''}`, scrubbed(endOf(file))]),
  );
}

function endOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, LOG_BYTES_MAX));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

function argumentsOf(args: readonly string[]) {
  try {
    const options = {
      config: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch {
    return null;
  }
}

function say(stream: NodeJS.WriteStream, words: string, code: number): number {
  stream.write(`${words}\n`);
  return code;
}
