import { COMMAND_NAMES, ROUTES, type CommandName } from '../../src/contract/routes.ts';

/** A command that an address asks for, with the pieces of its path. */
export interface Asked {
  readonly name: CommandName;
  readonly params: Readonly<Record<string, string>>;
}

const PATTERNS = COMMAND_NAMES.map((name) => ({
  name,
  method: ROUTES[name].method,
  path: new RegExp(`^${ROUTES[name].path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** Finds the command of an address; null where there is none. */
export function routeOf(method: string, path: string): Asked | null {
  for (const pattern of PATTERNS) {
    const match = pattern.method === method ? pattern.path.exec(path) : null;
    if (match === null) continue;
    try {
      const pieces = Object.entries(match.groups ?? {});
      const params = Object.fromEntries(pieces.map(([key, value]) => [key, decodeURIComponent(value)]));
      return { name: pattern.name, params };
    } catch {
      return null;
    }
  }
  return null;
}
