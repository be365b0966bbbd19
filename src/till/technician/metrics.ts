import type { HealthView, ReplyOf } from '../../contract/contract.ts';

/** What the till tells a monitor, in numbers. No order, no id, no amount: only how it is. */
export interface Measured {
  readonly version: string;
  readonly till: string;
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly health: HealthView;
  readonly gateways: readonly HealthView['gateway'][];
  readonly queue: ReplyOf<'readQueue'>;
  readonly journalRows: number;
  readonly daysClosed: number;
  /** By gateway; null where it is not known. */
  readonly clockOffsetsMs: Readonly<Record<string, number | null>>;
  readonly residentBytes: number;
  /** The longest time for which the loop was held since the last look. */
  readonly loopHeldMs: number;
}

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** The media type. Source: Prometheus, Exposition formats, text format 0.0.4. */
export const METRICS_TYPE = 'text/plain; version=0.0.4';

/** The numbers as Prometheus reads them: times in seconds, sizes in bytes. Source: as above. */
export function metricsText(measured: Measured): string {
  const { health, queue, nowMs } = measured;
  const parts: Sample[] = [
    ...measured.gateways.map((part) => okOf('gateway', part)),
    okOf('journal', health.journal),
    okOf('queue', health.queue),
    ...health.scanners.map((part) => okOf('scanner', part)),
    ...health.printers.map((part) => okOf('printer', part)),
  ];
  const kinds = ['capture', 'cancel', 'refund', 'inquiry', 'receipt'] as const;
  const oldestMs = Math.min(nowMs, ...queue.map(({ since }) => Date.parse(since)));
  const offsets = Object.entries(measured.clockOffsetsMs).flatMap(([gateway, offsetMs]): Sample[] =>
    offsetMs === null ? [] : [[{ gateway }, offsetMs / 1000]],
  );
  return [
    family('info', 'Version and id of the till.', [[{ version: measured.version, till: measured.till }, 1]]),
    family('training', 'Whether it moves no real money.', [[{}, health.training ? 1 : 0]]),
    family('uptime_seconds', 'Since the start.', [[{}, (nowMs - measured.startedAtMs) / 1000]]),
    family('part_ok', 'Whether a part of the till works.', parts),
    family(
      'queue_items',
      'What is owed and not confirmed yet.',
      kinds.map((kind) => [{ kind }, queue.filter((owed) => owed.kind === kind).length]),
    ),
    family('queue_oldest_seconds', 'Age of the oldest of them.', [[{}, (nowMs - oldestMs) / 1000]]),
    family('journal_rows', 'Rows of the journal.', [[{}, measured.journalRows]]),
    family('days_closed', 'Days that were closed.', [[{}, measured.daysClosed]]),
    family('clock_offset_seconds', "The acquirer's clock less the till's.", offsets),
    family('resident_bytes', 'Memory of the process.', [[{}, measured.residentBytes]]),
    family('loop_held_seconds', 'The longest the process was busy since the last look.', [
      [{}, measured.loopHeldMs / 1000],
    ]),
  ].join('');
}

function okOf(part: string, { status, name = '' }: HealthView['gateway']): Sample {
  return [{ part, name }, status === 'ok' ? 1 : 0];
}

function family(name: string, help: string, samples: readonly Sample[]): string {
  const full = `paycode_till_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labelText(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"]/g, (sign) => `\\${sign}`).replaceAll('\n', '\\n');
}
