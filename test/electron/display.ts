import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findProgram } from '../../electron/browser.ts';

/** A screen that nobody sees, with a window manager, so that a kiosk's window has the size that it asks for. */
export class Display {
  readonly #children: readonly ChildProcess[];
  readonly name: string;

  private constructor(name: string, children: readonly ChildProcess[]) {
    this.name = name;
    this.#children = children;
  }

  /** Every local user may open windows on it: a kiosk in a root of its own is another one. */
  static async started(size = '1280x800'): Promise<Display> {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', '-ac'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const lines = createInterface({ input: server.stdio[3] as Readable });
    const [number] = (await once(lines, 'line')) as [string];
    const name = `:${number}`;
    const env = { ...process.env, DISPLAY: name };
    const manager = spawn('openbox', [], { env, stdio: 'ignore' });
    await once(manager, 'spawn');
    return new Display(name, [manager, server]);
  }

  async stop(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
  }
}

/** Why no kiosk can be shown on such a display here; null where it can. */
export function missingForDisplay(): string | null {
  const missing = ['Xvfb', 'openbox'].filter((program) => findProgram(program) === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
}
