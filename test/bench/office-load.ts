import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { saleSchema } from '../../src/contract/sale-view.ts';
import { givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';
import { PayDoor } from './pay-door.ts';
import { rowOf, type Row, type RowHead } from './row.ts';
import { TillLine } from './till-line.ts';

const ITEMS = 1000;
const SALES = 150;
const WARM_UP_SALES = 15;

const NOTE = `from the call of POST /v1/sales/{saleId}/code to the first byte on the server socket; in turn with a till without any; ${ITEMS} disputes that wait for an answer`;
const LOADED_HEAD: RowHead = { name: 'code to wire with 1,000 open office items', unit: 'ms', note: NOTE };
const EMPTY_HEAD: RowHead = { name: 'code to wire with none', unit: 'ms', note: NOTE };
const OVER_HEAD: RowHead = {
  name: 'with 1,000 open office items over none',
  unit: '×',
  note: 'each sale of one till over the sale of the other beside it. Source: office dossier section 9, check 5',
  goal: { percentile: 'p50', atMost: 1.05 },
};

/** A till as a process of its own, and what it pays with. */
interface Shop {
  readonly sandbox: Sandbox;
  readonly door: PayDoor;
  readonly till: TillLine;
}

/** The way of a payment beside a full office, against one beside an empty one. */
export async function officeLoadRows(): Promise<Row[]> {
  const [loaded, empty] = [await givenShop(ITEMS), await givenShop(0)];
  const took = { loaded: [] as number[], empty: [] as number[] };
  try {
    for (let count = -WARM_UP_SALES; count < SALES; count += 1) {
      const id = `ORD-${count + WARM_UP_SALES}`;
      // Who is first changes, so that what one leaves behind burdens both alike.
      const isFirst = count % 2 === 0;
      const first = await wireMs(isFirst ? loaded : empty, id);
      const second = await wireMs(isFirst ? empty : loaded, id);
      if (count < 0) continue;
      took.loaded.push(isFirst ? first : second);
      took.empty.push(isFirst ? second : first);
    }
  } finally {
    for (const { till, door } of [loaded, empty]) {
      till.close();
      await door.close();
    }
  }
  return [
    rowOf(LOADED_HEAD, took.loaded),
    rowOf(EMPTY_HEAD, took.empty),
    rowOf(
      OVER_HEAD,
      took.loaded.map((ms, at) => ms / (took.empty[at] ?? NaN)),
    ),
  ];
}

async function givenShop(items: number): Promise<Shop> {
  const sandbox = await givenAgentSandbox();
  const door = await PayDoor.before(sandbox.url);
  const folder = givenAgentFolder(door.url, {
    ...{ notify: { port: 0 }, scanners: [], printers: [] },
    // The shop's own waits, not the tests' quick ones.
    gateways: { alipayPlus: { timing: undefined } },
  });
  const agent = await startAgent(folder);
  const { notify } = await agent.ready;
  const url = new URL('/aps/api/v1/disputes/initiateEscalation', notify ?? '').href;
  for (let count = 0; count < items; count += 1) {
    const begun = await sandbox.office.disputes.begin({
      ...{ kind: 'escalation', url, paymentRequestId: `T99-${count}` },
      amount: { currency: 'MYR', value: '100' },
    });
    if (begun?.acks[0]?.status !== 200) throw new Error('a dispute was not taken');
  }
  const till = new TillLine(agent);
  await till.listen();
  return { sandbox, door, till };
}

async function wireMs({ sandbox, door, till }: Shop, orderId: string): Promise<number> {
  const opened = await till.post('/v1/sales', order(orderId), 201);
  const { saleId } = saleSchema.parse(JSON.parse(opened.text));
  door.expectPay();
  const text = sandbox.freshCode();
  const calledAtMs = performance.now();
  const answered = till.post(`/v1/sales/${saleId}/code`, { text }, 202);
  const atMs = await door.firstByteAtMs;
  await answered;
  const paid = till.until(({ sale }) => sale?.saleId === saleId && sale.state === 'paid');
  door.letThrough();
  await paid;
  return atMs - calledAtMs;
}
