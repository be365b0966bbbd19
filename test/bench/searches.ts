import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TENDERS } from '../explore/tenders.ts';
import { saleTransition } from '../../src/payment/sale.ts';
import { walk } from '../explore/walk.ts';
import { WORKER } from '../prove/crew.ts';
import { rowOf, type Row } from './row.ts';

const RUNS = 3;
/** What a process takes to start is the same in both, and falls out. */
const [FEW, MANY] = [50, 450];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How fast the searches over the money rules are, on one core. */
export async function searchRows(): Promise<Row[]> {
  const schedules: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const from = run * MANY;
    const fewMs = await playedMs(from, FEW);
    schedules.push(((MANY - FEW) * 1000) / ((await playedMs(from, MANY)) - fewMs));
  }
  const states = Array.from({ length: RUNS }, () => {
    const bounds = { attempts: 1, refunds: 1, voids: 1, faults: 0, restarts: 1, tills: 1 };
    const startedAtMs = performance.now();
    const walked = walk({ machine: { transition: saleTransition }, tender: TENDERS.code }, bounds);
    return (walked.states * 1000) / (performance.now() - startedAtMs);
  });
  return [
    rowOf(
      {
        name: 'schedules of the prover',
        unit: '/s',
        note: `all acquirers, one process; ${MANY - FEW} schedules`,
        goal: { percentile: 'p50', atLeast: 2000 },
      },
      schedules,
    ),
    rowOf({ name: 'states of the explorer', unit: '/s', note: 'one order by code, one process' }, states),
  ];
}

async function playedMs(from: number, count: number): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [WORKER, String(from), String(count), '1'], {
    cwd: ROOT,
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`a search ended with ${String(code)}`);
  return performance.now() - startedAtMs;
}
