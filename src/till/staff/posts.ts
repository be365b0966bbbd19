import type { Config } from '../../config/config.ts';
import type { Person } from '../../config/people-schema.ts';
import { POSTS, type Post } from '../../contract/posts.ts';
import type { StaffView } from '../../contract/staff-commands.ts';
import type { Duty } from '../../staff/duty.ts';
import type { Shop } from '../../staff/roles.ts';
import type { PersonRole } from './pin-checks.ts';

/** Somebody who may sign in at a post, with what the person is. */
export interface Posted extends Person {
  readonly role: PersonRole;
}

type People = Pick<Config, 'cashiers' | 'managers' | 'technicians'>;

/** Where the shop has people. */
export function shopOf({ cashiers, managers, technicians }: People): Shop {
  return {
    till: cashiers !== undefined,
    desk: managers.length > 0,
    bench: technicians !== undefined,
  };
}

/** Who may sign in at a post; nobody where nobody has to. A manager sells too. */
export function peopleAt({ cashiers, managers, technicians }: People, post: Post): readonly Posted[] {
  const asManagers = managers.map((person): Posted => ({ ...person, role: 'manager' }));
  switch (post) {
    case 'till':
      return cashiers === undefined
        ? []
        : [...cashiers.map((person): Posted => ({ ...person, role: 'cashier' })), ...asManagers];
    case 'desk':
      return asManagers;
    case 'bench':
      return (technicians ?? []).map((person): Posted => ({ ...person, role: 'technician' }));
  }
}

/** Who may sign in and who is, as screens and registers see it: never a PIN. */
export function staffView(config: People, duty: Duty): StaffView {
  return Object.fromEntries(
    POSTS.flatMap((post) => {
      const people = peopleAt(config, post).map(({ id, name }) => ({ id, name }));
      const person = people.find(({ id }) => id === duty.personAt(post)) ?? null;
      return people.length === 0 ? [] : [[post, { people, person }]];
    }),
  );
}
