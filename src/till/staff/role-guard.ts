import type { Config } from '../../config/config.ts';
import type { Handlers, InputOf } from '../../contract/contract.ts';
import { handled } from '../../contract/handled.ts';
import type { Post } from '../../contract/posts.ts';
import { refuse } from '../../contract/problems.ts';
import { COMMAND_NAMES, ROUTES, type CommandName, type Role } from '../../contract/routes.ts';
import { isClosedTo, postMissing, type Caller } from '../../staff/roles.ts';
import type { Terminal } from '../terminal.ts';
import { shopOf } from './posts.ts';

export interface GuardParts {
  readonly config: Config;
  readonly terminal: Terminal;
  /** Somebody does something at a post. */
  readonly touch: (post: Post) => void;
}

/** Where the person stands who asks for a command of a role. */
export const POST_OF: Readonly<Record<Role, Post | null>> = {
  anyone: null,
  approver: 'desk',
  customer: null,
  program: null,
  cashier: 'till',
  manager: 'desk',
  technician: 'bench',
};

/** The same handlers for one kind of caller: each asks first whether somebody is signed in who may. */
export function guardedHandlers(handlers: Handlers, caller: Caller, parts: GuardParts): Handlers {
  const { config, terminal, touch } = parts;
  const shop = shopOf(config);
  const guarded = <N extends CommandName>(name: N) => [
    name,
    async (input: InputOf<N>) => {
      const { role, method } = ROUTES[name];
      if (isClosedTo(role, caller)) return CLOSED;
      const post = postMissing(role, caller, shop, terminal.duty);
      if (post !== null) return refuse({ slug: 'sign-in-required', detail: REQUIRED[post], post });
      const own = POST_OF[role];
      // A page that asks by itself, or another program, is nobody who stands there.
      if (own !== null && method !== 'GET' && (caller === 'screen' || own === 'till')) touch(own);
      return handled(handlers, name, input);
    },
  ];
  // One for each command, made from its own: the compiler does not follow names through `fromEntries`.
  return Object.fromEntries(COMMAND_NAMES.map(guarded)) as Handlers;
}

const CLOSED = refuse({
  slug: 'foreign-origin',
  detail: 'The link of a payment is for the eyes of the customer: the screen of the cashier does not get it.',
});

const REQUIRED: Readonly<Record<Post, string>> = {
  till: 'Sign in at the till first: POST /v1/staff/sign-in.',
  desk: "A manager signs in at the manager's desk first.",
  bench: "A technician signs in at the technician's page first.",
};
