import { z } from 'zod';
import type { AcceptanceCase, CaseKind } from './case.ts';
import { PHASES } from './case.ts';

/** The file in the folder of a run in which a person writes cases. */
export const OWN_CASES_FILE = 'golive.cases.json';

const words = z.string().trim().min(1).max(2000);

/**
 * Cases that a person writes: the acquirer's own text of one that could only be named, or one that is not in the list.
 *
 * Source: going-live dossier, sections 0.1 and 4.2.
 */
export const OWN_CASES = z.array(
  z.strictObject({
    id: z.string().regex(/^[A-Z]{2,8}-\d{1,4}$/, 'must be letters, a dash and a number, such as AP-503'),
    title: words,
    steps: words,
    seen: words,
    phase: z.enum(PHASES).optional(),
  }),
);
export type OwnCases = z.infer<typeof OWN_CASES>;

/** The cases with what a person wrote: the acquirer's own words win over ours, and a new case is one more for people. */
export function withOwnCases(
  cases: readonly AcceptanceCase[],
  own: OwnCases,
  kind: CaseKind,
): readonly AcceptanceCase[] {
  const pasted = { at: null, sure: 'pasted' } as const;
  const told = cases.map((of) => {
    const said = own.findLast(({ id }) => id === of.id);
    if (said === undefined) return of;
    const { title, steps, seen, phase = of.phase } = said;
    return { ...of, title, steps, seen, phase, sources: [pasted, ...of.sources] };
  });
  const fresh = own
    .filter(({ id }, index) => own.findLastIndex((each) => each.id === id) === index)
    .filter(({ id }) => cases.every((of) => of.id !== id))
    .map(({ phase = 'pilot', ...said }): AcceptanceCase => ({
      ...{ ...said, phase, kinds: [kind], sources: [pasted] },
      ...{ ways: ['outside'], evidence: ['word', 'photo'] },
    }));
  return [...told, ...fresh];
}
