import { statSync } from 'node:fs';
import { TOKEN_ROLES, type TokenHolder, type TokenRole } from '../../src/contract/token-roles.ts';
import { readOrMakeToken, sameSecret } from './token.ts';

/** Where the tokens stand: the whole one, and those of roles that the config names. */
export interface TokenPlaces {
  readonly all: string;
  readonly roles: Partial<Readonly<Record<TokenRole, string>>>;
}

/** A token as it was read last, and what its file looked like then. */
interface Held {
  readonly holder: TokenHolder;
  readonly file: string;
  token: string;
  seen: string;
}

/**
 * The tokens of the local API, each made on the first start.
 *
 * A file that was written anew counts from the next call on, and the token before it no more: that is how one is changed
 * while the till runs. Throws, in words, where a file can neither be read nor made.
 */
export class TokenFiles {
  readonly #held: readonly Held[];

  constructor({ all, roles }: TokenPlaces) {
    const named = TOKEN_ROLES.flatMap((role) => {
      const file = roles[role];
      return file === undefined ? [] : [{ holder: role, file } as const];
    });
    this.#held = [{ holder: 'all', file: all } as const, ...named].map(({ holder, file }) => {
      const token = readOrMakeToken(file);
      return { holder, file, token, seen: looksOf(file) };
    });
  }

  /** Who holds this token; null where nobody does. */
  holderOf(bearer: string): TokenHolder | null {
    for (const held of this.#held) renew(held);
    return this.#held.find(({ token }) => token !== '' && sameSecret(token, bearer))?.holder ?? null;
  }
}

/** Takes what the file holds now. One that is gone or cannot be used closes its door: no old token outlives its file. */
function renew(held: Held): void {
  const seen = looksOf(held.file);
  if (seen === held.seen) return;
  held.seen = seen;
  held.token = '';
  if (seen === '') return;
  try {
    held.token = readOrMakeToken(held.file);
  } catch {
    // The next start says why, in words.
  }
}

/** What changes when a file is written anew; empty where it is not there. */
function looksOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size} ${stat.mode}`;
}
