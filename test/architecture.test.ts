import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  filesOf,
  linesOf,
  parseSource,
  readSource,
  ROOT,
  type Import,
  type Source,
} from './architecture/source.ts';
import { circlesIn, faultsOfFamilies, faultsOfFloors, loadedFrom } from './architecture/staircase.ts';
import {
  DOORS,
  FAMILIES,
  FLOORS_OF_RENDERER,
  FLOORS_OF_SRC,
  FORBIDDEN_NAMES,
  LINES_MAX,
  PACKAGES,
  ROOMS,
  SHORT_ROOMS,
} from './architecture/tables.ts';
import type { Door, Room } from './architecture/tables.ts';

// The rules of the house, executed. Each list below holds sentences that name a file and its mend; it must be empty.

const IS_SOURCE = /\.(ts|tsx|mts|mjs|js)$/;
const rooms = ROOMS.filter((room) => existsSync(join(ROOT, room.name)));
const files = rooms.flatMap((room) => filesOf(room.name));
const sources = files.filter((path) => IS_SOURCE.test(path)).map(readSource);

function inRoom(room: Room): readonly Source[] {
  return sources.filter((source) => source.room === room.name);
}

function isOpen(room: Room, used: Import): boolean {
  if (used.kind === 'package') return true;
  if (used.kind === 'builtin') return room.builtins === 'all' || room.builtins.includes(used.target);
  // A type leaves no trace in what runs before the program does.
  if (room.name === 'build' && used.typeOnly) return true;
  const open = [`${room.name}/`, ...room.files];
  return open.some((place) => (place.endsWith('/') ? used.target.startsWith(place) : used.target === place));
}

function faultsOfRoom(room: Room, from: readonly Source[]): string[] {
  return from.flatMap((source) =>
    source.imports
      .filter((used) => !isOpen(room, used))
      .map((used) => `${source.path} imports ${used.target}: ${room.why}; move it, or pass it in as a value`),
  );
}

function faultsOfPackages(from: readonly Source[]): string[] {
  return from.flatMap((source) =>
    source.imports
      .filter((used) => used.kind === 'package' && !mayUse(source.room, used))
      .map((used) => `${source.path} imports ${used.target}: ${whereInstead(used.target)}`),
  );
}

function mayUse(room: string, used: Import): boolean {
  const row = PACKAGES[used.target];
  if (row === undefined) return false;
  return row.rooms.includes(room) || (used.typeOnly && (row.typesOnly ?? []).includes(room));
}

/** Packages and modules of Node that the page would load over files of other rooms, and may not load itself. */
function faultsOfPage(page: Room, from: readonly Source[]): string[] {
  const loaded = loadedFrom(from, ({ room }) => room === page.name);
  return loaded.flatMap(({ path, imports }) =>
    imports
      .filter(({ kind, typeOnly }) => kind !== 'file' && !typeOnly)
      .filter((used) => (used.kind === 'package' ? !mayUse(page.name, used) : !isOpen(page, used)))
      .map(
        ({ target }) => `the page loads ${path}, which loads ${target}: import its types only, or split it`,
      ),
  );
}

function whereInstead(name: string): string {
  const row = PACKAGES[name];
  if (row === undefined) return 'give it a row with its reason in the package table, and an exact version';
  return `its room is ${row.rooms.join(', ') || 'none, it is a tool'} (${row.why})`;
}

function faultsOfDoor(door: Door, from: readonly Source[]): string[] {
  return from
    .filter((source) => door.rooms.includes(source.room) && source.path !== door.file)
    .filter((source) => source.reaches.has(door.what) || loads(source, door.what))
    .map((source) => `${source.path} touches ${door.what}: its one door is ${door.file}; ask there`);
}

function loads(source: Source, name: string): boolean {
  return source.imports.some((used) => used.kind === 'package' && used.target === name && !used.typeOnly);
}

describe('Rooms', () => {
  it.each(ROOMS)('$name imports only what its row allows', (room) => {
    expect(faultsOfRoom(room, inRoom(room))).toEqual([]);
  });

  it.each([
    ['src', FLOORS_OF_SRC],
    ['renderer', FLOORS_OF_RENDERER],
  ])('inside %s are a staircase: every import goes down', (name, floors) => {
    const inside = sources.filter(({ room }) => room === name);

    expect(faultsOfFloors(name, floors, inside)).toEqual([]);
  });

  it('no acquirer uses the folder of another; what a family shares stands in a folder of its own', () => {
    expect(faultsOfFamilies(FAMILIES, sources)).toEqual([]);
  });

  it.each(SHORT_ROOMS)('%s has no circle of files that is more than types', (room) => {
    expect(circlesIn(sources.filter((source) => source.room === room))).toEqual([]);
  });

  it.each([
    ['payment', /alipay/i],
    ['receipt', /alipay/i],
    ['config', /alipay/i],
    // The families of codes are words of the till: its rows, routes and languages have them.
    ['scan', /alipay(?!_)/i],
  ])('src/%s names no acquirer', (room, name) => {
    const faults = sources
      .filter(({ path }) => path.startsWith(`src/${room}/`))
      .filter(({ path }) => name.test(readFileSync(join(ROOT, path), 'utf8')))
      .map(({ path }) => `${path} names an acquirer: what is its own stays in its folder, behind the port`);

    expect(faults).toEqual([]);
  });
});

describe('Packages', () => {
  it('each is imported only in its rooms', () => {
    expect(faultsOfPackages(sources)).toEqual([]);
  });

  it('the table and package.json name the same packages', () => {
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
    const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
    const manifest = JSON.parse(text) as Partial<Record<(typeof kinds)[number], Record<string, string>>>;
    const versions = Object.assign({}, ...kinds.map((kind) => manifest[kind])) as Record<string, string>;

    expect(Object.keys(PACKAGES).sort()).toEqual(Object.keys(versions).sort());
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('The page', () => {
  it('loads no package and no module of Node that is not its own, by whatever file of src', () => {
    const page = ROOMS.find(({ name }) => name === 'renderer')!;

    expect(faultsOfPage(page, sources)).toEqual([]);
  });
});

describe('Doors', () => {
  it.each(DOORS)('$what is touched only in $file', (door) => {
    expect(faultsOfDoor(door, sources)).toEqual([]);
  });
});

describe('Names and forms', () => {
  it('no file or folder has a name that says nothing', () => {
    const says = (part: string): boolean => !FORBIDDEN_NAMES.some((name) => name.test(part));
    const faults = files
      .filter((path) => !path.split('/').every(says))
      .map((path) => `${path}: name it after the one thing it holds`);

    expect(faults).toEqual([]);
  });

  it('no default export outside config files, no enum, no I… interface', () => {
    const faults = sources
      .filter((source) => !/\.config\.(ts|js|mjs)$/.test(source.path))
      .flatMap((source) => source.forbidden.map((fault) => `${source.path} has ${fault}`));

    expect(faults).toEqual([]);
  });

  it(`no file of the program is longer than ${LINES_MAX} lines`, () => {
    const faults = files
      .filter((path) => SHORT_ROOMS.includes(path.split('/')[0]!) && /\.(ts|tsx|css|html)$/.test(path))
      .map((path) => ({ path, lines: linesOf(path) }))
      .filter(({ lines }) => lines > LINES_MAX)
      .map(({ path, lines }) => `${path} has ${lines} lines: look for the seam`);

    expect(faults).toEqual([]);
  });
});

describe('The rules see what they forbid', () => {
  it.each([
    ['src', "import { readFileSync } from 'node:fs';"],
    ['src', "import type { Port } from '../drivers/port.ts';"],
    ['src', "export * from '../electron/compose.ts';"],
    ['src', "const x = await import('../drivers/port.ts');"],
    ['renderer', "import { transition } from '../src/payment/transition.ts';"],
    ['renderer', "type T = import('../src/till/terminal.ts').Terminal;"],
  ])('%s: %s', (name, text) => {
    const room = ROOMS.find((row) => row.name === name)!;

    expect(faultsOfRoom(room, [parseSource(`${room.name}/x.ts`, text)])).toHaveLength(1);
  });

  it.each([
    ['an arrow up', 'src/payment/x.ts', "import type { Till } from '../till/terminal.ts';"],
    ['an arrow to the same floor', 'src/scan/x.ts', "import { pinFits } from '../staff/pin.ts';"],
    ['a file that stands in no room', 'src/x.ts', ''],
    ['a room that is not in the table', 'src/attic/x.ts', ''],
  ])('%s: %s', (_, path, text) => {
    expect(faultsOfFloors('src', FLOORS_OF_SRC, [parseSource(path, text)])).toHaveLength(1);
  });

  it.each([
    ['a window that loads another', 'renderer/cashier/x.tsx', "const x = import('../manager/manager.tsx');"],
    [
      'a part that knows a window',
      'renderer/parts/x.tsx',
      "import type { Place } from '../manager/place.ts';",
    ],
    ['a file that stands in no room', 'renderer/x.ts', ''],
  ])('%s: %s', (_, path, text) => {
    expect(faultsOfFloors('renderer', FLOORS_OF_RENDERER, [parseSource(path, text)])).toHaveLength(1);
  });

  it.each([
    ['of two files', { a: "import { b } from './b.ts';", b: "export { a } from './a.ts';" }],
    [
      // A page takes the props of its window, which shows the page.
      'of a window and its pages',
      {
        window: "import { Page } from './page.ts';",
        page: "import { part } from './part.ts';",
        part: "import type { PageProps } from './window.ts';",
      },
    ],
  ])('a circle %s', (_, files) => {
    const planted = Object.entries(files).map(([name, text]) => parseSource(`src/ground/${name}.ts`, text));

    expect(circlesIn(planted)).not.toEqual([]);
  });

  it.each([
    ['an acquirer that uses another', 'computop/x.ts', "import { y } from '../saferpay/y.ts';"],
    ['one that is not of the family', 'computop/x.ts', "import { y } from '../signed-wire/y.ts';"],
    ['a family that knows a member', 'signed-wire/x.ts', "import type { Y } from '../alipay-plus/y.ts';"],
  ])('%s: %s', (_, path, text) => {
    expect(faultsOfFamilies(FAMILIES, [parseSource(`src/acquirers/${path}`, text)])).toHaveLength(1);
  });

  it('a page that loads a package over a file of src', () => {
    const page = ROOMS.find(({ name }) => name === 'renderer')!;
    const planted = [
      parseSource('renderer/x.ts', "import { COMMANDS } from '../src/contract/x.ts';"),
      parseSource('src/contract/x.ts', "import { id } from './parts.ts'; import type { T } from 'zod';"),
      parseSource('src/contract/parts.ts', "import { z } from 'zod';"),
    ];

    expect(faultsOfPage(page, planted)).toHaveLength(1);
  });

  it('a circle of types alone is none', () => {
    const planted = [
      parseSource('src/ground/a.ts', "import type { B } from './b.ts';"),
      parseSource('src/ground/b.ts', "import type { A } from './a.ts';"),
    ];

    expect(circlesIn(planted)).toEqual([]);
  });

  it.each([
    ['src/x.ts', "import axios from 'axios';"],
    ['renderer/x.ts', "import { z } from 'zod';"],
    ['src/x.ts', "import left from 'left-pad';"],
  ])('%s: %s', (path, text) => {
    expect(faultsOfPackages([parseSource(path, text)])).toHaveLength(1);
  });

  it.each([
    ['src/x.ts', 'const now = new Date();'],
    ['src/x.ts', 'const now = Date.now;'],
    ['drivers/x.ts', 'globalThis.setTimeout(() => 0, 1);'],
    ['drivers/x.ts', "import { setTimeout as wait } from 'node:timers/promises';"],
    ['renderer/x.ts', 'setInterval(() => 0, 1);'],
    ['electron/x.ts', "import { ipcMain as door } from 'electron';"],
    ['drivers/x.ts', "const home = process.env['HOME'];"],
    ['drivers/x.ts', "import Database from 'better-sqlite3';"],
    ['drivers/x.ts', "const font = new URL('./font', import.meta.url);"],
    ['electron/x.ts', 'const { dirname } = import.meta;'],
    ['src/x.ts', "const marks = join(__dirname, 'marks');"],
  ])('%s: %s', (path, text) => {
    expect(DOORS.flatMap((door) => faultsOfDoor(door, [parseSource(path, text)]))).toHaveLength(1);
  });

  it.each(['enum A { B }', 'interface IThing {}', 'export default 1;', 'export default function f() {}'])(
    '%s',
    (text) => {
      expect(parseSource('src/x.ts', text).forbidden).toHaveLength(1);
    },
  );
});
