import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { BookEntry } from '../../drivers/sandbox/books.ts';
import type { FaultOrder } from '../../drivers/sandbox/fault-board.ts';

const ENTRY = fileURLToPath(new URL('../../drivers/sandbox/alone.ts', import.meta.url));

/** The stand-alone sandbox as a process of its own: it outlives every till that is killed. */
export class SandboxProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts it in a folder; its keys are made there. Throws where it ends before it is ready. */
  static async start(dir: string): Promise<SandboxProcess> {
    const child = spawn(process.execPath, [ENTRY, '--port', '0', '--dir', dir], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const line = once(createInterface({ input: child.stdout }), 'line');
    const died = once(child, 'close').then((): never => {
      throw new Error('the sandbox ended before it was ready');
    });
    const [ready] = (await Promise.race([line, died])) as [string];
    died.catch(() => undefined);
    return new SandboxProcess(child, (JSON.parse(ready) as { url: string }).url);
  }

  /** A code that a wallet shows from now on. */
  async freshCode(): Promise<string> {
    return ((await this.#control('POST', 'codes', {})) as { code: string }).code;
  }

  async setFault(order: FaultOrder): Promise<void> {
    await this.#control('POST', 'faults', order);
  }

  async clearFaults(): Promise<void> {
    await this.#control('DELETE', 'faults');
  }

  /** Every payment of the ledger. */
  async books(): Promise<readonly BookEntry[]> {
    return ((await this.#control('GET', 'books')) as { books: BookEntry[] }).books;
  }

  async stop(): Promise<void> {
    const closed = once(this.#child, 'close');
    this.#child.kill('SIGTERM');
    await closed;
  }

  async #control(method: string, call: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/sandbox/${call}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`sandbox: ${method} ${call}: HTTP ${response.status} ${text}`);
    return JSON.parse(text) as unknown;
  }
}
