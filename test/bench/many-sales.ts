import { existsSync, readFileSync } from 'node:fs';
import { ALLOCATOR } from '../../drivers/system/allocator.ts';
import { saleSchema } from '../../src/contract/sale-view.ts';
import {
  givenAgentFolder,
  givenAgentSandbox,
  order,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';
import { rowOf, type Row } from './row.ts';
import { TillLine } from './till-line.ts';

/** A till that has just been used: what it needs once is loaded. */
const IDLE_AFTER = 100;
const LOOKED_AT = [10_000, 100_000];

/** What a till takes after many sales without a restart, over what it took at first. Ask for it by name: it is long. */
export async function manySalesRows(): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const agent = await startAgent(givenAgentFolder(sandbox.url, { printers: [] }), [], undefined, ALLOCATOR);
  if (memoryKB(agent) === null)
    return [rowOf({ ...HEAD, note: 'not measured: this system tells it nowhere' }, [])];
  const till = new TillLine(agent);
  await till.listen();
  const seen = new Map<number, number>();
  for (let count = 1; count <= Math.max(...LOOKED_AT); count += 1) {
    const { text } = await till.post('/v1/sales', order(`MANY-${count}`), 201);
    const { saleId } = saleSchema.parse(JSON.parse(text));
    const paid = till.until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
    await till.post(`/v1/sales/${saleId}/code`, { text: sandbox.freshCode() }, 202);
    await paid;
    if (count === IDLE_AFTER || LOOKED_AT.includes(count)) seen.set(count, memoryKB(agent) ?? NaN);
  }
  till.close();
  const idleKB = seen.get(IDLE_AFTER) ?? NaN;
  return [
    rowOf({ ...HEAD, name: `memory after ${IDLE_AFTER} sales`, unit: 'KB' }, [idleKB]),
    ...LOOKED_AT.map((count) =>
      rowOf(
        { ...HEAD, name: `memory after ${count} sales over that`, goal: { percentile: 'p50', atMost: 1.15 } },
        [(seen.get(count) ?? NaN) / idleKB],
      ),
    ),
  ];
}

const HEAD = {
  name: 'memory',
  unit: '×' as const,
  note: 'resident memory of the agent, by the API, no printer; the allocator as the kiosk sets it',
};

function memoryKB({ pid }: AgentProcess): number | null {
  const file = `/proc/${pid ?? 0}/status`;
  const found = existsSync(file) ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) : null;
  return found === null ? null : Number(found[1]);
}
