import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { tillConfig } from '../../drivers/sandbox/folder.ts';
import { SANDBOX_KINDS, type SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { ROOT } from '../architecture/source.ts';
import { QUICK_TIMING } from './agent-folder.ts';
import { QUIET } from './quiet-log.ts';

/** The command, as a file. */
export const GOLIVE = join(ROOT, 'electron/golive/run.ts');

/** Waits of a rehearsal in a test: the real flow in a few seconds. The report says so. */
export const GOLIVE_TIMING = {
  ...QUICK_TIMING,
  inquiryEveryMs: 600,
  windowMs: 5000,
  codeLifeMs: 5000,
  resendUntilMs: 3500,
};

/** A case as the command tells it. */
export interface CaseTold {
  readonly case: string;
  readonly attempt: number;
  readonly acquirer?: string;
  readonly state: string;
  readonly why: string;
}

export interface Ran {
  readonly code: number | null;
  readonly cases: readonly CaseTold[];
  readonly said: string;
}

/** What is heard of the command, line by line; each may be answered by lines that are typed. */
interface Hears {
  /** A line of JSON. */
  readonly told?: (line: string, types: (line: string) => void) => Promise<void>;
  /** A line for a person, and the one before it. */
  readonly said?: (line: string, before: string, types: (line: string) => void) => void;
}

/** Runs the command to its end, with nobody in front of it. `program`: a folder with another till. */
export function golive(args: readonly string[], program: string | null = null): Promise<Ran> {
  if (program === null) return ran([GOLIVE, ...args], null);
  const entry = join(program, 'electron/golive/run.ts');
  return ran(['--preserve-symlinks', '--preserve-symlinks-main', entry, ...args], null);
}

/** What a person answers to a task. */
export type Person = (task: { readonly task: string; readonly need?: string }) => Promise<object | string>;

/** Runs the command with a person in front of it, who is asked by lines of JSON. */
export function goliveWith(args: readonly string[], person: Person): Promise<Ran> {
  return ran([GOLIVE, ...args], {
    told: async (line, types) => {
      const { event, task } = JSON.parse(line) as { event?: string; task?: Parameters<Person>[0] | null };
      if (event !== 'task' || task == null) return;
      const answer = await person(task);
      types(typeof answer === 'string' ? answer : JSON.stringify(answer));
    },
  });
}

/** Runs the command with a person at a shell, who types a line whenever one is asked for. */
export function goliveTyped(args: readonly string[], answer: (said: string) => string): Promise<Ran> {
  return ran([GOLIVE, ...args], {
    // The line before this one says what is to be done.
    said: (line, before, types) => {
      if (line.startsWith('(Enter: done.')) types(answer(before));
    },
  });
}

async function ran(args: readonly string[], hears: Hears | null): Promise<Ran> {
  const child = spawn(process.execPath, args, { stdio: 'pipe', timeout: 400_000 });
  if (hears === null) child.stdin.end();
  const types = (line: string): void => void child.stdin.write(`${line}\n`);
  const told: string[] = [];
  const said: string[] = [];
  const heard: Promise<void>[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    told.push(line);
    if (hears?.told !== undefined) heard.push(hears.told(line, types));
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    hears?.said?.(line, said.at(-1) ?? '', types);
    said.push(line);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await Promise.all(heard);
  return { code, cases: toldIn(told), said: said.join('\n') };
}

function toldIn(lines: readonly string[]): readonly CaseTold[] {
  return lines.filter((line) => line.startsWith('{"case"')).map((line) => JSON.parse(line) as CaseTold);
}

/** A shop's folder with a till.json for these kinds of acquirer, each under the name of its sandbox. */
export async function givenShop(kinds: readonly SandboxKind[], timing: object): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'till-golive-test-'));
  const clock = systemClock();
  const gateways: Record<string, object> = {};
  const tenders: object[] = [];
  for (const kind of kinds) {
    const started = await SANDBOX_KINDS[kind]({ port: 0, dir, clock, log: QUIET });
    if (!started.ok) throw new Error(started.error);
    const { gateways: parts, more } = started.value.part;
    for (const [name, part] of Object.entries(parts)) {
      gateways[name] = kind === 'alipay-plus' || kind === 'antom-instore' ? { ...part, timing } : part;
      if (more !== undefined) tenders.push({ id: name, gateway: name, say: { en: name } });
    }
    await started.value.close();
  }
  const onPage =
    tenders.length === 0
      ? {}
      : { tenders, notify: { port: 0 }, public: { url: 'https://pay.shop.example/t07' } };
  const config = tillConfig({ currency: 'EUR', gateways, more: onPage });
  writeFileSync(join(dir, 'till.json'), JSON.stringify(config), { mode: 0o600 });
  return dir;
}

/** Every file below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
