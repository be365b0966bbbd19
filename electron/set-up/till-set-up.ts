import type { TillSetUpView } from '../../src/contract/till-setup.ts';
import type { Chapter } from '../../src/contract/till-setup-names.ts';
import type { Answer } from '../../src/set-up/answers.ts';

/** The set-up of a till as a page or a terminal goes through it. What came of a step stands in the view. */
export interface TillSetUp {
  readonly view: TillSetUpView;
  begin(): Promise<void>;
  answer(id: string, said: Answer): Promise<void>;
  back(): void;
  /** Looks again what is on the machine. */
  look(): Promise<void>;
  try(): Promise<void>;
  finish(): Promise<void>;
  /** To a part of a config that is changed. */
  go(chapter: Chapter): void;
  /** Leaves a config that is changed as it was. */
  leave(): void;
}
