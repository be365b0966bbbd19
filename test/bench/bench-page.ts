import type { MachineFacts } from './machine-facts.ts';
import { goalSaid, type Row } from './row.ts';

const STYLE = `
:root { --ink: #17202a; --soft: #5b6773; --line: #d9dee3; --ground: #fbfaf7; --bar: #2f6f5e; --met: #2f6f5e; --missed: #a8361f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ecee; --soft: #9aa6b1; --line: #343c44; --ground: #14181c; --bar: #6fbfa6; --met: #6fbfa6; --missed: #ef8d77; } }
body { margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.5rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; } h2 { font-size: 1.125rem; margin: 2.5rem 0 .75rem; }
.machine, .note { color: var(--soft); } .note { max-width: 60ch; font-size: .875rem; margin: .25rem 0 0; }
article { border-top: 1px solid var(--line); padding: 1rem 0; display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: .5rem 2rem; }
h3 { font-size: 1rem; margin: 0; } .figure { font-variant-numeric: tabular-nums; } .figure b { font-size: 1.5rem; }
.met { color: var(--met); } .missed { color: var(--missed); }
svg { display: block; width: 100%; height: 2.5rem; } svg text { font: 11px system-ui, sans-serif; fill: var(--soft); }
@media (max-width: 45rem) { article { grid-template-columns: 1fr; } }
`;

const WIDTH = 352;
const PERCENTILES = ['p50', 'p90', 'p99', 'max'] as const;

/** The rows as one page without scripts: ratios first, since they mean the same on every machine. */
export function benchPage(machine: MachineFacts, busy: boolean, rows: readonly Row[]): string {
  const ratios = rows.filter(({ unit }) => unit === '×');
  const others = rows.filter(({ unit }) => unit !== '×');
  const { node, system, cpu, cores, memoryGiB, load } = machine;
  const facts = `Node ${node} · ${system} · ${cpu} · ${cores} cores · ${memoryGiB} GiB · load ${load}`;
  const doubt = busy ? ' Other programs were at work: the long ends are as much theirs as the till’s.' : '';
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Paycode Till: benchmarks</title><style>${STYLE}</style>
<h1>Benchmarks</h1><p class="machine">${escaped(facts)}.${doubt}</p>
${section('Ratios', ratios)}${section('Times and sizes', others)}</html>
`;
}

function section(title: string, rows: readonly Row[]): string {
  return rows.length === 0 ? '' : `<h2>${title}</h2>\n${rows.map(articleOf).join('\n')}\n`;
}

function articleOf(row: Row): string {
  const { name, unit, runs, p50, note } = row;
  const figure =
    p50 === null ? 'not measured' : `<b>${p50}</b> ${unit} <span class="machine">p50 of ${runs}</span>`;
  const goal = goalSaid(row);
  const bound = goal === null ? '' : ` · <span class="${goal.verdict}">${goal.said}</span>`;
  return `<article><div><h3>${escaped(name)}</h3><p class="figure">${figure}${bound}</p></div>${plotOf(row)}<p class="note">${escaped(note)}</p></article>`;
}

/** A line from p50 to the longest, from zero on, with the goal as a stroke through it. */
function plotOf(row: Row): string {
  const { p50, max } = row;
  const goal = goalSaid(row);
  if (p50 === null || max === null) return '<div></div>';
  const longest = Math.max(max, goal?.bound ?? 0) * 1.05;
  const xOf = (value: number) => ((value / longest) * WIDTH).toFixed(1);
  const marks = PERCENTILES.flatMap((percentile) => {
    const value = row[percentile];
    if (value === null) return [];
    const title = `<title>${percentile} ${value} ${row.unit}</title>`;
    return `<circle cx="${xOf(value)}" cy="14" r="${percentile === 'p50' ? 6 : 4}" fill="var(--bar)">${title}</circle>`;
  });
  const bound =
    goal === null
      ? ''
      : `<line x1="${xOf(goal.bound)}" x2="${xOf(goal.bound)}" y1="2" y2="26" stroke="var(--missed)" stroke-dasharray="3 3"/>`;
  const words = PERCENTILES.map((percentile) => `${percentile} ${row[percentile] ?? '-'}`).join(' · ');
  return `<svg viewBox="0 0 ${WIDTH} 40" role="img" aria-label="${words} ${row.unit}"><line x1="0" x2="${WIDTH}" y1="14" y2="14" stroke="var(--line)"/><line x1="${xOf(p50)}" x2="${xOf(max)}" y1="14" y2="14" stroke="var(--bar)" stroke-width="2"/>${bound}${marks.join('')}<text x="0" y="38">${words}</text></svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
