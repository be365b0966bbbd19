import { createServer, request as send, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it went over the wire, byte for byte. */
export interface RecordedCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A wire tap: passes every call on to a gateway unchanged, and keeps what went out, but for questions after the clock. */
export class RecordingGateway {
  readonly calls: readonly RecordedCall[];
  readonly url: string;
  readonly close: () => Promise<void>;

  private constructor(calls: readonly RecordedCall[], url: string, close: () => Promise<void>) {
    this.calls = calls;
    this.url = url;
    this.close = close;
  }

  static async before(target: string): Promise<RecordingGateway> {
    const calls: RecordedCall[] = [];
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        if (!body.includes('"clock-'))
          calls.push({ path: incoming.url ?? '', headers: incoming.headers, body });
        const onward = send(
          target + (incoming.url ?? ''),
          { method: 'POST', headers: incoming.headers },
          (answer) => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(outgoing);
          },
        );
        onward.on('error', () => outgoing.destroy());
        onward.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new RecordingGateway(calls, `http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    });
  }
}
