import { spawn } from 'node:child_process';
import { ENVIRONMENT } from './environment.ts';
import type { Program } from './program.ts';
import type { FromTerminal, ToTerminal } from './terminal-messages.ts';

/** A terminal as a process of its own, seen from the kiosk. */
export interface TerminalChild {
  readonly pid: number | undefined;
  post(message: ToTerminal): void;
  /** Ends it in good order. */
  end(): void;
}

export interface ChildEvents {
  heard(message: FromTerminal): void;
  /** It is gone; `code` null where a signal ended it. */
  ended(code: number | null): void;
}

/**
 * Starts the terminal as a child, on the Node that the till carries.
 *
 * Why not Electron's own Node: each Electron has another one, and the till is tested on the one of the lockfile.
 */
export function startChild(
  { node, terminal }: Pick<Program, 'node' | 'terminal'>,
  args: readonly string[],
  events: ChildEvents,
): TerminalChild {
  const child = spawn(node, [...terminal, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: ENVIRONMENT.ofTerminal,
  });
  let over = false;
  const ended = (code: number | null): void => {
    if (!over) events.ended(code);
    over = true;
  };
  child.on('message', (message) => events.heard(message as FromTerminal));
  child.once('error', () => ended(null));
  child.once('exit', ended);
  return {
    pid: child.pid,
    // A message to a child that has just ended is lost like any other; its end is answered for all of them.
    post: (message) => child.send(message, () => undefined),
    end: () => {
      // Windows has no signal that asks for a good end; there the terminal ends when its kiosk hangs up.
      if (process.platform !== 'win32') child.kill('SIGTERM');
      else if (child.connected) child.disconnect();
    },
  };
}
