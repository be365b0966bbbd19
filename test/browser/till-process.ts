import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { terminalIn } from '../../drivers/system/terminal-program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The terminal as a process of its own, with a screen. */
export class TillProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly launch: string;

  private constructor(child: ChildProcess, folder: string, launch: string) {
    this.#child = child;
    this.#folder = folder;
    this.launch = launch;
  }

  /** A till in training, or one with other arguments. */
  static async started(args: readonly string[] = ['--training']): Promise<TillProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'paycode-till-screen-'));
    const terminal = terminalIn(join(ROOT, 'out/till'));
    const child = spawn(process.execPath, [...terminal, '--screen', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const ready = JSON.parse(line) as { readonly event: string; readonly launch: string };
      return new TillProcess(child, folder, ready.launch);
    }
    throw new Error('the terminal ended before it was ready');
  }

  /** The address of the till's page, without the secret. */
  get address(): string {
    const { origin, port } = new URL(this.launch);
    return `${origin}/${port}/`;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.kill('SIGTERM')) await once(this.#child, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
