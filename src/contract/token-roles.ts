import { ROUTES, type CommandName, type Role } from './routes.ts';

/** Programs that the shop gives less than the whole token: its cash register, its office, its technician's tool. */
export const TOKEN_ROLES = ['register', 'manager', 'technician'] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

/** Who holds a token: `all` is the token of `api.tokenFile`. */
export type TokenHolder = TokenRole | 'all';

/** The commands of each token, by who must stand at the till for them. What an approver does brings a PIN of its own. */
const MAY: Readonly<Record<TokenRole, readonly Role[]>> = {
  register: ['anyone', 'cashier', 'approver', 'program'],
  manager: ['anyone', 'approver', 'manager'],
  technician: ['technician'],
};

/** Whether a program with this token may ask for a command. Whoever may do anything at all may look at what anyone sees. */
export function mayAsk(holder: TokenHolder, name: CommandName): boolean {
  const { role, method } = ROUTES[name];
  if (holder === 'all' || MAY[holder].includes(role)) return true;
  return role === 'anyone' && method === 'GET';
}
