import type { Post } from '../contract/posts.ts';
import type { Role } from '../contract/routes.ts';
import type { Duty } from './duty.ts';

/** Where a call comes from: the till's own screen, or a program that holds the token of the local API. */
export type Caller = 'screen' | 'register';

/** The posts at which somebody has to sign in: the till has people for them. */
export type Shop = Readonly<Record<Post, boolean>>;

/** Whether somebody has to be at a post, and nobody is. */
export function isMissing(post: Post, shop: Shop, duty: Duty): boolean {
  return shop[post] && duty.personAt(post) === undefined;
}

/** Whether a command of this role is none for this kind of caller, whoever stands there. */
export function isClosedTo(role: Role, caller: Caller): boolean {
  return (role === 'program' && caller === 'screen') || (role === 'customer' && caller === 'register');
}

/**
 * Where somebody must sign in before a command of this role is done; null where it may be done now.
 *
 * Source: interface section 2, People. Without people of a kind, nobody has to be one.
 */
export function postMissing(role: Role, caller: Caller, shop: Shop, duty: Duty): Post | null {
  switch (role) {
    case 'anyone':
    case 'approver':
    case 'customer':
    case 'program':
      return null;
    case 'cashier':
      return isMissing('till', shop, duty) ? 'till' : null;
    case 'manager':
      return caller === 'screen' && isMissing('desk', shop, duty) ? 'desk' : null;
    case 'technician':
      return caller === 'screen' && isMissing('bench', shop, duty) ? 'bench' : null;
  }
}
