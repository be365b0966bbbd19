import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openOutput } from '../drivers/system/output.ts';
import type { Clock } from '../src/ground/ports.ts';
import type { FoundElectron } from './electron-binary.ts';
import { EXIT } from './exit.ts';

type Electron = Extract<FoundElectron, { kind: 'found' }>;

/** A kiosk that breaks down again so soon has a fault that starting it once more does not mend. */
const SOON_MS = 5000;
const TRIES = 3;

/**
 * The kiosk in Electron, started again if it breaks down; answers its exit code when it ended as it should.
 *
 * Why again: its main process holds windows only. A payment that was under way is in the journal, and the terminal of
 * the next kiosk asks what became of it.
 */
export async function keepKiosk(
  electron: Electron,
  args: readonly string[],
  appFolder: string,
  clock: Clock,
): Promise<number> {
  const now: { child: ChildProcess | null; stopped: boolean } = { child: null, stopped: false };
  const stop = (): void => {
    now.stopped = true;
    now.child?.kill('SIGTERM');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const complaints = openOutput(2, clock);
  let code = 0;
  for (let quick = 0; quick < TRIES;) {
    const startedAtMs = clock.nowMs();
    now.child = spawn(electron.path, [...sandboxSwitch(), appFolder, ...args], {
      stdio: 'inherit',
    });
    const [exit] = (await once(now.child, 'exit')) as [number | null];
    code = exit ?? EXIT.other;
    if (now.stopped || exit === 0) break;
    quick = clock.nowMs() - startedAtMs < SOON_MS ? quick + 1 : 0;
    complaints.write('The kiosk broke down. It is started again; no payment is lost by that.\n');
  }
  for (const signal of signals) process.off(signal, stop);
  return now.stopped ? 0 : code;
}

/** Chromium refuses its sandbox to root, and would not start. */
function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
