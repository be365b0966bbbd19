import { takenIn } from '../src/till/door.ts';
import { COMMANDS, handled } from '../src/contract/contract.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import { ROUTES } from '../src/contract/routes.ts';
import { invariant, type Result } from '../src/ground/result.ts';
import type { AskMessage, FromTerminal, ServedTerminal, ToTerminal, Windows } from './terminal-messages.ts';

/** The line to the process that shows the windows. */
interface HostLine {
  /** Settles when it is said. */
  post(message: FromTerminal): Promise<void>;
  listen(hear: (message: ToTerminal) => void, gone: () => void): void;
}

function hostLine(): HostLine {
  invariant(process.send !== undefined, 'a terminal with a kiosk was started by it');
  return {
    // A kiosk that went away in between is heard of by `disconnect`; what was to be said to it is not needed.
    post: (message) =>
      new Promise((said) => {
        if (process.connected) process.send?.(message, undefined, undefined, () => said());
        else said();
      }),
    listen: (hear, gone) => {
      process.on('message', (message) => hear(message as ToTerminal));
      process.on('disconnect', gone);
      // A kiosk that was gone before this line is heard of by nothing else.
      if (!process.connected) gone();
    },
  };
}

/** Says one thing to the kiosk; settles when it is said. */
export function tellHost(message: FromTerminal): Promise<void> {
  return hostLine().post(message);
}

/**
 * Lets the kiosk use the terminal: every command of the contract, and the whole view at once and at every change.
 *
 * `gone` is called when the kiosk is no more: the terminal then ends in good order, so that the next kiosk's terminal
 * gets the journal, and asks after whatever was under way.
 */
export function serveHost(terminal: ServedTerminal, windows: Windows, gone: () => void): void {
  const line = hostLine();
  line.listen((message) => {
    if (message.kind === 'power') {
      terminal.power(message.say, message.woke);
      return;
    }
    void answered(terminal, message).then((result) => line.post({ kind: 'answer', id: message.id, result }));
  }, gone);
  void line.post({ kind: 'ready', windows });
  const push = (): void => void line.post({ kind: 'view', view: terminal.view() });
  terminal.watch(push);
  push();
}

async function answered(
  { handlers }: ServedTerminal,
  { name, input: sent }: AskMessage,
): Promise<Result<unknown, Problem>> {
  if (!Object.hasOwn(ROUTES, name)) return refuse({ slug: 'not-found', detail: 'There is no such command.' });
  if (COMMANDS[name].reply.type === 'rows')
    return refuse({ slug: 'not-found', detail: 'Rows are given out over HTTP only.' });
  const input = takenIn(name, sent);
  return input.ok ? handled(handlers, name, input.value) : input;
}
