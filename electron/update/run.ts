import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { placesOf } from '../../drivers/backup/till-files.ts';
import { makePrivate } from '../../drivers/system/private-process.ts';
import { InstallRoot } from '../../drivers/update/install-root.ts';
import { openMatters } from '../../drivers/update/open-matters.ts';
import { stageUpdate, type Step } from '../../drivers/update/stage.ts';
import { layStarters } from '../../drivers/update/starters.ts';
import { switchStaged, type JournalPlace } from '../../drivers/update/switch.ts';
import { ENVIRONMENT } from '../environment.ts';
import { configPlace } from '../start-mode.ts';

// `npm run update -- …`: lays a signed release beside the version that runs, and has it start when nothing is under way.
// Exit: 0 done, 1 something is under way, 2 refused and why.

const USAGE = `Use: npm run update -- --root folder --manifest paycode-till-….update.json [--key release.pub.pem]
     npm run update -- --root folder --switch [--config till.json]
     npm run update -- --gate [--config till.json]

The first lays a signed release beside the version that runs; with --key a folder is made that trusts this key from then on.
The second is called by the folder's own \`start\` before a till: it takes the version that waits, if no payment, refund,
print or other matter is open, and copies the journal before. The third only says what is open.`;

const EXIT = { done: 0, open: 1, refused: 2 } as const;
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const step: Step = (name) => say(`update: ${name}`);

makePrivate();
process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  const asked = argumentsOf(args);
  if (asked === null) return refused(USAGE);
  if (asked.does === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.done;
  }
  const { root, manifest } = asked;
  if (asked.does === 'gate') return gate(asked.config);
  if (root === undefined) return refused(USAGE);
  const place = new InstallRoot(resolve(root));
  if (asked.does === 'switch') return switchIn(place, asked.config);
  return manifest === undefined ? refused(USAGE) : stageIn(place, resolve(manifest), asked.key);
}

function stageIn(root: InstallRoot, manifest: string, key: string | undefined): number {
  if (key !== undefined) {
    if (!existsSync(key)) return refused(`The key ${key} is not there.`);
    root.make(readFileSync(key, 'utf8'));
  }
  const staged = stageUpdate(root, manifest, step);
  if (!staged.ok) return refused(staged.error);
  const { version } = staged.value;
  // A folder in which nothing started yet has no till to wait for.
  if (root.current() === null) {
    layStarters(root.path);
    return switchIn(root, undefined);
  }
  process.stdout.write(
    `Version ${version} waits. It starts when ${root.path}/start is started the next time.\n`,
  );
  return EXIT.done;
}

function switchIn(root: InstallRoot, config: string | undefined): number {
  const journal = journalOf(config);
  if (typeof journal === 'string') return refused(journal);
  const switched = switchStaged(root, journal, step);
  if (!switched.ok) return refused(switched.error);
  const { value } = switched;
  if (value.kind === 'switched') process.stdout.write(`Version ${value.version} starts from now on.\n`);
  if (value.kind !== 'waits') return EXIT.done;
  say(`Version ${value.version} waits for a quiet start: ${value.why.join('; ')}.`);
  return EXIT.open;
}

function gate(config: string | undefined): number {
  const journal = journalOf(config);
  if (typeof journal === 'string') return refused(journal);
  const open = journal === null ? { ok: true as const, value: [] } : openMatters(journal.file, journal.till);
  if (!open.ok) return refused(open.error);
  for (const matter of open.value) say(matter);
  return open.value.length === 0 ? EXIT.done : EXIT.open;
}

/** The journal of the config that is named, or stands at its own place; null where there is none, a sentence where it is bad. */
function journalOf(named: string | undefined): JournalPlace | null | string {
  const usual = configPlace({ platform: process.platform, env: ENVIRONMENT.all, home: homedir() });
  const file = named === undefined ? usual : resolve(named);
  if (!existsSync(file)) return named === undefined ? null : `The config ${file} is not there.`;
  const places = placesOf(file);
  if (!places.ok) return places.error;
  const { journal, config } = places.value;
  return existsSync(dirname(journal)) ? { file: journal, till: config.terminal.storeTerminalId } : null;
}

function refused(why: string): number {
  say(why);
  return EXIT.refused;
}

interface Asked {
  readonly root: string | undefined;
  readonly manifest: string | undefined;
  readonly key: string | undefined;
  readonly config: string | undefined;
  readonly does: 'help' | 'gate' | 'switch' | 'stage';
}

/** With `--switch` whatever else a till is started with is passed over. */
function argumentsOf(args: readonly string[]): Asked | null {
  const options = {
    root: { type: 'string' },
    manifest: { type: 'string' },
    key: { type: 'string' },
    config: { type: 'string' },
    switch: { type: 'boolean' },
    gate: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true });
  const text = (name: 'root' | 'manifest' | 'key' | 'config'): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const isSwitch = values.switch === true;
  if (!isSwitch && Object.keys(values).some((name) => !Object.hasOwn(options, name))) return null;
  const does = values.help === true ? 'help' : isSwitch ? 'switch' : values.gate === true ? 'gate' : 'stage';
  return {
    ...{ root: text('root'), manifest: text('manifest'), key: text('key'), config: text('config') },
    does,
  };
}
