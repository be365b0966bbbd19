import { handled } from '../src/contract/handled.ts';
import { refuse, type Problem } from '../src/contract/problems.ts';
import { ROUTES } from '../src/contract/routes.ts';
import { invariant, type Result } from '../src/ground/result.ts';
import { CUSTOMER_SCREEN } from '../src/set-up/questions.ts';
import type {
  AskMessage,
  FromTerminal,
  ScreensMessage,
  ServedTerminal,
  ToTerminal,
  Windows,
} from './terminal-messages.ts';

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

/** The question of the set-up which screen is the customer's, between the kiosk that sees the screens and the till. */
export interface CustomerScreenQuestion {
  readonly known: (screens: ScreensMessage['screens']) => void;
  readonly asks: () => boolean;
}

/**
 * Lets the kiosk use the terminal: every command of the contract, and the whole view at once and at every change.
 *
 * `gone` is called when the kiosk is no more: the terminal then ends in good order, so that the next kiosk's terminal
 * gets the journal, and asks after whatever was under way.
 */
export function serveHost(
  terminal: ServedTerminal,
  windows: Windows,
  customer: CustomerScreenQuestion,
  gone: () => void,
): void {
  const line = hostLine();
  line.listen((message) => {
    switch (message.kind) {
      case 'power':
        return terminal.power(message.say, message.woke);
      case 'screens':
        return customer.known(message.screens);
      case 'screenPicked':
        return void answered(terminal, pickOf(message.screen));
      case 'ask': {
        const { id } = message;
        return void answered(terminal, message).then((result) => line.post({ kind: 'answer', id, result }));
      }
    }
  }, gone);
  void line.post({ kind: 'ready', windows });
  let asked = false;
  const push = (): void => {
    void line.post({ kind: 'view', view: terminal.view() });
    const asks = customer.asks();
    if (asks !== asked) void line.post({ kind: 'pickScreen', asks });
    asked = asks;
  };
  terminal.watch(push);
  push();
}

/** A touch of a screen, as the answer that a page would give. */
function pickOf(screen: string): Pick<AskMessage, 'name' | 'input'> {
  const body = { act: 'answer', question: CUSTOMER_SCREEN, answer: screen };
  return { name: 'runTillSetUp', input: { params: {}, query: {}, body } };
}

async function answered(
  { handlers }: ServedTerminal,
  { name, input: sent }: Pick<AskMessage, 'name' | 'input'>,
): Promise<Result<unknown, Problem>> {
  if (!Object.hasOwn(ROUTES, name)) return refuse({ slug: 'not-found', detail: 'There is no such command.' });
  const [{ COMMANDS }, { takenIn }] = await Promise.all([
    import('../src/contract/contract.ts'),
    import('../src/till/door.ts'),
  ]);
  if (COMMANDS[name].reply.type === 'rows')
    return refuse({ slug: 'not-found', detail: 'Rows are given out over HTTP only.' });
  const input = takenIn(name, sent);
  return input.ok ? handled(handlers, name, input.value) : input;
}
