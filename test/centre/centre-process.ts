import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../architecture/source.ts';
import { workedMsOf } from '../fakes/private-postgres.ts';

/** A centre as a shop runs it: a process of its own, from a `centre.json`. */
export class CentreProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'centre-'));
  readonly #process: { current: ChildProcess | null } = { current: null };
  port = 0;

  constructor(databaseUrl: string) {
    writeFileSync(join(this.folder, 'database'), databaseUrl, { mode: 0o600 });
  }

  /** Starts it, and waits for its one line. It listens where it listened before. */
  async start(): Promise<void> {
    const config = {
      listen: { host: '127.0.0.1', port: this.port },
      database: { url: { file: 'database' }, connectionsMax: 10 },
      public: { url: 'http://127.0.0.1' },
      signIn: { code: false },
    };
    const file = join(this.folder, 'centre.json');
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    const child = spawn(process.execPath, [join(ROOT, 'electron/centre/run.ts'), '--config', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#process.current = child;
    const ended = new Promise<never>((_, reject) =>
      child.once('exit', (code) => reject(new Error(`the centre ended with ${code}`))),
    );
    const line = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
    const ready = JSON.parse(await Promise.race([line, ended])) as { event: string; url: string };
    ended.catch(() => undefined);
    this.port = Number(new URL(ready.url).port);
  }

  get memoryKb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readStatus(this.#process.current?.pid))?.[1] ?? 0);
  }

  get workedMs(): number {
    const pid = this.#process.current?.pid;
    return pid === undefined ? 0 : workedMsOf(pid);
  }

  /** Ends it at once, as a machine that loses its power would. */
  async kill(): Promise<void> {
    const child = this.#process.current;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function readStatus(pid: number | undefined): string {
  return pid === undefined ? '' : readFileSync(`/proc/${pid}/status`, 'utf8');
}

/** A line between tills and a centre; `bend` may end the centre just before an answer of it comes through. */
export class BentLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Called with the first bytes of each answer; true: the answer is lost, and the line with it. */
  bend: () => boolean = () => false;

  private constructor(port: () => number) {
    this.#server = createServer((till) => {
      const centre = connect(port(), '127.0.0.1');
      for (const socket of [till, centre]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          till.destroy();
          centre.destroy();
        });
      }
      till.pipe(centre);
      centre.on('data', (bytes) => {
        if (this.bend()) till.destroy();
        else till.write(bytes);
      });
    });
  }

  static async to(port: () => number): Promise<BentLine> {
    const line = new BentLine(port);
    await new Promise<void>((resolve) => void line.#server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
