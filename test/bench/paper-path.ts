import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { saleSchema } from '../../src/contract/sale-view.ts';
import { cleanUp, givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';
import { PayDoor } from './pay-door.ts';
import { rowOf, type Row, type RowHead } from './row.ts';
import { TillLine } from './till-line.ts';

const SALES = 100;
const WARM_UP_SALES = 10;

const HEAD: RowHead = {
  name: "gateway's answer to the first byte at the printer",
  unit: 'ms',
  note: "from the answer's last bytes on the till's connection to the first bytes on the socket of a printer in the network, the connection to it among them",
  goal: { percentile: 'p99', atMost: 100 },
};

/** How soon paper begins once a sale is paid. */
export async function paperRows(): Promise<Row[]> {
  const sandbox = await givenAgentSandbox();
  const door = await PayDoor.before(sandbox.url);
  cleanUp(() => door.close());
  const printer = await NetworkPrinter.turnedOn();
  const folder = givenAgentFolder(door.url, {
    printers: [{ kind: 'tcp', host: '127.0.0.1', port: printer.port, copies: ['customer'] }],
    gateways: { alipayPlus: { timing: undefined } },
  });
  const till = new TillLine(await startAgent(folder));
  await till.listen();
  const tookMs: number[] = [];
  for (let count = -WARM_UP_SALES; count < SALES; count += 1) {
    const { text } = await till.post('/v1/sales', order(`PAPER-${count + WARM_UP_SALES}`), 201);
    const { saleId } = saleSchema.parse(JSON.parse(text));
    door.expectPay();
    await till.post(`/v1/sales/${saleId}/code`, { text: sandbox.freshCode() }, 202);
    await door.firstByteAtMs;
    const began = printer.nextByteAtMs();
    const printed = till.until(({ sale }) => sale?.receipts['customer']?.state === 'printed');
    door.letThrough();
    const beganAtMs = await began;
    await printed;
    if (door.answeredAtMs === null) throw new Error('paper came, and no answer was passed for it');
    if (count >= 0) tookMs.push(beganAtMs - door.answeredAtMs);
  }
  till.close();
  return [rowOf(HEAD, tookMs)];
}

/** A printer on a socket that takes what it gets. */
class NetworkPrinter {
  readonly #server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
  #next = Promise.withResolvers<number>();

  static async turnedOn(): Promise<NetworkPrinter> {
    const printer = new NetworkPrinter();
    printer.#server.listen(0, '127.0.0.1');
    await once(printer.#server, 'listening');
    cleanUp(() => void printer.#server.close());
    return printer;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** When the next bytes come, by `performance.now`. */
  nextByteAtMs(): Promise<number> {
    this.#next = Promise.withResolvers();
    return this.#next.promise;
  }

  #serve(socket: Socket): void {
    socket.on('data', () => this.#next.resolve(performance.now()));
    socket.on('end', () => socket.end());
    socket.on('error', () => undefined);
  }
}
