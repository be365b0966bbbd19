import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A cable without hardware: two pseudo terminals joined by `socat`. The scanner holds one end, the till the other.
 *
 * Errors: throws, naming the package, where `socat` is not installed.
 */
export class PtyPair {
  readonly #folder: string;
  #socat: ChildProcess | undefined;
  #scannerEnd: FileHandle | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async plugged(): Promise<PtyPair> {
    const pair = new PtyPair(await mkdtemp(join(tmpdir(), 'till-pty-')));
    await pair.plug();
    return pair;
  }

  /** The path that the till opens. */
  get path(): string {
    return join(this.#folder, 'till');
  }

  async plug(): Promise<void> {
    const scannerPath = join(this.#folder, 'scanner');
    const end = (path: string) => `pty,raw,echo=0,link=${path}`;
    // At this level socat says when it begins to carry bytes: the links are there then.
    const socat = spawn('socat', ['-d', '-d', end(scannerPath), end(this.path)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#socat = socat;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      socat.once('error', (cause) =>
        reject(new Error('this test needs the program socat: install the package socat', { cause })),
      );
      socat.once('exit', () => reject(new Error(`socat ended: ${said}`)));
      socat.stderr.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('starting data transfer loop')) resolve();
      });
    });
    this.#scannerEnd = await open(scannerPath, 'r+');
  }

  /** Bytes over the cable; a string stands for its characters as bytes. */
  async sends(data: string): Promise<void> {
    await this.#scannerEnd?.write(Buffer.from(data, 'latin1'));
  }

  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = undefined;
    await this.#scannerEnd?.close();
    this.#scannerEnd = undefined;
    if (socat === undefined || socat.exitCode !== null) return;
    const exited = once(socat, 'exit');
    socat.kill();
    await exited;
  }

  async end(): Promise<void> {
    await this.unplug();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
