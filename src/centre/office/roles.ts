/** Who may do what in the office. `support` reads only; a store's manager sees and acts on one store. */
export const OFFICE_ROLES = ['owner', 'storeManager', 'support'] as const;
export type OfficeRole = (typeof OFFICE_ROLES)[number];

/** A role as people read it, and what it may do. */
export const ROLE_WORDS: Readonly<Record<OfficeRole, { readonly name: string; readonly may: string }>> = {
  owner: { name: 'Owner', may: 'sees and changes everything' },
  storeManager: { name: 'Store manager', may: 'one store alone' },
  support: { name: 'Support', may: 'reads only' },
};

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

/** An act as people read it. */
export const ACT_WORDS: Readonly<Record<OfficeAct, string>> = {
  closeCase: 'Close a case',
  enrolTill: 'Make a code for a till',
  revokeTill: 'Revoke a till',
  goOn: 'Go on without silent tills',
  addPerson: 'Add a person',
  removePerson: 'Remove a person',
  pushConfig: 'Push a config',
  setLimit: 'Set or remove a limit',
  compareReports: 'Compare reports',
};

const OF_STORE_MANAGER: readonly OfficeAct[] = ['closeCase', 'enrolTill'];

/** Whether somebody of a role may do an act. */
export function mayAct(role: OfficeRole, act: OfficeAct): boolean {
  return role === 'owner' || (role === 'storeManager' && OF_STORE_MANAGER.includes(act));
}
