import type { PartHealth } from '../ground/ports.ts';
import { assertNever } from '../ground/result.ts';
import type { OutboxState, OutboxWhy } from './outbox.ts';

/** How a till's way to the centre is, for health: sales go on in every case. */
export function outboxHealth(state: OutboxState): PartHealth | null {
  switch (state.kind) {
    case 'idle':
    case 'sending':
      return { status: 'ok' };
    case 'waiting':
      return state.why === 'busy'
        ? { status: 'ok', why: WORDS.busy }
        : {
            status: 'down',
            ...(state.why === 'silent' ? { reason: 'noConnection' as const } : {}),
            why: WORDS[state.why],
          };
    case 'asking':
    case 'enrolling':
    case 'beginning':
      // On the way to an answer: how it was before still holds.
      return null;
    default:
      return assertNever(state);
  }
}

const WORDS: Readonly<Record<OutboxWhy, string>> = {
  silent: 'The centre does not answer. Sales go on; what happened is told later.',
  busy: 'The centre has too much to do and asks to wait.',
  refused: 'The centre refuses what this till says. Call the technician.',
  noCode:
    'The centre does not know this till, and there is no code to enrol by. Have one made in the office.',
  codeRefused: 'The centre refused the code of the enrolment. Have a new one made in the office.',
  fenced:
    'The centre knows two machines by the key of this till. Have the office enrol the right one anew; no order of another till is taken meanwhile.',
  revoked: 'The office has revoked this till. Have it enrolled anew if that is wrong.',
  chainBroken:
    'The rows of this till do not follow from each other. Run npm run verify, and call the technician.',
};
