import { Choices } from './choices.ts';
import { RULES, type Rule, type Violation } from './rules.ts';
import { playSchedule, playSeed, thrown, type Verdict } from './schedule.ts';

/** A seed whose schedule breaks a rule. */
export interface Found {
  readonly seed: number;
  readonly rule: Rule;
  readonly say: string;
}

/** What came of some seeds. */
export interface Searched {
  readonly played: number;
  readonly found: readonly Found[];
}

/** Which seeds to play, one after the other; `foundMax` ends the search early; rules in `without` are not looked at. */
export interface SearchOrder {
  readonly from: number;
  readonly count: number;
  readonly foundMax: number;
  readonly without?: readonly Rule[];
}

/** Reads names of rules, with commas between; what is no rule is left out. */
export function rulesNamed(text: string): Rule[] {
  const names = text.split(',');
  return RULES.filter((rule) => names.includes(rule));
}

/** A sentence without what differs from one schedule to the next: what kind of violation it is. */
export function shapeOf(say: string): string {
  return say
    .replaceAll(/…\d+\/\d+/g, 'a payment')
    .replaceAll(/([BC] )?sale \d+/g, 'a sale')
    .replaceAll(/\d+(\.\d+)?/g, '#');
}

/** Catches what the core throws where nobody waits for it, for the schedule that is being played. */
export function catchThrown(): void {
  process.on('unhandledRejection', (error) => thrown.push(error));
}

/** Plays seeds in this process. */
export async function searchSeeds({ from, count, foundMax, without = [] }: SearchOrder): Promise<Searched> {
  const ignored = new Set(without);
  const found: Found[] = [];
  let played = 0;
  while (played < count && found.length < foundMax) {
    const seed = from + played;
    const { violation } = await playSeed(seed, ignored);
    played += 1;
    if (violation !== null) found.push({ seed, ...violation });
  }
  return { played, found };
}

/** The same violation in as few choices as could be found, with its story. */
export interface Minimised {
  readonly before: Verdict;
  readonly after: Verdict;
  /** Schedules that were played to get there. */
  readonly tries: number;
}

const TRIES_MAX = 4000;

/**
 * Makes a failing schedule small: drops and quietens its choices, greedily, for as long as the same rule breaks in the same way.
 *
 * Why: choices beyond the end of a list are quiet, so a shorter list with smaller numbers is a shorter story.
 */
export async function minimise(seed: number, without: readonly Rule[] = []): Promise<Minimised | null> {
  const ignored = new Set(without);
  const before = await playSeed(seed, ignored);
  if (before.violation === null) return null;
  const kind = kindOf(before.violation);
  let best = trimmed(before.taken);
  let tries = 0;
  const attempt = async (candidate: readonly number[]): Promise<boolean> => {
    const list = trimmed(candidate);
    if (tries >= TRIES_MAX || !isSmaller(list, best)) return false;
    tries += 1;
    const verdict = await playSchedule(Choices.replayed(list), false, ignored);
    if (verdict.violation === null || kindOf(verdict.violation) !== kind) return false;
    const taken = trimmed(verdict.taken);
    best = isSmaller(taken, list) ? taken : list;
    return true;
  };
  let moved = true;
  while (moved && tries < TRIES_MAX) {
    moved = false;
    for (let width = 32; width >= 1; width >>= 1) {
      for (let at = Math.max(best.length - width, 0); at >= 0; at -= 1) {
        const quiet = best.map((value, index) => (index >= at && index < at + width ? 0 : value));
        const dropped = [...best.slice(0, at), ...best.slice(at + width)];
        if ((await attempt(best.slice(0, at))) || (await attempt(dropped)) || (await attempt(quiet)))
          moved = true;
      }
    }
    for (let at = 0; at < best.length; at += 1) {
      for (let value = 1; value < (best[at] ?? 0); value += 1) {
        if (await attempt(best.with(at, value))) moved = true;
      }
    }
  }
  return { before, after: await playSchedule(Choices.replayed(best), true, ignored), tries };
}

/** What kind of violation it is: the rule, and the shape of the sentence. */
export function kindOf({ rule, say }: Violation): string {
  return `${rule}: ${shapeOf(say)}`;
}

function trimmed(list: readonly number[]): readonly number[] {
  return list.slice(0, list.findLastIndex((value) => value !== 0) + 1);
}

/** Fewer loud choices first, then a shorter list, then smaller numbers. */
function isSmaller(a: readonly number[], b: readonly number[]): boolean {
  const [loudA, loudB] = [loudness(a), loudness(b)];
  if (loudA !== loudB) return loudA < loudB;
  if (a.length !== b.length) return a.length < b.length;
  return sumOf(a) < sumOf(b);
}

function loudness(list: readonly number[]): number {
  return list.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, value) => sum + value, 0);
}
