import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { tillConfig } from '../../drivers/sandbox/folder.ts';
import { SANDBOX_KINDS, type SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { ROOT } from '../architecture/source.ts';
import { QUICK_TIMING } from './agent-folder.ts';

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

/** Runs the command to its end, with nobody in front of it. `program`: a folder with another till. */
export async function golive(args: readonly string[], program: string | null = null): Promise<Ran> {
  const entry = program === null ? GOLIVE : join(program, 'electron/golive/run.ts');
  const links = program === null ? [] : ['--preserve-symlinks', '--preserve-symlinks-main'];
  const child = spawn(process.execPath, [...links, entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 400_000,
  });
  const [said, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, cases: toldIn(said.split('\n')), said: errors };
}

/** What a person answers to a task; null: the run is left. */
export type Person = (task: { readonly task: string; readonly need?: string }) => Promise<object | string>;

/** Runs the command with a person in front of it, who is asked by lines of JSON. */
export async function goliveWith(args: readonly string[], person: Person): Promise<Ran> {
  const child = spawn(process.execPath, [GOLIVE, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const answers: Promise<void>[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    const { event, task } = JSON.parse(line) as { event?: string; task?: Parameters<Person>[0] | null };
    if (event !== 'task' || task == null) return;
    answers.push(
      person(task).then((answer) => {
        child.stdin.write(`${typeof answer === 'string' ? answer : JSON.stringify(answer)}\n`);
      }),
    );
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  await Promise.all(answers);
  return { code, cases: toldIn(lines), said: said.join('\n') };
}

/** Runs the command with a person at a shell, who types a line whenever one is asked for. */
export async function goliveTyped(args: readonly string[], types: (said: string) => string): Promise<Ran> {
  const child = spawn(process.execPath, [GOLIVE, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => {
    // The line before this one says what is to be done.
    if (line.startsWith('(Enter: done.')) child.stdin.write(`${types(said.at(-1) ?? '')}\n`);
    said.push(line);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, cases: toldIn(lines), said: said.join('\n') };
}

function toldIn(lines: readonly string[]): readonly CaseTold[] {
  return lines.filter((line) => line.startsWith('{"case"')).map((line) => JSON.parse(line) as CaseTold);
}

/** A shop's folder with a till.json for these kinds of acquirer, each under the name of its sandbox. */
export async function givenShop(kinds: readonly SandboxKind[], timing: object): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'till-golive-test-'));
  const clock = systemClock();
  const log = { info: () => undefined, warn: () => undefined };
  const gateways: Record<string, object> = {};
  const tenders: object[] = [];
  for (const kind of kinds) {
    const started = await SANDBOX_KINDS[kind]({ port: 0, dir, clock, log });
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
