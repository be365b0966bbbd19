import type { AcceptanceCase, CaseKind, CaseSource, EvidenceKind, Phase, Way } from '../case.ts';

/** A case of an acquirer whose page the customer opens: id, name, steps, what must be seen, and the rest. */
export type Row = readonly [
  id: string,
  title: string,
  steps: string,
  seen: string,
  sources: readonly CaseSource[],
  ways: readonly Way[],
  evidence: readonly EvidenceKind[],
  phase?: Phase,
];

export const casesOf = (kind: CaseKind, rows: readonly Row[]): readonly AcceptanceCase[] =>
  rows.map(([id, title, steps, seen, sources, ways, evidence, phase = 'sandbox']) => ({
    ...{ id, kinds: [kind], phase, title, steps, seen, sources, ways, evidence },
  }));
