import { Marked, type Tokens } from 'marked';

/** A heading of a page, for its own contents. */
export interface Heading {
  readonly depth: number;
  readonly id: string;
  readonly html: string;
}

/** A page as HTML. */
export interface Rendered {
  readonly title: string;
  readonly html: string;
  readonly headings: readonly Heading[];
}

/**
 * Makes HTML of a page's Markdown.
 *
 * Headings have the ids that GitHub gives them, so that one link works in both places. `links` moves an address. Each
 * cell of a table names its column, so that a phone can show a row as a block.
 */
export function renderMarkdown(markdown: string, links: (href: string) => string): Rendered {
  const headings: Heading[] = [];
  const marked = new Marked({ gfm: true });
  marked.use({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading): string {
        const html = this.parser.parseInline(tokens);
        const id = unique(slugOf(text), headings);
        headings.push({ depth, id, html });
        return `<h${depth} id="${id}">${html}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        return `<a href="${attribute(links(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        return `<img src="${attribute(href)}" alt="${attribute(text)}" loading="lazy">`;
      },
      table({ header, rows }: Tokens.Table): string {
        const names = header.map(({ text }) => attribute(plain(text)));
        const head = header.map(({ tokens }) => `<th scope="col">${this.parser.parseInline(tokens)}</th>`);
        const body = rows.map((row) => {
          const cells = row.map(
            ({ tokens }, column) =>
              `<td data-column="${names[column] ?? ''}">${this.parser.parseInline(tokens)}</td>`,
          );
          return `<tr>${cells.join('')}</tr>`;
        });
        return `<table><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>\n`;
      },
    },
  });
  const html = marked.parse(markdown, { async: false });
  return { title: plain(headings[0]?.html ?? ''), html, headings };
}

/** The id that GitHub gives a heading. */
function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`*_“”‘’]/g, '')
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function unique(slug: string, taken: readonly Heading[]): string {
  const times = taken.filter(({ id }) => id === slug || id.replace(/-\d+$/, '') === slug).length;
  return times === 0 ? slug : `${slug}-${times}`;
}

function plain(text: string): string {
  return text.replace(/<[^>]+>|[`*]/g, '');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
