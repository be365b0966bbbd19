import { createInterface, type Interface } from 'node:readline';
import { z } from 'zod';
import type { CodeNeed } from '../../src/golive/where.ts';

/**
 * What a person is asked to do.
 *
 * `account`: the last characters of the account's id · `manager`: id and PIN of a manager · `code`: let the scanner read a
 * code, or type it · `open`: open a link with a phone, and pay · `confirm`, `decline`: on the phone, now.
 */
export type TaskKind = 'account' | 'manager' | 'code' | 'open' | 'confirm' | 'decline';

/** One thing to be done by a person, now. */
export interface Task {
  readonly task: TaskKind;
  readonly case: string | null;
  readonly need?: CodeNeed;
  /** The sentence, in English; who shows pages has its own words by `task` and `need`. */
  readonly say: string;
  /** A picture that a phone scans, as a data address; it is shown, and goes to no file. */
  readonly picture?: string;
}

/** What a person answered: something typed, that it is done, or that it cannot be done. */
export const TASK_ANSWER = z.union([
  z.strictObject({ text: z.string().min(1).max(512) }),
  z.strictObject({ done: z.literal(true) }),
  z.strictObject({ cannot: z.string().min(1).max(200) }),
]);
export type TaskAnswer = z.infer<typeof TASK_ANSWER>;

/** Whoever leads the person. */
export interface Guide {
  /** Asks, and waits for the answer; `stop` takes the question back, and null is answered then. */
  ask(task: Task, stop?: AbortSignal): Promise<TaskAnswer | null>;
  close(): void;
}

/**
 * A guide over standard input: a person at a shell, or a page in front of it.
 *
 * `tell`: told of each task as it begins and as it is taken back. A line is an answer: JSON of `TaskAnswer`, `cannot <why>`,
 * nothing for done, or what was typed.
 */
export function lineGuide(input: NodeJS.ReadableStream, tell: (task: Task | null) => void): Guide {
  let lines: Interface | null = null;
  let waiting: ((answer: TaskAnswer | null) => void) | null = null;
  let isOver = false;
  const end = (answer: TaskAnswer | null): void => {
    const settled = waiting;
    waiting = null;
    settled?.(answer);
  };
  const listen = (): Interface => {
    const reader = createInterface({ input });
    reader.on('line', (line) => end(answerIn(line.trim())));
    reader.on('close', () => {
      isOver = true;
      end({ cannot: 'nobody answers any more' });
    });
    return reader;
  };
  return {
    ask: async (task, stop) => {
      if (isOver) return { cannot: 'nobody answers' };
      if (stop?.aborted === true) return null;
      lines ??= listen();
      tell(task);
      const answered = await new Promise<TaskAnswer | null>((resolve) => {
        waiting = resolve;
        stop?.addEventListener('abort', () => end(null), { once: true });
      });
      tell(null);
      return answered;
    },
    close: () => lines?.close(),
  };
}

/** Nobody is there: every question is answered with that. */
export const NOBODY: Guide = {
  ask: () => Promise.resolve({ cannot: 'nobody was there: the run was unattended' }),
  close: () => undefined,
};

function answerIn(line: string): TaskAnswer {
  if (line === '') return { done: true };
  if (line.startsWith('cannot')) return { cannot: line.slice('cannot'.length).trim() || 'it cannot be done' };
  try {
    const read = TASK_ANSWER.safeParse(JSON.parse(line));
    if (read.success) return read.data;
  } catch {
    // Not JSON: it was typed.
  }
  return { text: line.slice(0, 512) };
}
