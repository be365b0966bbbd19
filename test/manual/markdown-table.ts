/** A table of Markdown. Cells are Markdown themselves; a line break in one is a blank. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** Text of the program as a cell: what stands between backticks is code, the rest holds no HTML. */
function cell(text: string): string {
  return text
    .split('`')
    .map((piece, at) => (at % 2 === 0 ? piece.replaceAll('<', '&lt;') : piece))
    .join('`')
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
}
