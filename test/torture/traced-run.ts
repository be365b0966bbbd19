import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../drivers/journal/sqlite.ts';
import { encodeRecord } from '../../src/journal/records.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { AgentProcess } from '../fakes/agent-process.ts';
import { JOURNAL_FILES } from './crash-images.ts';
import { parseTrace, straceArguments, type Step } from './trace.ts';
import { TILL } from '../fakes/memory-journal.ts';

/** What Node keeps for its next start is written by other calls than the till's, into files that are not the till's. */
const ONLY_OUR_FILES = { NODE_DISABLE_COMPILE_CACHE: '1' };

/** Why system calls cannot be traced here; null where they can. */
export function whyNoTrace(): string | null {
  try {
    execFileSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'strace cannot trace here: install the package strace, and allow ptrace';
  }
}

/** Runs a program of ours to its end under the trace: its steps on the journal in `folder`. */
export function tracedProgram(folder: string, args: readonly string[]): Step[] {
  const output = join(folder, 'trace');
  execFileSync('strace', [...straceArguments(output), process.execPath, ...args], {
    stdio: 'ignore',
    env: { ...process.env, ...ONLY_OUR_FILES },
  });
  return parseTrace(readFileSync(output, 'utf8'), folder, JOURNAL_FILES);
}

/** A run of the agent under the trace. */
export class TracedAgent {
  readonly agent: AgentProcess;
  readonly #folder: AgentFolder;
  readonly #output: string;

  constructor(folder: AgentFolder, run: number) {
    this.#folder = folder;
    this.#output = folder.file(`trace-${run}`);
    const wrapper = folder.file('traced-node');
    const words = ['strace', ...straceArguments(this.#output), process.execPath].map((word) => `'${word}'`);
    const env = Object.entries(ONLY_OUR_FILES).map(([name, value]) => `${name}=${value} `);
    writeFileSync(wrapper, `#!/bin/sh\n${env.join('')}exec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
    const node = process.execPath;
    // The agent of the tests is started by the path of this very Node; for this one start it leads through the trace.
    process.execPath = wrapper;
    try {
      this.agent = new AgentProcess(folder, ['--config', folder.config]);
    } finally {
      process.execPath = node;
    }
  }

  /** Ends the agent itself, not its tracer, and answers what it did. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<Step[]> {
    const pid = pidOf(this.#folder);
    if (pid === null) throw new Error('the process of the till is not to be found in /proc');
    process.kill(pid, signal);
    await this.agent.ended;
    return parseTrace(readFileSync(this.#output, 'utf8'), this.#folder.path, JOURNAL_FILES);
  }
}

/** The process id of the agent of a folder; null where there is none, or no /proc. */
export function pidOf(folder: AgentFolder): number | null {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const pid = pids.find((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return words[0] === process.execPath && words.includes(folder.config);
    } catch {
      return false; // Gone since the folder was listed.
    }
  });
  return pid === undefined ? null : Number(pid);
}

/** The rows of a journal that nobody holds. */
export function rowsIn(file: string): string[] {
  const journal = openJournal(file, TILL);
  if (!journal.ok) throw new Error(journal.error.say);
  const rows = [...journal.value.all()].map((record) => encodeRecord(record, TILL));
  journal.value.close();
  return rows;
}
