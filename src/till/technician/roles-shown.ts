import type { Config } from '../../config/config.ts';
import { COMMAND_NAMES, ROLES, ROUTES } from '../../contract/routes.ts';
import type { RoleView } from '../../contract/technician-commands.ts';
import { peopleAt, shopOf } from '../staff/posts.ts';
import { POST_OF } from '../staff/role-guard.ts';

/**
 * Which commands each role has on the till's own screen, and who has the role here.
 *
 * Source: interface section 2, People. Without people of a kind nobody has to be one; only an approval needs a manager.
 */
export function rolesShown(config: Pick<Config, 'cashiers' | 'managers' | 'technicians'>): RoleView[] {
  const shop = shopOf(config);
  return ROLES.map((role) => {
    const post = POST_OF[role];
    const isHeld = post !== null && shop[post];
    return {
      role,
      who: isHeld ? 'people' : role === 'approver' ? 'nobody' : 'anyone',
      people: post === null ? [] : peopleAt(config, post).map(({ name }) => name),
      commands: COMMAND_NAMES.map((name) => ROUTES[name])
        .filter((route) => route.role === role)
        .map(({ method, path }) => `${method} ${path}`),
    };
  });
}
