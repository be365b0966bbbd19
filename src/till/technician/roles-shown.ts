import type { Config } from '../../config/config.ts';
import { COMMAND_NAMES, ROLES, ROUTES, type Role } from '../../contract/routes.ts';
import type { RoleView } from '../../contract/technician-commands.ts';
import { peopleAt, shopOf } from '../staff/posts.ts';
import { POST_OF } from '../staff/role-guard.ts';

/** Who has a role that nobody of the config has, where that is not anyone. */
const WITHOUT_PEOPLE: Partial<Record<Role, RoleView['who']>> = {
  approver: 'nobody',
  customer: 'customerScreen',
  program: 'program',
};

/**
 * Which commands each role has on the till's own screens, and who has the role here.
 *
 * Source: interface section 2, People. Without people of a kind nobody has to be one; only an approval needs a manager.
 */
export function rolesShown(config: Pick<Config, 'cashiers' | 'managers' | 'technicians'>): RoleView[] {
  const shop = shopOf(config);
  return ROLES.map((role) => {
    const post = POST_OF[role];
    return {
      role,
      who: post !== null && shop[post] ? 'people' : (WITHOUT_PEOPLE[role] ?? 'anyone'),
      people: post === null ? [] : peopleAt(config, post).map(({ name }) => name),
      commands: COMMAND_NAMES.map((name) => ROUTES[name])
        .filter((route) => route.role === role)
        .map(({ method, path }) => `${method} ${path}`),
    };
  });
}
