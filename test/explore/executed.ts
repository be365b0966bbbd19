import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What a run executed: V8's ranges of each file, told by their offsets in its source. */
const coverageSchema = z.object({
  result: z.array(
    z.object({
      url: z.string(),
      functions: z.array(
        z.object({
          ranges: z.array(z.object({ startOffset: z.number(), endOffset: z.number(), count: z.number() })),
        }),
      ),
    }),
  ),
});

interface Range {
  readonly startOffset: number;
  readonly endOffset: number;
  readonly count: number;
}

/** Which lines of the source a walk executes. */
export interface Executed {
  /** Whether some of a text in a file was executed; null where the file was not even loaded. */
  has(file: string, text: string): boolean | null;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Walks over the source as it is, and says what of it was executed.
 *
 * Why offsets fit: Node puts blanks in the place of types, so that what runs is as long as what was written.
 */
export async function executedBy(bounds: readonly string[]): Promise<Executed> {
  mkdirSync(join(ROOT, 'out'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'out', 'executed-'));
  try {
    await ended(bounds, folder);
    const ranges = new Map<string, Range[]>();
    for (const file of readdirSync(folder)) {
      const { result } = coverageSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      for (const { functions, url } of result)
        ranges.set(
          url,
          functions.flatMap((each) => each.ranges),
        );
    }
    return {
      has: (file, text) => {
        const ofFile = ranges.get(pathToFileURL(join(ROOT, file)).href);
        return ofFile === undefined ? null : isExecuted(ofFile, readFileSync(join(ROOT, file), 'utf8'), text);
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ended(bounds: readonly string[], folder: string): Promise<void> {
  const walk = spawn(process.execPath, [join(ROOT, 'test/explore/run.ts'), ...bounds], {
    env: { ...process.env, NODE_V8_COVERAGE: folder },
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    walk.once('error', reject);
    walk.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a walk over the source as it is ended with ${String(code)}`));
    });
  });
}

/** Of a function, its body: the file itself makes the function, whether or not anybody calls it. */
const DECLARED = /^(export )?(async )?function [^{]*\{/;

function isExecuted(ranges: readonly Range[], source: string, whole: string): boolean {
  const text = whole.replace(DECLARED, '');
  const start = source.indexOf(whole) + whole.length - text.length;
  const offsets = Array.from({ length: text.length }, (_, index) => start + index);
  return offsets.some((offset) => /\S/.test(source.charAt(offset)) && countAt(ranges, offset) > 0);
}

/** How often the smallest range around an offset was executed. */
function countAt(ranges: readonly Range[], offset: number): number {
  const around = ranges.filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset);
  const sizeOf = ({ startOffset, endOffset }: Range): number => endOffset - startOffset;
  return (
    around.reduce<Range | null>((a, b) => (a === null || sizeOf(b) < sizeOf(a) ? b : a), null)?.count ?? 0
  );
}
