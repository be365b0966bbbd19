import { err } from '../ground/result.ts';
import type { WhyOf } from '../contract/problems.ts';

/** Why there is no such paper, for the page and as a sentence. */
export interface NoPaper {
  readonly why: WhyOf<'not-printable'>;
  readonly say: string;
}

/** A failed result that is the lack of a paper. */
export function noPaper(why: NoPaper['why'], say: string): { readonly ok: false; readonly error: NoPaper } {
  return err({ why, say });
}
