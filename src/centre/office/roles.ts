/** Who may do what in the office. `support` reads only; a store's manager sees and acts on one store. */
export const OFFICE_ROLES = ['owner', 'storeManager', 'support'] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];

/** Acts that change something. */
export type OfficeAct =
  | 'closeCase'
  | 'enrolTill'
  | 'revokeTill'
  | 'goOn'
  | 'addPerson'
  | 'removePerson'
  | 'pushConfig'
  | 'setLimit'
  | 'compareReports';

const OF_STORE_MANAGER: readonly OfficeAct[] = ['closeCase', 'enrolTill'];

/** Whether somebody of a role may do an act. */
export function mayAct(role: OfficeRole, act: OfficeAct): boolean {
  return role === 'owner' || (role === 'storeManager' && OF_STORE_MANAGER.includes(act));
}
