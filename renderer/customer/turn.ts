import { useEffect, useState } from 'preact/hooks';
import { after } from '../page/clock.ts';
import type { Catalogue } from '../strings/words.ts';

/** How long one language stands before the next one takes its turn. */
const TURN_MS = 3000;

/** The languages of the shop in turn; null while there is none. */
export function useTurn(catalogues: readonly Catalogue[]): Catalogue | null {
  const [turn, setTurn] = useState(0);
  const count = catalogues.length;
  useEffect(() => (count > 1 ? after(TURN_MS, () => setTurn(turn + 1)) : undefined), [count, turn]);
  return catalogues[turn % Math.max(1, count)] ?? null;
}
