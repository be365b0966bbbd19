import { cycleDayOf, type CycleDay } from './cycle.ts';
import type { TillEntry } from './entries.ts';
import { FINDING_KINDS, type Finding } from './findings.ts';
import { Ledger, type MatchSetting } from './ledger.ts';
import type { ReportRow } from './report.ts';
import type { ReportName } from './report-name.ts';
import type { Ms } from '../ground/time.ts';
import { checkSheets, isOfDay, type Sheet } from './sheets.ts';
import { totalsOf, type Total } from './totals.ts';
import { withoutOtherUnits } from './amount-unit.ts';

/** What comparing a day's reports with the till came to. */
export interface Reconciliation {
  readonly day: CycleDay;
  readonly dayOffsetMs: number;
  readonly participantId: string | null;
  /** `noReport`: nothing of that day is there, so nothing was compared. */
  readonly verdict: 'match' | 'mismatch' | 'unreadable' | 'noReport';
  readonly findings: readonly Finding[];
  /** Lines that are the same here and there. */
  readonly matched: number;
  /** Lines of other tills, shops or merchants of the participant. */
  readonly notOfThisTill: number;
  /** What could not be looked for, because a file of the day is missing or can't be read. */
  readonly unlooked: readonly TillEntry[];
  readonly totals: readonly Total[];
  readonly files: readonly { readonly file: string; readonly rows: number }[];
}

/**
 * Compares a day of the acquirer's reports with what the till says.
 *
 * Shape: lines and entries find each other by their ids over all that was given, so that a payment near midnight is
 * found in the next day's report; told of is what is of `day` on either side. Pure, and changes nothing.
 */
export function match(
  setting: MatchSetting,
  sheets: readonly Sheet[],
  entries: readonly TillEntry[],
): Reconciliation {
  const { day, dayOffsetMs, participantId } = setting;
  const dayOf = (atMs: Ms) => cycleDayOf(atMs, dayOffsetMs);
  const own = sheets.filter(({ name }) => !isOfOther(name, participantId));
  const ofDay = own.filter((sheet) => isOfDay(sheet, day));
  const rows = own.flatMap(({ content }) => content?.rows ?? []);
  const ledger = new Ledger(setting, entries, rows);
  rows.forEach((row) => ledger.take(row));
  const left = ledger.left();
  // What is left may stand in a neighbour's report, near midnight: a spoilt one is then a report that is needed.
  const needed = left.length === 0 ? ofDay : own;
  const unreadable = needed.filter(({ content }) => content === null);
  const found: Finding[] = [
    ...unreadable.map(({ file, faults }): Finding => ({ kind: 'unreadable', file, faults })),
    ...othersOf(sheets, setting),
    ...checkSheets(ofDay),
  ];
  const isPartial = found.some(({ kind }) => kind === 'unreadable' || kind === 'fileMissing');
  if (!isPartial) found.push(...left.map(missing));
  const compared = withoutOtherUnits(ledger.findings, ledger.compared);
  const findings = [...found, ...compared, ...ledger.unresolved()].sort(inOrder);
  const noReport = ofDay.length === 0;
  return {
    ...{ day, dayOffsetMs, participantId },
    verdict: noReport ? 'noReport' : verdictOf(findings),
    findings: noReport ? findings.filter(({ kind }) => kind === 'otherParticipant') : findings,
    matched: ledger.matched,
    notOfThisTill: ledger.notOfThisTill,
    unlooked: isPartial || noReport ? left : [],
    totals: totalsOf(
      entries.filter(({ says, atMs }) => says === 'done' && dayOf(atMs) === day),
      ledger.ours.filter(({ atMs }) => dayOf(atMs) === day),
    ),
    files: ofDay.map(({ file, content }) => ({ file, rows: content?.rows.length ?? 0 })),
  };
}

function othersOf(sheets: readonly Sheet[], { day, participantId }: MatchSetting): Finding[] {
  return sheets.flatMap(({ file, ...sheet }) =>
    isOfOther(sheet.name, participantId) && isOfDay(sheet, day)
      ? [{ kind: 'otherParticipant', file, participantId: sheet.name.account }]
      : [],
  );
}

/** Whether a file's name says that it is somebody else's. */
function isOfOther(
  name: ReportName | null,
  participantId: string | null,
): name is ReportName & { readonly account: string } {
  return name?.account != null && participantId !== null && name.account !== participantId;
}

function missing(entry: TillEntry): Finding {
  return { kind: entry.type === 'PAYMENT' ? 'missingInReport' : 'refundMissingInReport', entry };
}

function verdictOf(findings: readonly Finding[]): Reconciliation['verdict'] {
  if (findings.some(({ kind }) => kind === 'unreadable')) return 'unreadable';
  return findings.length === 0 ? 'match' : 'mismatch';
}

function inOrder(a: Finding, b: Finding): number {
  return FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) || timeOf(a) - timeOf(b);
}

function timeOf(finding: Finding): number {
  const told: TillEntry | ReportRow | null =
    'entry' in finding && finding.entry !== null ? finding.entry : 'row' in finding ? finding.row : null;
  return told?.atMs ?? 0;
}
