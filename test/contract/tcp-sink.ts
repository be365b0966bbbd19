import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Heard } from './heard.ts';

/** A network printer without hardware: a server on a loopback port that keeps what it gets. */
export class TcpSink {
  /** What came over each connection that brought bytes. */
  readonly jobs: Buffer[] = [];
  /** Each connection as its sender ends it; the test may close its other end. */
  readonly ended = new Heard<Socket>();
  /** How many connections were open at one time, at most. */
  openMax = 0;
  /** What is done with the first bytes of the next job, instead of keeping them. */
  onNextJob: ((socket: Socket) => void) | undefined;
  readonly #closesByItself: boolean;
  readonly #open = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  constructor(how: { readonly closesByItself: boolean }) {
    this.#closesByItself = how.closesByItself;
  }

  get port(): number {
    return this.#port;
  }

  async turnOn(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async turnOff(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = once(server, 'close');
    server.close();
    this.#open.forEach((socket) => socket.destroy());
    await closed;
  }

  #serve(socket: Socket): void {
    this.#open.add(socket);
    this.openMax = Math.max(this.openMax, this.#open.size);
    let job: number | undefined;
    socket.on('data', (bytes) => {
      const instead = this.onNextJob;
      if (instead !== undefined) {
        this.onNextJob = undefined;
        instead(socket);
        return;
      }
      job ??= this.jobs.push(Buffer.alloc(0)) - 1;
      this.jobs[job] = Buffer.concat([this.jobs[job] ?? Buffer.alloc(0), bytes]);
    });
    socket.on('end', () => {
      if (this.#closesByItself) socket.end();
      this.ended.tell(socket);
    });
    // A till that breaks off is no fault of the printer; the close follows.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#open.delete(socket));
  }
}
