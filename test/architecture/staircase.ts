import type { Source } from './source.ts';
import type { Floors } from './tables.ts';

/** What breaks a staircase, as sentences that name a file and its mend. `under` is the folder whose rooms these are. */
export function faultsOfFloors(under: string, floors: Floors, from: readonly Source[]): string[] {
  return from.flatMap((source) => {
    const room = roomIn(under, source.path);
    const floor = floors[room];
    if (floor === undefined)
      return [`${source.path} stands in no room of ${under}: give it one of the table`];
    return source.imports
      .filter(({ kind, target }) => kind === 'file' && target.startsWith(`${under}/`))
      .map(({ target }) => ({ target, other: roomIn(under, target) }))
      .filter(({ other }) => other !== room && !((floors[other] ?? Infinity) < floor))
      .map(({ target }) => `${source.path} imports ${target}, which stands no lower: turn the arrow round`);
  });
}

/**
 * What breaks the families of acquirers, as sentences: a folder uses another acquirer's folder, or one of a family that
 * is not its own. Only the list of kinds knows all of them.
 */
export function faultsOfFamilies(
  families: Readonly<Record<string, readonly string[]>>,
  from: readonly Source[],
): string[] {
  const folderOf = (path: string): string | null => /^src\/acquirers\/([^/]+)\//.exec(path)?.[1] ?? null;
  return from.flatMap(({ path, imports }) => {
    const own = folderOf(path);
    if (own === null) return [];
    return imports
      .filter(({ kind, target }) => kind === 'file' && folderOf(target) !== null)
      .filter(({ target }) => {
        const other = folderOf(target) ?? '';
        return other !== own && !(families[other] ?? []).includes(own);
      })
      .map(
        ({ target }) => `${path} imports ${target}: what acquirers share stands in a folder of their family`,
      );
  });
}

/** The first folder below `under`; the file itself where it stands in none. */
function roomIn(under: string, path: string): string {
  return path.slice(under.length + 1).split('/')[0] ?? '';
}

/**
 * Circles of files in which at least one loads another when the program runs, each as one sentence.
 *
 * Why types count beside that: a window that shows a page and gives it the type of its props cannot be read, moved or
 * tested without the page, nor the page without the window. A circle of types alone is one thing in several files.
 */
export function circlesIn(sources: readonly Source[]): string[] {
  const used = new Map(
    sources.map(({ path, imports }) => [path, imports.filter(({ kind }) => kind === 'file')]),
  );
  const reachable = new Map([...used.keys()].map((path) => [path, reachedFrom(path, used)]));
  const loads = sources.flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ kind, typeOnly, target }) => kind === 'file' && !typeOnly && reachable.get(target)?.has(path),
      )
      .map(({ target }) => `${path} loads ${target}, which leads back to it: move down what both need`),
  );
  return [...new Set(loads)];
}

/** The files that are loaded when those that `isFirst` names run, with themselves. */
export function loadedFrom(sources: readonly Source[], isFirst: (source: Source) => boolean): Source[] {
  const used = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ kind, typeOnly }) => kind === 'file' && !typeOnly),
    ]),
  );
  const first = sources.filter(isFirst);
  const loaded = new Set(first.flatMap(({ path }) => [path, ...reachedFrom(path, used)]));
  return sources.filter(({ path }) => loaded.has(path));
}

function reachedFrom(
  start: string,
  used: ReadonlyMap<string, readonly { readonly target: string }[]>,
): Set<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { target } of used.get(path) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
