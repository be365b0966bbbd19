import type { CaseSource } from '../case.ts';

/** Sources of the going-live dossier by number, each with how sure it makes a case. */
export const read = (at: number): CaseSource => ({ at, sure: 'read' });
export const sibling = (at: number): CaseSource => ({ at, sure: 'sibling' });
export const claimed = (at: number): CaseSource => ({ at, sure: 'claimed' });
export const named = (at: number): CaseSource => ({ at, sure: 'named' });
export const OURS: CaseSource = { at: null, sure: 'ours' };
/** Read in the dossier of the acquirer itself; no list of cases was found. */
export const IN_ITS_DOSSIER: CaseSource = { at: null, sure: 'read' };
export const NOT_LISTED: CaseSource = { at: null, sure: 'named' };
