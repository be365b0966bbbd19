import { cycleDayOf, dayAfter, type CycleDay } from './cycle.ts';
import type { ReportReading } from '../acquirers/report-form.ts';
import type { Finding } from './findings.ts';
import { groupOf, nameWithSeq, parseReportName, type ReportName } from './report-name.ts';
import type { ReportFault } from './report-fault.ts';
import { parseReport, type ReportContent, type ReportRow } from './report.ts';

/** A report as it was fetched. `generatedOn`: the day that its folder is named after, if it is; most are named so. */
export interface ReportFile {
  readonly file: string;
  readonly generatedOn: CycleDay | null;
  readonly bytes: Uint8Array;
  /** Why there are no bytes of it: what it was packed in cannot be opened, or it is of another kind. */
  readonly spoilt?: string | undefined;
}

/** A report as far as it could be read. `day` is its cycle; null where nothing tells. */
export interface Sheet {
  readonly file: string;
  readonly name: ReportName | null;
  readonly day: CycleDay | null;
  readonly content: ReportContent | null;
  readonly faults: readonly ReportFault[];
}

/**
 * Reads one report.
 *
 * Its cycle is the day of its lines; without lines, that of its name, or the day before its folder's, which is named after
 * the day of generation (T+1). Source: dossier section 8.
 */
export function readSheet({ file, generatedOn, bytes, spoilt }: ReportFile, reading: ReportReading): Sheet {
  const { names, dayOffsetMs } = reading.form;
  const name = parseReportName(file, names);
  const before = name?.day ?? (generatedOn === null ? null : dayAfter(generatedOn, -1));
  if (spoilt !== undefined) {
    return { file, name, day: before, content: null, faults: [{ line: 1, say: spoilt }] };
  }
  if (name === null) {
    const say = `the name is not ${names.say}; fetch the file again under its own name`;
    return { file, name, day: before, content: null, faults: [{ line: 1, say }] };
  }
  const content = parseReport(file, bytes, reading);
  if (!content.ok) return { file, name, day: before, content: null, faults: content.error };
  const first = content.value.rows[0];
  return {
    file,
    name,
    day: first === undefined ? before : cycleDayOf(first.atMs, dayOffsetMs),
    content: content.value,
    faults: [],
  };
}

/** Whether a report is of a cycle, or may be. */
export function isOfDay(sheet: Pick<Sheet, 'day'>, day: CycleDay): boolean {
  return sheet.day === day || sheet.day === null;
}

/**
 * What the reports of one cycle say against themselves: gaps in their numbers, summaries that don't fit.
 *
 * A summary may count its own file or all files of its cycle: the dossier leaves that open, so either fits.
 */
export function checkSheets(sheets: readonly Sheet[]): Finding[] {
  const groups = new Map<string, Sheet[]>();
  for (const sheet of sheets) {
    if (sheet.name === null) continue;
    const group = groupOf(sheet.name);
    groups.set(group, [...(groups.get(group) ?? []), sheet]);
  }
  return [...groups.values()].flatMap((group) => [...gapsOf(group), ...misfitsOf(group)]);
}

function gapsOf(group: readonly Sheet[]): Finding[] {
  const names = group.flatMap(({ name }) => name ?? []);
  const seqs = new Set(names.map(({ seq }) => seq));
  const [name] = names;
  if (name === undefined) return [];
  return Array.from({ length: Math.max(...seqs) }, (_, seq) => seq)
    .filter((seq) => !seqs.has(seq))
    .map((seq) => ({ kind: 'fileMissing', file: nameWithSeq(name, seq) }));
}

function misfitsOf(group: readonly Sheet[]): Finding[] {
  const read = group.flatMap(({ file, content }) => (content === null ? [] : [{ file, ...content }]));
  const all = read.flatMap(({ rows }) => rows);
  const netOfAll = netOf(all);
  const countOf = (of: readonly Pick<ReportContent, 'rows' | 'passedOver'>[]) =>
    of.reduce((sum, { rows, passedOver }) => sum + rows.length + passedOver, 0);
  return read.flatMap(({ file, totalCount, netMinor, passedOver, rows }) => {
    const findings: Finding[] = [];
    const lines = rows.length + passedOver;
    if (totalCount !== null && totalCount !== lines && totalCount !== countOf(read)) {
      findings.push({ kind: 'summaryCountDiffers', file, told: BigInt(totalCount), counted: BigInt(lines) });
    }
    const counted = netOf(rows);
    if (netMinor !== null && counted !== null && netMinor !== counted && netMinor !== netOfAll) {
      findings.push({ kind: 'summaryAmountDiffers', file, told: netMinor, counted });
    }
    return findings;
  });
}

/**
 * What lines come to: payments less refunds, in the settlement currency, or in their own where all have the same.
 * Null where that can't be told: several currencies, or a type whose sign is not known.
 */
function netOf(rows: readonly ReportRow[]): bigint | null {
  const settled = rows.every(({ settlementMinor }) => settlementMinor !== undefined);
  const currencies = new Set(rows.map(({ amount }) => amount.currency));
  if (!settled && currencies.size > 1) return null;
  let net = 0n;
  for (const { type, amount, settlementMinor } of rows) {
    if (type !== 'PAYMENT' && type !== 'REFUND') return null;
    const minor = settlementMinor ?? BigInt(amount.valueMinor);
    const size = minor < 0n ? -minor : minor;
    net += type === 'PAYMENT' ? size : -size;
  }
  return net;
}
