import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCentre, type RunningCentre } from '../../drivers/centre/centre.ts';
import { openEmbedded } from '../../drivers/centre/embedded-postgres.ts';
import { openPostgres } from '../../drivers/centre/postgres.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { readGuarded } from '../../drivers/system/guarded-file.ts';
import { stderrLog } from '../../drivers/system/log.ts';
import { openOutput } from '../../drivers/system/output.ts';
import { makePrivate } from '../../drivers/system/private-process.ts';
import { parseCentreConfig, type CentreConfig } from '../../src/centre/centre-config.ts';
import { argumentTrouble } from '../../src/ground/outside-text.ts';
import { assetsOfProcess } from '../assets.ts';
import { EXIT } from '../exit.ts';
import { playDemo } from './demo.ts';

// The chain's centre as a program: `npm run centre -- --config centre.json`; without a config a demo on an embedded database.
// `--add-owner <id> --name <name>` makes the first person of the office: the password comes on standard input.
// `--put-back` says that the database was put back in a way that it cannot see itself, such as a snapshot of its disk.
// Exit: 0 after SIGTERM or SIGINT, 2 arguments or config that cannot be used, 4 anything else.

makePrivate();
const clock = systemClock();
const log = stderrLog(clock);
const assets = assetsOfProcess();

function refuse(say: string): never {
  log.warn(say);
  process.exit(EXIT.config);
}

function argumentsOf(): { config?: string; 'add-owner'?: string; name?: string; 'put-back'?: boolean } {
  const trouble = argumentTrouble(process.argv.slice(2));
  if (trouble !== null) refuse(trouble);
  const options = {
    config: { type: 'string' },
    'add-owner': { type: 'string' },
    name: { type: 'string' },
    'put-back': { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    return refuse(
      'Use: npm run centre -- --config centre.json [--add-owner <id> --name <name> | --put-back]; without a config, a demo.',
    );
  }
}

function settingsOf(file: string): { config: CentreConfig; url: string; ingestUrl: string | undefined } {
  const text = readGuarded(file, 'public');
  if (!text.ok) refuse(text.error.say);
  const config = parseCentreConfig(text.value.toString('utf8'));
  if (!config.ok) {
    for (const { path, why } of config.error)
      log.warn(`config: ${path === '' ? 'the file' : path}: ${why}`, { path });
    process.exit(EXIT.config);
  }
  const { url, ingestUrl } = config.value.database;
  const secret = (path: string, name: string): string => {
    const read = readGuarded(resolve(dirname(resolve(file)), name), 'secret');
    if (!read.ok) refuse(`config: ${path}: ${read.error.say}`);
    return read.value.toString('utf8').trim();
  };
  return {
    config: config.value,
    url: secret('database.url.file', url.file),
    ingestUrl: ingestUrl === undefined ? undefined : secret('database.ingestUrl.file', ingestUrl.file),
  };
}

async function startFrom(file: string): Promise<RunningCentre> {
  const { config, url, ingestUrl } = settingsOf(file);
  const { reports } = config;
  const { connectionsMax } = config.database;
  return startCentre({
    database: openPostgres({ url, ingestUrl, connectionsMax, log }),
    migrations: assets.centreMigrations,
    letters: assets.centreLetters,
    ...config.listen,
    reports:
      reports === undefined
        ? null
        : {
            ...reports,
            folder: resolve(dirname(resolve(file)), reports.folder),
            participantId: reports.participantId,
            gateways: reports.gateways,
          },
    isSecure: config.public.url.startsWith('https:'),
    needsCode: config.signIn.code,
    ...{ clock, log },
  });
}

async function startDemo(): Promise<RunningCentre> {
  const centre = await startCentre({
    database: await openEmbedded(null),
    migrations: assets.centreMigrations,
    letters: assets.centreLetters,
    ...{ host: '127.0.0.1', port: 0, isSecure: false, needsCode: false, reports: null, clock, log },
  });
  const { person, stop } = await playDemo(centre, { clock, log });
  log.info(`The demo: open ${centre.url} and sign in as ${person.id} with ${person.password}`, { ...person });
  return {
    ...centre,
    stop: () => {
      stop();
      return centre.stop();
    },
  };
}

/** The first person of the office; the address of the second factor goes to standard output, once. */
async function addOwner(centre: RunningCentre, personId: string, name: string): Promise<void> {
  const password = readFileSync(0, 'utf8').trim();
  if (!/^[a-z0-9][a-z0-9._-]{0,31}$/.test(personId) || password.length < 12 || password.length > 64)
    refuse('An id has small letters and digits; a password has 12 to 64 signs and comes on standard input.');
  const address = await centre.people.add({ personId, name, role: 'owner', storeId: null }, password);
  await centre.stop();
  if (address === null) refuse(`Somebody has the id ${personId} already. Nothing has changed.`);
  openOutput(1, clock).write(`${JSON.stringify({ event: 'added', personId, authenticator: address })}\n`);
}

async function putBack(centre: RunningCentre): Promise<void> {
  await centre.office.wasPutBack();
  await centre.stop();
  openOutput(1, clock).write(`${JSON.stringify({ event: 'putBack' })}\n`);
}

async function main(): Promise<void> {
  const { config, 'add-owner': owner, name, 'put-back': wasPutBack = false } = argumentsOf();
  if ((owner !== undefined || wasPutBack) && config === undefined)
    refuse('Say which centre: --config centre.json');
  const centre = config === undefined ? await startDemo() : await startFrom(config);
  if (owner !== undefined) return addOwner(centre, owner, name ?? owner);
  if (wasPutBack) return putBack(centre);
  const end = (): void => void centre.stop().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  openOutput(1, clock).write(`${JSON.stringify({ event: 'ready', url: centre.url })}\n`);
}

try {
  await main();
} catch (error) {
  log.warn(error instanceof Error ? error.message : String(error));
  process.exit(EXIT.other);
}
