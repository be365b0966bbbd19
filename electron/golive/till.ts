import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { viewEvents } from '../../drivers/golive/view-events.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { launchIn } from '../start-till.ts';
import { ENVIRONMENT } from '../environment.ts';
import type { Program } from '../program.ts';

/** How the till's process is started. */
export type TillProgram = Pick<Program, 'node' | 'terminal'>;

/** An answer of the till's API. */
export interface TillAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

/** The very till that is shipped, as a process of its own, driven over its API and followed view by view. */
export class RehearsedTill {
  readonly #program: TillProgram;
  /** The file of its config. */
  readonly config: string;
  readonly #seen: (sale: SaleView) => void;
  readonly #waiters = new Set<() => void>();
  /** The end of what it said on standard error. */
  readonly said: string[] = [];
  #child: ChildProcess | null = null;
  #api = '';
  #token = '';
  #stop = new AbortController();
  launch: string | null = null;

  /** `seen` is told of every sale as it stands in every view. */
  constructor(program: TillProgram, config: string, seen: (sale: SaleView) => void) {
    this.#program = program;
    this.config = config;
    this.#seen = seen;
  }

  /** Starts it and waits until it takes sales; rejects with what it said where it ends instead. */
  async start(): Promise<void> {
    const { node, terminal } = this.#program;
    const child = spawn(node, [...terminal, '--screen', '--tethered', '--config', this.config], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: ENVIRONMENT.ofTerminal,
    });
    this.#child = child;
    this.#stop = new AbortController();
    createInterface({ input: child.stderr }).on('line', (line) => {
      this.said.push(line);
      if (this.said.length > 200) this.said.shift();
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      this.launch = launchIn(line)?.launch ?? this.launch;
    });
    const ended = once(child, 'exit').then((): never => {
      throw new Error(`the till ended before it was ready: ${this.said.slice(-5).join(' ')}`);
    });
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => undefined);
    const ready = JSON.parse(line) as { api: string; tokenFile: string };
    this.#api = ready.api;
    this.#token = readFileSync(ready.tokenFile, 'utf8').trim();
    void this.#follow();
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#stop.abort();
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async call(method: 'GET' | 'POST', path: string, body?: object): Promise<TillAnswer> {
    const response = await fetch(this.#api + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      bytes,
      json: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null,
    };
  }

  /** Settles as soon as something holds, looked at after every view; rejects after `patienceMs`. */
  async until(holds: () => boolean, patienceMs: number, what: string | (() => string)): Promise<void> {
    const impatient = AbortSignal.timeout(patienceMs);
    while (!holds()) {
      if (impatient.aborted)
        throw new Error(
          `waited ${Math.round(patienceMs / 1000)} s in vain for ${typeof what === 'string' ? what : what()}`,
        );
      await this.#nextLook(impatient);
    }
  }

  /** As `until`, for what has to be asked for: it is asked anew after every view. */
  async untilAsked(holds: () => Promise<boolean>, patienceMs: number, what: () => string): Promise<void> {
    const impatient = AbortSignal.timeout(patienceMs);
    for (;;) {
      // Taken before it is asked: what changes meanwhile is seen in the next round.
      const changed = this.#nextLook(impatient);
      if (await holds()) return;
      if (impatient.aborted)
        throw new Error(`waited ${Math.round(patienceMs / 1000)} s in vain for ${what()}`);
      await changed;
    }
  }

  #nextLook(impatient: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.add(resolve);
      impatient.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Has everything that waits look again. */
  look(): void {
    for (const waiter of this.#waiters) waiter();
    this.#waiters.clear();
  }

  async #follow(): Promise<void> {
    for await (const view of viewEvents(`${this.#api}/v1/events`, this.#token, this.#stop.signal)) {
      for (const sale of [...view.recent, ...(view.sale === null ? [] : [view.sale])]) this.#seen(sale);
      this.look();
    }
  }
}
