import { spawn } from 'node:child_process';
import { utilityProcess } from 'electron';
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

/** Starts the terminal as a utility process of Electron, or as a child of the Node that is named. */
export function startChild(
  entry: string,
  args: readonly string[],
  node: string | null,
  events: ChildEvents,
): TerminalChild {
  return node === null ? utility(entry, args, events) : childOf(node, entry, args, events);
}

function utility(entry: string, args: readonly string[], events: ChildEvents): TerminalChild {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'Paycode Till', stdio: 'inherit' });
  child.on('message', (message) => events.heard(message as FromTerminal));
  child.once('exit', (code) => events.ended(code));
  return {
    get pid() {
      return child.pid;
    },
    post: (message) => child.postMessage(message),
    end: () => void child.kill(),
  };
}

function childOf(node: string, entry: string, args: readonly string[], events: ChildEvents): TerminalChild {
  const child = spawn(node, [entry, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
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
    end: () => void child.kill('SIGTERM'),
  };
}
