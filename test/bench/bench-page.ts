import type { MachineFacts } from './machine-facts.ts';
import { goalSaid, type Row } from './row.ts';

/** Colours are those of the till's tokens. */
const STYLE = `
:root { color-scheme: light dark; --ink: #1b1a17; --soft: #4a463d; --line: rgb(27 26 23/12%); --ground: #fdfbf5; --bar: #123a7a; --met: #0b4d2c; --missed: #86190f; }
@media (prefers-color-scheme: dark) { :root { --ink: #f6f2e6; --soft: #c9c3b2; --line: rgb(246 242 230/16%); --ground: #16150f; --bar: #b9d2ff; --met: #a5e3bf; --missed: #ffb4a8; } }
body { margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.5rem 4rem; background: var(--ground); color: var(--ink); font: 1rem/1.45 "Noto Sans", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, h3, p { margin: 0; }
h1 { font-size: 2.5rem; line-height: 1.1; letter-spacing: -.01em; } .lead { margin: .5rem 0 1rem; font-size: 1.25rem; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; } h3 { font-size: 1rem; }
.machine, .note { color: var(--soft); max-width: 60ch; }
article { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; gap: .5rem 2.5rem; align-items: start; padding: 1rem 0; border-top: 1px solid var(--line); }
.figure b { font-size: 1.75rem; line-height: 1.1; } .met, .missed { font-weight: 700; }
.met { color: var(--met); } .missed { color: var(--missed); }
svg { display: block; width: 100%; height: 3rem; } svg text { font-size: 13px; fill: var(--soft); }
@media (max-width: 45rem) { h1 { font-size: 1.75rem; } article { grid-template-columns: minmax(0, 1fr); } }
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
<h1>Benchmarks</h1><p class="lead">${goalsOf(rows)}</p><p class="machine">${escaped(facts)}.${doubt}</p>
${section('Ratios', ratios)}${section('Times and sizes', others)}</html>
`;
}

/** What the page comes to, before any figure. */
function goalsOf(rows: readonly Row[]): string {
  const verdicts = rows.flatMap((row) => goalSaid(row)?.verdict ?? []);
  const count = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  const met = `<span class="met">${count('met')} of ${verdicts.length} goals met</span>`;
  const missed = count('missed') === 0 ? '' : `, <span class="missed">${count('missed')} missed</span>`;
  return `${met}${missed}.`;
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
  return `<svg viewBox="0 0 ${WIDTH} 44" role="img" aria-label="${words} ${row.unit}"><line x1="0" x2="${WIDTH}" y1="14" y2="14" stroke="var(--line)"/><line x1="${xOf(p50)}" x2="${xOf(max)}" y1="14" y2="14" stroke="var(--bar)" stroke-width="2"/>${bound}${marks.join('')}<text x="0" y="41">${words}</text></svg>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
