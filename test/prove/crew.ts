import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Searched, SearchOrder } from './search.ts';
import { RULES } from './rules.ts';

const searchedSchema = z.object({
  played: z.number(),
  found: z.array(z.object({ seed: z.number(), rule: z.enum(RULES), say: z.string() })),
});

/** The worker of this very tree. */
export const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

/** Plays seeds in a process of its own, by the core that stands beside the worker. */
export function searchIn(worker: string, order: SearchOrder): Promise<Searched> {
  const args = [
    worker,
    ...[order.from, order.count, order.foundMax].map(String),
    (order.without ?? []).join(','),
  ];
  // Each search loads some hundreds of files: what is compiled once is kept beside them.
  const env = {
    ...process.env,
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../../out/compiled', pathToFileURL(worker))),
  };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(searchedSchema.parse(JSON.parse(text)));
      reject(new Error(`a search ended with exit code ${String(code)}`));
    });
  });
}

/** Of one process, at the least, and how many of them each core plays in turn. Ours. */
const SHARE_MIN = 2000;
const SHARES_EACH = 4;

/** How many searches go at once. */
export const CREW_SIZE = Math.min(availableParallelism(), 8);

/** Plays seeds in as many processes as the machine has cores; what is found comes in the order of the seeds. */
export async function searchWithCrew(
  order: SearchOrder,
  done: (played: number) => void = () => undefined,
): Promise<Searched> {
  // Small enough to tell how far it is, and large enough that starting a process for each costs nothing.
  const share = Math.max(SHARE_MIN, Math.ceil(order.count / (CREW_SIZE * SHARES_EACH)));
  const shares = Array.from({ length: Math.ceil(order.count / share) }, (_, index) => ({
    ...order,
    from: order.from + index * share,
    count: Math.min(share, order.count - index * share),
  }));
  let played = 0;
  const parts = await inCrew(shares, async (part) => {
    const searched = await searchIn(WORKER, part);
    played += searched.played;
    done(played);
    return searched;
  });
  return {
    played: parts.reduce((sum, { played }) => sum + played, 0),
    found: parts.flatMap(({ found }) => found),
  };
}

/** Runs jobs, as many at once as the machine has cores; the results stand in the order of the jobs. */
export async function inCrew<J, R>(jobs: readonly J[], run: (job: J) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = [...jobs.entries()];
  const one = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: CREW_SIZE }, one));
  return results;
}
