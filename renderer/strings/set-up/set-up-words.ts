import type { Chapter } from '../../../src/contract/till-setup-names.ts';
import type { TillSetUpWords } from '../../../src/contract/till-setup-words.ts';

/** What a page says as a terminal does, and its own keys and hints: one that lacks a sentence does not compile. */
export interface SetUpWords extends Pick<
  TillSetUpWords,
  'questions' | 'businesses' | 'faults' | 'makeKey' | 'handOver' | 'noScanner' | 'findScanner' | 'end'
> {
  readonly chapters: Readonly<Record<Chapter, string>>;
  readonly title: string;
  readonly kept: string;
  readonly left: (questions: number) => string;
  readonly yes: string;
  readonly no: string;
  readonly back: string;
  readonly next: string;
  readonly without: string;
  readonly nobody: string;
  /** What is there already stays. */
  readonly keep: string;
  /** The settings stay as they are, and the sales come back. */
  readonly leave: string;
  readonly changeSay: string;
  readonly tryIt: string;
  readonly again: string;
  readonly look: string;
  readonly noFile: string;
  readonly digits: (typed: number) => string;
  readonly onceMore: string;
  readonly differs: string;
  readonly typesSay: string;
  readonly typesBox: string;
  readonly typesGood: string;
  readonly typesOther: string;
  readonly endSay: string;
  readonly start: string;
  readonly started: string;
  readonly startedSay: string;
}
