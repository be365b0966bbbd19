import { findProgram } from '../../electron/browser.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { saleSchema } from '../../src/contract/sale-view.ts';
import { PtyPair } from '../contract/pty-pair.ts';
import { givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';
import { PayDoor } from './pay-door.ts';
import { rowOf, type Row, type RowHead } from './row.ts';
import { ScanFloor, scanOverCable } from './scan-floor.ts';
import { TillLine } from './till-line.ts';

const SALES = 200;
const WARM_UP_SALES = 20;

const SCAN_HEAD: RowHead = {
  name: "scanner's last byte to first byte of pay (loopback)",
  unit: 'ms',
  note: 'from just before the write of the suffix to the first byte on the server socket; socat carries the bytes between two ptys and counts; plain HTTP on a kept connection, no printer',
  goal: { percentile: 'p99', atMost: 25 },
};
const FLOOR_HEAD: RowHead = {
  name: 'the same, by plain Node (the floor)',
  unit: 'ms',
  note: 'in turn with each sale of row 1: a process with serialport on such a line, one durable commit of 1,000 bytes, one RSA-2048 signature, one POST on a kept connection; it knows no code, no sale and no screen',
};
const OVER_FLOOR_HEAD: RowHead = {
  name: 'scan to wire over the floor',
  unit: '×',
  note: 'each scan of the till over the floor’s scan beside it',
  goal: { percentile: 'p50', atMost: 1.5 },
};
const CODE_HEAD: RowHead = {
  name: "code's POST to the 202",
  unit: 'ms',
  note: "from the call of POST /v1/sales/{saleId}/code to its answer's head, on a kept connection; the gateway answers nothing meanwhile",
};
const PAID_HEAD: RowHead = {
  name: "gateway's answer to `paid` on the event stream",
  unit: 'ms',
  note: "from the answer's last bytes on the till's connection to the view with the paid sale, over all measured sales of the rows above; the view carries the last 20 sales",
};

/** A till as a process of its own, and everything it talks to in this one. */
interface Bench {
  readonly sandbox: Sandbox;
  readonly door: PayDoor;
  readonly till: TillLine;
  /** Null where this machine has none. */
  readonly cable: PtyPair | null;
  readonly floor: ScanFloor | null;
}

/** One way for a code to the till; answers what it took, in ms, when the pay stands before the door. */
type Scan = (bench: Bench, saleId: string, code: string) => Promise<number>;

/** The way of a payment, from both kinds of scanner to the pay, and back to the screen. */
export async function salePathRows(): Promise<Row[]> {
  const bench = await givenBench();
  try {
    const bySerial = bench.cable === null ? NOTHING : await series(bench, 'SCAN', overTheCable);
    const byApi = await series(bench, 'API', overTheApi);
    const why = 'not measured: it needs the program socat; install the package socat';
    return [
      ...[SCAN_HEAD, FLOOR_HEAD, OVER_FLOOR_HEAD].map((head, at) =>
        rowOf(bench.cable === null ? { ...head, note: why } : head, scanSamples(bySerial)[at] ?? []),
      ),
      rowOf(CODE_HEAD, byApi.scanMs),
      rowOf(PAID_HEAD, [...bySerial.paidMs, ...byApi.paidMs]),
    ];
  } finally {
    bench.till.close();
    await bench.floor?.end();
    await bench.cable?.end();
    await bench.door.close();
  }
}

async function givenBench(): Promise<Bench> {
  const cable = findProgram('socat') === null ? null : await PtyPair.plugged();
  const sandbox = await givenAgentSandbox();
  const door = await PayDoor.before(sandbox.url);
  const folder = givenAgentFolder(door.url, {
    scanners: cable === null ? [] : [{ kind: 'serial', path: cable.path, suffix: '\r' }],
    printers: [],
    // The shop's own waits, not the tests' quick ones.
    gateways: { alipayPlus: { timing: undefined } },
  });
  const agent = await startAgent(folder);
  const events = agent.events();
  await events.until(({ health }) => health.scanners.every(({ status }) => status === 'ok'));
  await events.close();
  const till = new TillLine(agent);
  await till.listen();
  const floor = cable === null ? null : await ScanFloor.laid();
  return { sandbox, door, till, cable, floor };
}

interface Series {
  readonly scanMs: readonly number[];
  /** The floor's, in turn with `scanMs`; empty for the API. */
  readonly floorMs: readonly number[];
  readonly paidMs: readonly number[];
}
const NOTHING: Series = { scanMs: [], floorMs: [], paidMs: [] };

/** The samples of the three rows of a scan: the till's, the floor's, and the ratio of each pair. */
function scanSamples({ scanMs, floorMs }: Series): readonly (readonly number[])[] {
  return [scanMs, floorMs, scanMs.map((took, at) => took / (floorMs[at] ?? NaN))];
}

async function series(bench: Bench, name: string, scan: Scan): Promise<Series> {
  const scanMs: number[] = [];
  const floorMs: number[] = [];
  const paidMs: number[] = [];
  for (let count = -WARM_UP_SALES; count < SALES; count += 1) {
    const took = await sell(bench, `${name}-${count + WARM_UP_SALES}`, scan);
    const floor = scan === overTheCable ? await bench.floor?.scanMs() : undefined;
    if (count < 0) continue;
    scanMs.push(took.scanMs);
    if (floor !== undefined) floorMs.push(floor);
    paidMs.push(took.paidMs);
  }
  return { scanMs, floorMs, paidMs };
}

/** One sale from the open order to `paid`. */
async function sell(
  bench: Bench,
  orderId: string,
  scan: Scan,
): Promise<{ readonly scanMs: number; readonly paidMs: number }> {
  const { sandbox, door, till } = bench;
  const opened = await till.post('/v1/sales', order(orderId), 201);
  const { saleId } = saleSchema.parse(JSON.parse(opened.text));
  door.expectPay();
  const scanMs = await scan(bench, saleId, sandbox.freshCode());
  const paid = till.until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  door.letThrough();
  const paidAtMs = await paid;
  if (door.answeredAtMs === null)
    throw new Error('the till shows a sale as paid that no answer was passed for');
  return { scanMs, paidMs: paidAtMs - door.answeredAtMs };
}

async function overTheCable({ cable, door }: Bench, _saleId: string, code: string): Promise<number> {
  if (cable === null) throw new Error('a scan by cable where there is none');
  return await scanOverCable(cable, door, code);
}

async function overTheApi({ till, door }: Bench, saleId: string, code: string): Promise<number> {
  const calledAtMs = performance.now();
  const { atMs } = await till.post(`/v1/sales/${saleId}/code`, { text: code }, 202);
  await door.firstByteAtMs;
  return atMs - calledAtMs;
}
