import { z } from 'zod';
import type { CommandName } from '../../src/contract/routes.ts';
import { scrubbed } from '../../src/till/technician/scrubbed.ts';

/** Reads from a till by one of its own commands; null where it does not answer. */
export type ReadTill = (name: CommandName, params: Readonly<Record<string, string>>) => Promise<unknown>;

/** So many sales are told with their stories. */
const STORIES = 20;
const sales = z.array(z.looseObject({ saleId: z.string() }));
const bench = z.object({ versions: z.unknown(), config: z.string(), devices: z.unknown(), log: z.unknown() });

/**
 * What a helper needs to know of a till that runs, as texts by their names: never a secret, a code or a link.
 *
 * All of it is what the till's own screens show; `scrubbed` goes over it once more.
 */
export async function diagnosisOf(read: ReadTill): Promise<Record<string, string>> {
  const shown = bench.safeParse(await read('readBench', {}));
  const recent = sales.safeParse(await read('listSales', {})).data ?? [];
  const stories: unknown[] = [];
  for (const { saleId } of recent.slice(0, STORIES))
    stories.push({ saleId, story: await read('readStory', { saleId }) });
  const { versions, config, devices, log } = shown.data ?? {};
  const files: Record<string, unknown> = {
    'versions.json': versions,
    'devices.json': devices,
    'health.json': await read('readHealth', {}),
    'queue.json': await read('readQueue', {}),
    'log.json': log,
    'sales.json': recent,
    'stories.json': stories,
  };
  return {
    ...Object.fromEntries(
      Object.entries(files).map(([name, value]) => [name, scrubbed(JSON.stringify(value ?? null, null, 2))]),
    ),
    'config.json': scrubbed(config ?? 'null'),
  };
}
