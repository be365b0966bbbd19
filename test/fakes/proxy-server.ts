import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What the proxy does with a CONNECT: lets it through, or answers with this status. */
type Verdict = (request: IncomingMessage) => number;

/** A proxy that knows CONNECT, in this process. */
export interface ProxyServer {
  readonly url: string;
  /** Every place that was asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Starts a proxy; 200 lets everything through. */
export async function givenProxy(verdict: Verdict = () => 200): Promise<ProxyServer> {
  const asked: string[] = [];
  const ends = new Set<Duplex>();
  const keep = <T extends Duplex>(end: T): T => {
    ends.add(end);
    end.on('error', () => end.destroy()).once('close', () => ends.delete(end));
    return end;
  };
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    asked.push(request.url ?? '');
    keep(socket);
    const status = verdict(request);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url ?? ''}`);
    const there = keep(connect(Number(port || 80), hostname));
    there.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.pipe(socket);
      socket.pipe(there);
    });
    there.once('close', () => socket.destroy());
    socket.once('close', () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      for (const end of ends) end.destroy();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
