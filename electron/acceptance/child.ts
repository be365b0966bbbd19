import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { AcceptanceView } from '../../src/contract/acceptance-commands.ts';
import { ENVIRONMENT } from '../environment.ts';

/** How the kit is started: a Node, its flags, and the kit's file. */
export interface KitProgram {
  readonly node: string;
  readonly kit: string;
  readonly flags: readonly string[];
}

export type Running = NonNullable<AcceptanceView['running']>;

const LINE = z.union([
  z.object({ event: z.literal('begins'), case: z.string(), number: z.int(), of: z.int() }),
  z.object({
    event: z.literal('task'),
    task: z
      .object({
        task: z.enum(['account', 'manager', 'code', 'open', 'confirm', 'decline']),
        need: z.enum(['pays', 'waits', 'breaksOff', 'empty']).optional(),
        say: z.string(),
        picture: z.string().optional(),
      })
      .nullable(),
  }),
]);

/** Ends with words: the exit code of a run that could not begin. */
const USAGE = 2;

/** A run of the kit as a process of its own: the shop's till is not disturbed, whatever the run does. */
export class KitChild {
  readonly #child: ChildProcess;
  #said = '';
  running: Running;
  /** Why it ended without having begun; null where it ran. */
  trouble: string | null = null;
  readonly ended: Promise<void>;

  /** `tasked`: told of each task as it begins, and of null as it is over. */
  constructor(
    { node, kit, flags }: KitProgram,
    args: readonly string[],
    of: Pick<Running, 'gateway' | 'against'>,
    tasked: (task: Running['task']) => void,
  ) {
    this.running = { ...of, case: null, number: 0, of: 0, leaving: false, task: null };
    this.#child = spawn(node, [...flags, kit, ...args, '--led'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: ENVIRONMENT.ofTerminal,
    });
    const { stdout, stderr } = this.#child;
    if (stderr !== null) createInterface({ input: stderr }).on('line', (line) => (this.#said = line));
    if (stdout !== null)
      createInterface({ input: stdout }).on('line', (line) => {
        const read = LINE.safeParse(jsonIn(line));
        if (!read.success) return;
        if (read.data.event === 'begins') {
          const { case: id, number, of: all } = read.data;
          this.running = { ...this.running, case: id, number, of: all };
        } else {
          this.running = { ...this.running, task: read.data.task };
          tasked(read.data.task);
        }
      });
    this.ended = new Promise((resolve) => {
      const end = (code: number | null): void => {
        if (code === USAGE || code === null || code > USAGE) this.trouble = this.#said;
        resolve();
      };
      this.#child.once('error', (error) => {
        this.#said = error.message;
        end(null);
      });
      this.#child.once('close', end);
    });
  }

  /** Answers the task: a line of JSON. */
  answer(answer: { readonly text: string } | { readonly done: true } | { readonly cannot: string }): void {
    this.#child.stdin?.write(`${JSON.stringify(answer)}\n`);
  }

  /** Ends after the case that is being played; a task is answered with that. */
  leave(): void {
    if (this.running.task !== null) this.answer({ cannot: 'the run was left' });
    this.running = { ...this.running, leaving: true };
    this.#child.kill('SIGTERM');
  }

  /** Ends at once: the till itself ends. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
