import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const PAY = 'POST /aps/api/v1/payments/pay ';
/** Longer than any scan takes to become a pay: past it something is broken. */
const PATIENCE_MS = 15_000;

/**
 * A raw door before the gateway: says when the first byte of a pay comes, and keeps it until it is let through.
 *
 * Use: `expectPay`, then cause the pay, await `firstByteAtMs`, then `letThrough`; once per payment.
 * Why: while it is kept, the gateway (which lives in the bench's process too) works on nothing and delays no reading.
 * What is no pay (a look whether the line is up) passes through at once.
 * Errors: `firstByteAtMs` rejects where no pay comes.
 */
export class PayDoor {
  readonly #target: URL;
  readonly #server = createServer((till) => this.#serve(till));
  readonly #sockets = new Set<Socket>();
  #firstByte = Promise.withResolvers<number>();
  #opened = Promise.withResolvers<null>();
  #awaiting = false;
  #answeredAtMs: number | null = null;

  private constructor(target: string) {
    this.#target = new URL(target);
  }

  static async before(target: string): Promise<PayDoor> {
    const door = new PayDoor(target);
    await new Promise<void>((resolve) => door.#server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** When the first byte of the expected pay came, by `performance.now`. */
  get firstByteAtMs(): Promise<number> {
    return this.#firstByte.promise;
  }

  /** When the last bytes of the gateway's answer were given to the till's connection; null before. */
  get answeredAtMs(): number | null {
    return this.#answeredAtMs;
  }

  expectPay(): void {
    this.#firstByte = Promise.withResolvers();
    this.#opened = Promise.withResolvers();
    this.#answeredAtMs = null;
    this.#awaiting = true;
    const { promise, reject } = this.#firstByte;
    // Who waits for it hears of it; before that it is not to end the process.
    promise.catch(() => undefined);
    const impatient = AbortSignal.timeout(PATIENCE_MS);
    impatient.addEventListener('abort', () => reject(new Error('the till sent no pay')));
  }

  letThrough(): void {
    this.#opened.resolve(null);
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #serve(till: Socket): void {
    const gateway = connect(Number(this.#target.port), this.#target.hostname);
    for (const [one, other] of [
      [till, gateway],
      [gateway, till],
    ] as const) {
      this.#sockets.add(one.setNoDelay(true));
      // Lost connections are the till's to find out; here both ends fall together.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    till.on('data', (chunk) => {
      const atMs = performance.now();
      if (this.#awaiting && !this.#isPay(chunk, atMs)) return void gateway.write(chunk);
      void this.#opened.promise.then(() => gateway.write(chunk));
    });
    gateway.on('data', (chunk) => {
      this.#answeredAtMs = performance.now();
      till.write(chunk);
    });
  }

  #isPay(chunk: Buffer, atMs: number): boolean {
    if (chunk.toString('latin1', 0, PAY.length) !== PAY) return false;
    this.#awaiting = false;
    this.#firstByte.resolve(atMs);
    return true;
  }
}
