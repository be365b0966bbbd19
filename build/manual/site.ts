import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMarkdown, type Rendered } from './markdown.ts';
import { MANUAL, type ManualPage } from './pages.ts';

/** Where the Markdown stands. */
const HERE = import.meta.dirname;
const CONTENTS = 'index.html';

/** A file of the site: its path from `out/manual`, and what is in it. */
export interface SiteFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What the program says of itself, as Markdown, by the name that a page has in braces: `{{configuration}}`. */
export type Facts = Readonly<Record<string, string>>;

/** What the site is made of, beside the Markdown. */
export interface SiteParts {
  readonly facts: Facts;
  readonly version: string;
  /** The values of colours and distances, from the product's own screens. */
  readonly tokens: string;
}

/**
 * Makes the manual: a page of HTML for each page of Markdown, a contents page, one stylesheet, and the pictures.
 *
 * Errors: throws where a page asks for a fact that is not there, or a fact stands on no page.
 */
export function manualSite({ facts, version, tokens }: SiteParts): readonly SiteFile[] {
  const used = new Set<string>();
  const pages = MANUAL.flatMap((part) => part.pages).map((page) => ({
    page,
    rendered: renderMarkdown(filled(markdownOf(page), facts, used), pageLink),
  }));
  const unused = Object.keys(facts).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`the manual has no place for ${unused.join(', ')}`);
  const titles = new Map(pages.map(({ page, rendered }) => [page.name, rendered.title]));
  return [
    { path: CONTENTS, content: contentsPage(titles, version) },
    ...pages.map(({ page, rendered }) => ({
      path: `${page.name}.html`,
      content: pageOf(page.name, rendered, titles, version),
    })),
    { path: 'manual.css', content: `${tokens}\n${readFileSync(join(HERE, 'manual.css'), 'utf8')}` },
    ...readdirSync(join(HERE, 'pictures')).map((name) => ({
      path: `pictures/${name}`,
      content: readFileSync(join(HERE, 'pictures', name)),
    })),
  ];
}

/** The Markdown of a page as it stands in the repository. */
export function markdownOf({ name }: Pick<ManualPage, 'name'>): string {
  return readFileSync(join(HERE, `${name}.md`), 'utf8');
}

function filled(markdown: string, facts: Facts, used: Set<string>): string {
  return markdown.replace(/^\{\{([a-z-]+)\}\}$/gm, (_, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`the manual asks for ${name}, which nothing says`);
    used.add(name);
    return fact;
  });
}

/** In the repository a page links to Markdown; on the site to HTML. */
function pageLink(href: string): string {
  return href.replace(/^([a-z-]+)\.md(#|$)/, '$1.html$2');
}

function pageOf(
  name: string,
  { title, html, headings }: Rendered,
  titles: ReadonlyMap<string, string>,
  version: string,
): string {
  const own = headings.filter(({ depth }) => depth === 2);
  const onThisPage =
    own.length < 2
      ? ''
      : `<nav class="here" aria-label="On this page"><ul>${own
          .map((heading) => `<li><a href="#${heading.id}">${heading.html}</a></li>`)
          .join('')}</ul></nav>`;
  const [first = '', ...rest] = html.split(/(?<=<\/h1>\n)/);
  return shell(title, titles, name, `${first}${onThisPage}${rest.join('')}`, version);
}

function contentsPage(titles: ReadonlyMap<string, string>, version: string): string {
  const parts = MANUAL.map(
    ({ title, pages }) =>
      `<h2>${title}</h2><dl class="contents">${pages
        .map(
          ({ name, say }) =>
            `<div><dt><a href="${name}.html">${titles.get(name) ?? name}</a></dt><dd>${say}</dd></div>`,
        )
        .join('')}</dl>`,
  );
  const intro = `<h1>Paycode Till</h1><p>The manual of version ${version}. Begin with the page that has your work in its name.</p>`;
  return shell('Manual', titles, '', `${intro}${parts.join('\n')}`, version);
}

function shell(
  title: string,
  titles: ReadonlyMap<string, string>,
  current: string,
  main: string,
  version: string,
): string {
  const menu = MANUAL.map(
    ({ title: part, pages }) =>
      `<li><span>${part}</span><ul>${pages
        .map(({ name }) => {
          const mark = name === current ? ' aria-current="page"' : '';
          return `<li><a href="${name}.html"${mark}>${titles.get(name) ?? name}</a></li>`;
        })
        .join('')}</ul></li>`,
  ).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Paycode Till</title>
<link rel="stylesheet" href="manual.css">
</head>
<body>
<a class="skip" href="#page">To the page</a>
<header><a href="${CONTENTS}">Paycode Till</a> <span>Manual ${version}</span></header>
<div class="frame">
<nav class="parts" aria-label="Contents"><details><summary>Contents</summary><ul>${menu}</ul></details><ul class="wide">${menu}</ul></nav>
<main id="page">
${main}</main>
</div>
</body>
</html>
`;
}
