import type { AcceptanceCase, Move, ShownCode } from './case.ts';
import type { Build } from './run-lines.ts';

export type Against = Build['against'];

/** How a code that is asked for is to behave; at a real gateway the wallet's owner sees to it. */
export type CodeNeed = 'pays' | 'waits' | 'breaksOff' | 'empty';

/** What a person with a wallet can do in place of a fault of the own sandbox. */
export const NEEDS: Readonly<Record<string, CodeNeed>> = {
  'in-process-never': 'waits',
  'in-process-failed': 'breaksOff',
  'refuse-user-balance-not-enough': 'empty',
};

/** Moves that only the own sandbox can answer. */
const OWN_MOVES: ReadonlySet<Move['move']> = new Set([
  ...(['notify', 'fault', 'register', 'wallet', 'ask-store', 'dispute', 'answer', 'until-matter'] as const),
  ...(['many', 'until-acknowledged', 'report'] as const),
]);

/** Moves that no live account may see: the kit bends, repeats or ends something there. */
const NEVER_LIVE: ReadonlySet<Move['move']> = new Set([
  'bend',
  'straighten',
  'again',
  'kill',
  'start',
  'decide',
]);

/** Moves for which somebody with a phone is needed, at a real gateway. */
const BY_PERSON: ReadonlySet<Move['move']> = new Set(['scan', 'customer', 'decide']);

/**
 * Why a case is not played there, in words; null where it is.
 *
 * A live account sees only what its acquirer wants there, in small amounts: no load, no fault, nothing bent.
 * Source: going-live dossier, sections 0.2 and 4.1.
 */
export function whyNotThere({ script, phase, ways }: AcceptanceCase, against: Against): string | null {
  if (script === undefined) return null;
  const isAtLaunch = phase === 'launch' || phase === 'pilot';
  if (against !== 'production') {
    if (isAtLaunch) return 'It is looked at on the live account: --against production.';
    if (against === 'own') return null;
    const isOwn =
      script.ownOnly === true ||
      script.moves.some((move) => OWN_MOVES.has(move.move) || (move.move === 'scan' && !isNeeded(move.code)));
    if (ways.includes('nextDay'))
      return "It waits for the acquirer's report or answer: a person says how it stands.";
    return isOwn ? 'Only the own sandbox plays this: --against own.' : null;
  }
  if (!isAtLaunch && !ways.includes('live')) return 'The acquirer does not ask for it on a live account.';
  const isTooMuch =
    script.ownOnly === true ||
    script.moves.some(
      (move) =>
        OWN_MOVES.has(move.move) ||
        NEVER_LIVE.has(move.move) ||
        (move.move === 'scan' && move.code !== 'fresh') ||
        ('minor' in move && typeof move.minor === 'number'),
    );
  return isTooMuch ? 'On a live account a person does it: it needs more than small, plain payments.' : null;
}

/** How many payments a case begins. */
export function paymentsOf({ script }: AcceptanceCase): number {
  return (script?.moves ?? []).filter(({ move }) => move === 'scan' || move === 'tender').length;
}

/** Whether somebody with a phone is needed for it, at a real gateway. */
export function needsPerson({ script }: AcceptanceCase): boolean {
  return (script?.moves ?? []).some(
    (move) =>
      BY_PERSON.has(move.move) &&
      !(move.move === 'scan' && typeof move.code === 'object' && 'text' in move.code),
  );
}

function isNeeded(code: ShownCode): boolean {
  return typeof code === 'string' || 'text' in code || code.fault in NEEDS;
}
