import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { saleSchema } from '../../src/contract/sale-view.ts';
import { givenCentre } from '../centre/given-centre.ts';
import { killRun } from '../centre/kill-run.ts';
import { outageRun } from '../centre/outage-run.ts';
import { givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';
import { whyNoPostgres } from '../fakes/private-postgres.ts';
import { PayDoor } from './pay-door.ts';
import { rowOf, type Row } from './row.ts';
import { TillLine } from './till-line.ts';

const SALES = 100;
const WARM_UP = 5;
/** As long as a customer takes at the least to show a code. */
const TO_CODE_MS = 350;
/** How much longer a sale may take in a chain. Source: chain, section 5. */
const GOAL = 1.1;
const SLOW_MS = 2000;
/** A lie as long as an answer may be. */
const LIE_BYTES = 200_000;

interface Measured {
  readonly name: string;
  readonly till: TillLine;
  readonly door: PayDoor;
  readonly sandbox: Sandbox;
  readonly samples: number[];
}

/** A scan's way to the wire at tills whose centre is up, slow, lying, and down, beside one that belongs to no chain. */
export async function chainSaleRows(): Promise<Row[]> {
  const why = whyNoPostgres();
  const name = 'scan to wire, in a chain';
  if (why !== null) return [rowOf({ name, unit: 'ms', note: `not measured: ${why}` }, [])];
  const centre = await givenCentre();
  const [slow, lying] = [await slowed(centre.url), await liar()];
  const sandbox = await givenAgentSandbox();
  const measured: Measured[] = [];
  try {
    for (const [what, url] of [
      ['without a centre', null],
      ['centre up', centre.url],
      ['centre slow (2 s)', urlOf(slow)],
      ['centre lying', urlOf(lying)],
      ['centre down', 'http://127.0.0.1:9'],
    ] as const) {
      const terminal = `B${measured.length}`;
      const door = await PayDoor.before(sandbox.url);
      const folder = givenAgentFolder(door.url, {
        ...{ printers: [], gateways: { alipayPlus: { timing: undefined } } },
        terminal: { storeTerminalId: terminal },
        ...(url === null ? {} : { centre: { url, enrolment: { file: 'keys/enrolment' } } }),
      });
      writeFileSync(folder.file('keys/enrolment'), await centre.newTill(terminal), { mode: 0o600 });
      const till = new TillLine(await startAgent(folder));
      await till.listen();
      measured.push({ name: what, till, door, sandbox, samples: [] });
    }
    for (let count = -WARM_UP; count < SALES; count += 1)
      for (const each of measured) {
        const took = await sell(each, `${each.name}-${count + WARM_UP}`);
        if (count >= 0) each.samples.push(took);
      }
    const [alone, ...chained] = measured.map((each) => ({ ...each, own: ownRow(name, each) }));
    if (alone === undefined) return [];
    return [
      alone.own,
      ...chained.flatMap((each) => [
        each.own,
        rowOf(
          {
            ...{ name: `${each.name}, over a till without one`, unit: '×' as const },
            note: 'each sale over the sale beside it',
            goal: { percentile: 'p50' as const, atMost: GOAL },
          },
          each.samples.map((took, at) => took / (alone.samples[at] ?? NaN)),
        ),
        rowOf(
          {
            ...{ name: `${each.name}, its p99 over that of a till without one`, unit: '×' as const },
            note: `of ${SALES} sales each`,
            goal: { percentile: 'p99' as const, atMost: GOAL },
          },
          [(each.own.p99 ?? NaN) / (alone.own.p99 ?? NaN)],
        ),
      ]),
    ];
  } finally {
    for (const { till, door } of measured) {
      till.close();
      await door.close();
    }
    for (const server of [slow, lying]) {
      server.close();
      server.closeAllConnections();
    }
    await centre.stop();
  }
}

function ownRow(name: string, { name: what, samples }: Measured): Row {
  const note = `POST of the code to the first byte of pay, ${TO_CODE_MS} ms after the order; the tills sell in turn`;
  return rowOf({ name: `${name}: ${what}`, unit: 'ms', note }, samples);
}

async function sell({ till, door, sandbox }: Measured, orderId: string): Promise<number> {
  const opened = await till.post('/v1/sales', order(orderId), 201);
  const { saleId } = saleSchema.parse(JSON.parse(opened.text));
  await new Promise((resolve) => void setTimeout(resolve, TO_CODE_MS));
  door.expectPay();
  const fromMs = performance.now();
  await till.post(`/v1/sales/${saleId}/code`, { text: sandbox.freshCode() }, 202);
  const tookMs = (await door.firstByteAtMs) - fromMs;
  const paid = till.until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  door.letThrough();
  await paid;
  return tookMs;
}

/** A centre that answers everything two seconds late. */
async function slowed(target: string): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      await new Promise((resolve) => void setTimeout(resolve, SLOW_MS));
      const { authorization = '' } = request.headers;
      const answer = await fetch(`${target}${request.url ?? ''}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: Buffer.concat(parts),
      });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A centre that answers everything at once, and nothing that can be believed. */
async function liar(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ outcome: 'granted', token: 'x'.repeat(LIE_BYTES), state: 7, next: -1 }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A tenth of a day without the centre, told in one go. */
export function outageRows(): Promise<Row[]> {
  return outageOf('a tenth of a day of outage', 720);
}

/** The whole day: 7.2 million rows. It takes a quarter of an hour and 15 GB of disk, which it gives back. */
export function wholeOutageRows(): Promise<Row[]> {
  return outageOf('a day of outage', 7200);
}

async function outageOf(name: string, rowsEach: number): Promise<Row[]> {
  const why = whyNoPostgres();
  if (why !== null) return [rowOf({ name, unit: 'ms', note: `not measured: ${why}` }, [])];
  const seen = await outageRun({ tills: 1000, rowsEach });
  const { tills, centre, database } = seen.workedMs;
  const what = `${seen.tills} tills with ${seen.rows / seen.tills} rows each of real sales; ${seen.lost} lost, ${seen.twice} twice, ${seen.gaps} gaps`;
  const perRow = (ms: number): number => ms / seen.rows;
  const worked = `over all cores, until all is stored: tills ${tills} ms, centre ${centre} ms, database ${database} ms`;
  return [
    rowOf(
      {
        ...{ name: `${name}: until all is stored`, unit: 'ms', note: what },
        goal: { percentile: 'p99', atMost: (rowsEach / 7200) * 300_000 },
      },
      [seen.tookMs],
    ),
    rowOf({ name: `${name}: rows a second`, unit: '/s', note: what }, [
      Math.round((seen.rows * 1000) / seen.tookMs),
    ]),
    rowOf({ name: `${name}: work for a row`, unit: 'ms', note: worked }, [perRow(tills + centre + database)]),
    rowOf(
      {
        ...{ name: `${name}: until the office shows all`, unit: 'ms' },
        note: `${seen.sales} sales, ${seen.unreadable} of them not readable`,
      },
      [seen.followedMs],
    ),
    rowOf(
      { name: `${name}: memory of the centre`, unit: 'KB', note: 'the process, looked at ten times' },
      seen.centreKb,
    ),
    rowOf({ name: `${name}: growth of a till's file`, unit: 'KB', note: 'a real journal of as many rows' }, [
      seen.fileGrewKb,
    ]),
  ];
}

/** A centre and a database that are killed again and again. */
export async function killRows(): Promise<Row[]> {
  const why = whyNoPostgres();
  if (why !== null)
    return [rowOf({ name: 'rows lost by kills', unit: '×', note: `not measured: ${why}` }, [])];
  const seen = await killRun({ tills: 10, centreKills: 100, databaseKills: 20 });
  const what = `${seen.centreKills} kills of the centre between commit and answer, ${seen.databaseKills} of the database; ${seen.rows} rows, ${seen.repeats} batches sent twice`;
  const goal = { percentile: 'p99', atMost: 0 } as const;
  return [
    rowOf({ name: 'rows lost by kills', unit: '×', note: what, goal }, [seen.lost]),
    rowOf({ name: 'rows taken twice by kills', unit: '×', note: what, goal }, [seen.twice]),
  ];
}
