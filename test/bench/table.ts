import { goalSaid, type Row } from './row.ts';

const NUMBERS = ['p50', 'p90', 'p99', 'max'] as const;
const HEADS = ['benchmark', 'unit', 'runs', ...NUMBERS, 'goal'];

/** The rows as lines of text for a person: a table, then the notes, numbered as the rows are. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row, at) => [
    `${at + 1} ${row.name}`,
    row.unit,
    String(row.runs),
    ...NUMBERS.map((number) => digitsOf(row[number])),
    goalSaid(row)?.said ?? '',
  ]);
  const all = [HEADS, ...cells];
  const widths = HEADS.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const lines = all.map((line) => line.map((cell, column) => aligned(cell, column, widths)).join('  '));
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const notes = rows.map((row, at) => `${at + 1}: ${row.note}`);
  const [head = '', ...body] = lines.map((line) => line.trimEnd());
  return [head, rule, ...body, '', ...notes].join('\n');
}

/** Words stand at the left, numbers at the right. */
function aligned(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column < 2 || column === HEADS.length - 1 ? cell.padEnd(width) : cell.padStart(width);
}

/** Three digits that mean something. */
function digitsOf(value: number | null): string {
  if (value === null) return '-';
  const decimals = value === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(value)));
  return value.toFixed(Math.min(decimals, 3));
}
