import type { Post } from '../contract/posts.ts';
import type { Role } from '../contract/routes.ts';
import type { Duty } from './duty.ts';

/** Where a call comes from: the till's own screen, or a program that holds the token of the local API. */
export type Caller = 'screen' | 'register';

/** Whether the till has people of a kind at all. */
export interface Shop {
  readonly cashiers: boolean;
  readonly managers: boolean;
  readonly technicians: boolean;
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
      return null;
    case 'cashier':
      return shop.cashiers && duty.personAt('till') === undefined ? 'till' : null;
    case 'manager':
      return caller === 'screen' && shop.managers && duty.personAt('desk') === undefined ? 'desk' : null;
    case 'technician':
      return caller === 'screen' && shop.technicians && duty.personAt('bench') === undefined ? 'bench' : null;
  }
}
