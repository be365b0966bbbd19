import { appendFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

// As much of vitest as the tests of the guest use. Why: emulated, vitest itself takes longer to load than they to run.

type Act = () => void | Promise<void>;
interface Suite {
  readonly names: readonly string[];
  readonly before: Act[];
  readonly after: Act[];
}

const TEST_MS_MAX = 30_000;
const ANSWERS = '/share/tests.jsonl';
const tests: { readonly name: string; readonly suite: Suite; readonly act: Act }[] = [];
let suite: Suite = { names: [], before: [], after: [] };

export function describe(name: string, body: () => void): void {
  const outer = suite;
  suite = { names: [...outer.names, name], before: [...outer.before], after: [...outer.after] };
  body();
  suite = outer;
}

export function beforeEach(act: Act): void {
  suite.before.push(act);
}

export function afterEach(act: Act): void {
  suite.after.push(act);
}

export function test(title: string, act: Act): void {
  tests.push({ name: [...suite.names, title].join(' › '), suite, act });
}

test.each =
  <Row extends readonly unknown[]>(rows: readonly Row[]) =>
  (title: string, act: (...row: Row) => void | Promise<void>): void => {
    for (const row of rows) {
      let next = 0;
      test(
        title.replace(/%[sij]/g, () => String(row[next++])),
        () => act(...row),
      );
    }
  };

/** Runs all that was told, one after the other; a line of JSON for each as soon as it is over. */
export async function runTests(only = ''): Promise<void> {
  for (const { name, suite: of, act } of tests.filter((one) => one.name.includes(only))) {
    const startedAtMs = performance.now();
    const fault = await faultOf(async () => {
      for (const before of of.before) await before();
      await act();
    });
    const inEnd = await faultOf(async () => {
      for (const after of of.after) await after();
    });
    const ms = Math.round(performance.now() - startedAtMs);
    appendFileSync(ANSWERS, `${JSON.stringify({ name, ms, fault: fault ?? inEnd })}\n`);
  }
}

async function faultOf(act: () => Promise<void>): Promise<string | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${TEST_MS_MAX} ms`)), TEST_MS_MAX);
  });
  try {
    await Promise.race([act(), late]);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

class Containing {
  readonly part: string;

  constructor(part: string) {
    this.part = part;
  }
}

export function expect(is: unknown) {
  const hold = (holds: boolean, words: string, wanted: unknown): void => {
    if (!holds) throw new Error(`expected ${JSON.stringify(is)} ${words} ${JSON.stringify(wanted)}`);
  };
  return {
    toEqual: (wanted: unknown) => hold(isEqual(is, wanted), 'to equal', wanted),
    toBe: (wanted: unknown) => hold(Object.is(is, wanted), 'to be', wanted),
    toBeLessThan: (wanted: number) => hold(Number(is) < wanted, 'to be less than', wanted),
    toBeGreaterThan: (wanted: number) => hold(Number(is) > wanted, 'to be greater than', wanted),
  };
}
expect.stringContaining = (part: string): unknown => new Containing(part);

function isEqual(is: unknown, wanted: unknown): boolean {
  if (wanted instanceof Containing) return typeof is === 'string' && is.includes(wanted.part);
  if (typeof is !== 'object' || typeof wanted !== 'object' || is === null || wanted === null) {
    return isDeepStrictEqual(is, wanted);
  }
  const keys = new Set([...Object.keys(is), ...Object.keys(wanted)]);
  return [...keys].every((key) =>
    isEqual((is as Record<string, unknown>)[key], (wanted as Record<string, unknown>)[key]),
  );
}
