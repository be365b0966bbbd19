import type { ChainSide } from './chain-centre.ts';
import { playChain } from './chain-world.ts';
import { Choices } from './choices.ts';

/** What a search over a chain came to. */
export interface ChainSearched {
  readonly played: number;
  /** The first schedule that broke a rule; null where none did. */
  readonly broken: { readonly seed: number; readonly say: string } | null;
}

let stray: string | null = null;
process.on('unhandledRejection', (error) => (stray = textOf(error)));

/** Plays schedules until one breaks a rule; in a process of its own, where a promise that nobody awaits breaks one too. */
export async function searchChain(
  seeds: { readonly from: number; readonly count: number },
  sideOf: (seed: number) => ChainSide,
): Promise<ChainSearched> {
  for (let played = 0; played < seeds.count; played += 1) {
    const seed = seeds.from + played;
    const said = await playChain(Choices.ofSeed(seed), sideOf(seed)).catch(textOf);
    const say = said ?? stray;
    stray = null;
    if (say !== null) return { played, broken: { seed, say } };
  }
  return { played: seeds.count, broken: null };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
