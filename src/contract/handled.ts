import type { AnswerOf, Handlers, InputOf } from './contract.ts';
import type { CommandName } from './routes.ts';

/** Calls the handler of a command by name. Why a function: its types pair the input with the handler. */
export function handled<N extends CommandName>(
  handlers: Handlers,
  name: N,
  input: InputOf<N>,
): Promise<AnswerOf<N>> {
  return handlers[name](input);
}
