import type { Script } from '../case.ts';

/** The config of a live account is looked at; nothing is sent. Only a run in production has one. */
export const LIVE_ACCOUNT: Script = { moves: [], expect: [{ see: 'live-config' }] };
