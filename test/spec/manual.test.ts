import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANUAL } from '../../build/manual/pages.ts';
import { manualSite, markdownOf } from '../../build/manual/site.ts';
import { EXAMPLES } from '../../drivers/api/openapi-examples.ts';
import { openApi } from '../../drivers/api/openapi.ts';
import { en as screens } from '../../renderer/strings/en.ts';
import { en as desk } from '../../renderer/strings/manager/en.ts';
import { en as staff } from '../../renderer/strings/staff/en.ts';
import { en as bench } from '../../renderer/strings/technician/en.ts';
import { COMMANDS, type Command } from '../../src/contract/contract.ts';
import { filesOf, ROOT } from '../architecture/source.ts';
import { configSections } from '../manual/config-tables.ts';
import { manualFacts } from '../manual/facts.ts';
import { HEALTH, REFUSALS } from '../manual/till-meanings.ts';
import { manualTokens } from '../manual/tokens.ts';

/** Papers that stand beside the program, from the project's folder. */
const PAPERS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'src/contract/README.md',
  ...readdirSync(join(ROOT, 'build/manual'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `build/manual/${name}`),
];

/** All of them stay under half a megabyte in a clone. */
const PICTURE_BYTES_MAX = 80_000;

const site = manualSite({ facts: manualFacts(), version: '0.0.0', tokens: manualTokens() });
const pages = new Map(
  site.flatMap(({ path, content }) => (typeof content === 'string' ? [[path, content] as const] : [])),
);

/** Addresses in a page of HTML. */
function addressesIn(html: string): readonly string[] {
  return [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address = '']) => address);
}

/** Whether an address of a page leads to a file of the site, and to a part that is there. */
function leads(from: string, address: string): boolean {
  const [path = '', part] = address.split('#');
  const target = path === '' ? from : path;
  if (!site.some((file) => file.path === target)) return false;
  return part === undefined || pages.get(target)?.includes(`id="${part}"`) === true;
}

/** Every text of a catalogue that takes nothing in. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

describe('The manual as a site', () => {
  it('has a page for each page of its contents, and no Markdown that stands on none', () => {
    const names = MANUAL.flatMap((part) => part.pages).map(({ name }) => `${name}.md`);
    const written = readdirSync(join(ROOT, 'build/manual')).filter((name) => name.endsWith('.md'));

    expect([...names].sort()).toEqual(written.sort());
  });

  it('has no address that leads nowhere', () => {
    const lost = [...pages]
      .filter(([path]) => path.endsWith('.html'))
      .flatMap(([path, html]) =>
        addressesIn(html)
          .filter((address) => !/^https?:/.test(address) && !leads(path, address))
          .map((address) => `${path}: ${address}`),
      );

    expect(lost).toEqual([]);
  });

  it('needs no script, and nothing from elsewhere', () => {
    for (const [path, html] of pages) {
      expect(html, path).not.toMatch(/<script|<iframe|@import|url\(/);
      expect(
        addressesIn(html).filter((address) => /^(https?:)?\/\//.test(address)),
        path,
      ).toEqual([]);
    }
  });

  it('has pictures that are there, small, and described', () => {
    const pictures = site.filter(({ path }) => path.startsWith('pictures/'));
    const shown = [...pages.values()].flatMap((html) => [
      ...html.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g),
    ]);

    for (const { path } of pictures) {
      expect(statSync(join(ROOT, 'build/manual', path)).size, path).toBeLessThan(PICTURE_BYTES_MAX);
    }
    expect(new Set(shown.map(([, path]) => path))).toEqual(new Set(pictures.map(({ path }) => path)));
    expect(shown.filter(([, , alt = '']) => alt.length < 10)).toEqual([]);
  });

  it('leaves no fact open, and no table without rows', () => {
    for (const [path, html] of pages) {
      expect(html, path).not.toContain('{{');
      expect(html, path).not.toContain('<tbody>\n\n</tbody>');
      expect(html.match(/undefined|\[object Object\]/), path).toBeNull();
    }
  });

  it.each(['cashier', 'manager'])('%s calls each button and headline what the screen calls it', (name) => {
    const words = new Set([screens, desk, staff, bench].flatMap(textsOf));
    const called = [...markdownOf({ name }).matchAll(/(?<![\w`])_([^_`]+)_(?!\w)/g)].map(
      ([, text = '']) => text,
    );
    const unknown = called.filter((text) => !words.has(text));

    expect(unknown).toEqual([]);
  });
});

describe('The reference of the config', () => {
  it('says of every key what it means', () => {
    const silent = configSections().flatMap(({ title, keys }) =>
      keys.filter(({ means }) => means === null).map(({ path }) => `${title} ${path}`),
    );

    expect(silent).toEqual([]);
  });
});

describe('What the screen says', () => {
  const joined = ['src', 'drivers', 'electron']
    .flatMap((room) => filesOf(room))
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(ROOT, path), 'utf8').replace(/['`"] \+\s+['`"]/g, ''))
    .join('\n');

  it.each([...REFUSALS, ...Object.values(HEALTH)])('$says', ({ says }) => {
    const pieces = says.split('…').map((piece) => piece.trim());

    expect(pieces.filter((piece) => !joined.includes(piece))).toEqual([]);
  });
});

describe('openapi.json for a reader', () => {
  it.each(Object.entries(EXAMPLES))('the examples of %s fit its schemas', (name, { body, reply }) => {
    const command: Command = COMMANDS[name as keyof typeof COMMANDS];

    if (body !== undefined) expect(command.body?.safeParse(body).error).toBeUndefined();
    if (reply !== undefined) expect(command.reply.schema.safeParse(reply).error).toBeUndefined();
  });

  it('has an example for every body, and a description and one known tag for every call', () => {
    const { tags, paths } = openApi() as {
      tags: { name: string; description: string }[];
      paths: Record<string, Record<string, { tags: string[]; description: string; requestBody?: object }>>;
    };
    const names = tags.map(({ name }) => name);
    const calls = Object.values(paths).flatMap((path) => Object.values(path));

    for (const call of calls) {
      expect(names).toContain(call.tags[0]);
      expect(call.description.length).toBeGreaterThan(10);
    }
    const empty = names.filter((name) => !calls.some((call) => call.tags.includes(name)));
    expect(empty).toEqual([]);
    const without = Object.entries(COMMANDS)
      .filter(
        ([name, { body }]) => body !== null && EXAMPLES[name as keyof typeof EXAMPLES]?.body === undefined,
      )
      .map(([name]) => name);
    expect(without).toEqual([]);
  });
});

describe('The fields of a call (openapi.json)', () => {
  interface Field {
    readonly description?: string;
    readonly properties?: Readonly<Record<string, Field>>;
    readonly items?: Field;
    readonly anyOf?: readonly Field[];
  }
  interface Call {
    readonly operationId: string;
    readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
    readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Field }>> };
  }
  const silentIn = (before: string, schema: Field): readonly string[] => {
    const { properties = {} } = schema.anyOf?.find((choice) => choice.properties !== undefined) ?? schema;
    return Object.entries(properties).flatMap(([name, field]) => [
      ...(field.description === undefined ? [`${before}.${name}`] : []),
      ...silentIn(`${before}.${name}`, field.items ?? field),
    ]);
  };

  it('say each what it is', () => {
    const { paths } = openApi() as { paths: Record<string, Record<string, Call>> };
    const calls = Object.values(paths).flatMap((path) => Object.values(path));
    const silent = calls.flatMap(({ operationId, parameters = [], requestBody }) => [
      ...parameters
        .filter(({ description }) => description === undefined)
        .map(({ name }) => `${operationId} ${name}`),
      ...silentIn(operationId, requestBody?.content['application/json']?.schema ?? {}),
    ]);

    expect(silent).toEqual([]);
  });
});

describe('Papers beside the program', () => {
  it('have no link that leads nowhere', () => {
    const lost = PAPERS.flatMap((paper) => {
      const text = readFileSync(join(ROOT, paper), 'utf8').replace(/```[\s\S]*?```/g, '');
      const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
      return links
        .filter((address) => !/^(https?:|#)/.test(address))
        .filter((address) => !existsSync(join(ROOT, paper, '..', address.split('#')[0] ?? '')))
        .map((address) => `${paper}: ${address}`);
    });

    expect(lost).toEqual([]);
  });

  it('name every npm script once: for a shop in the manual, for developers in CONTRIBUTING.md', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const rows = ['build/manual/commands.md', 'CONTRIBUTING.md'].flatMap((paper) =>
      readFileSync(join(ROOT, paper), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('| `npm '))
        .map((line) => line.split('|')[1] ?? ''),
    );
    const named = new Set(
      rows.flatMap((row) => [...row.matchAll(/`npm (?:run )?([\w:-]+)/g)].map(([, name]) => name)),
    );

    expect([...named].sort()).toEqual(Object.keys(scripts).sort());
  });

  it('tell the newest version first', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const [first] = /^## \[[^\]]+\]/m.exec(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')) ?? [];

    expect(first).toBe(`## [${version}]`);
  });
});
