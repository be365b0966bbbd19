import { bug, type PlantedBug } from './planted-bug.ts';

const REMEMBER = 'this.approvals.remember(remembered(journal.approvals(), nowMs), nowMs);';

/** Bugs about who is signed in to sell. */
export const PLANTED_STAFF: readonly PlantedBug[] = [
  bug(
    'a person who is locked out signs in',
    'till/staff/staff-desk.ts',
    'const locked = person === undefined ? null : this.#lockedOut(person);',
    'const locked: LockedOut | null = null;',
  ),
  bug(
    'who was signed in is so after a restart',
    'till/terminal.ts',
    REMEMBER,
    `${REMEMBER}
    for (const record of journal.approvals()) if (record.kind === 'signedIn') this.duty.take(record);`,
  ),
  bug(
    'a sign-out is answered and not done',
    'staff/duty.ts',
    "if (record.kind === 'signedOut') this.#at.delete(record.post);",
    '',
  ),
];
