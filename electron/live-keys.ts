import { statSync } from 'node:fs';
import type { HeldKeys } from '../src/acquirers/kind.ts';
import { keyFilesOf } from '../src/acquirers/kinds.ts';
import type { Log } from '../src/ground/ports.ts';
import { readSettings, type Settings } from './settings.ts';

/**
 * The keys of every gateway as they are now.
 *
 * A config or a key file that was written anew counts from the next message on, if the whole config is still good; else
 * the keys of before stay, and the log says why. Of the config nothing but the keys is taken: all else waits for a start.
 * Why by what a file looks like, at each message: a change needs no command, and none is forgotten.
 */
export class LiveKeys {
  readonly #log: Log;
  readonly #file: string | null;
  #files: readonly string[];
  #held: ReadonlyMap<string, HeldKeys>;
  #looks: string;

  constructor(settings: Settings, log: Log) {
    this.#log = log;
    this.#file = settings.file;
    this.#held = heldOf(settings);
    this.#files = filesOf(settings);
    this.#looks = looksOf(this.#files);
  }

  /** The keys of a gateway that was in the config at the start. */
  of(gateway: string): HeldKeys {
    this.#renew();
    return this.#held.get(gateway) ?? { part: {}, texts: new Map() };
  }

  #renew(): void {
    if (this.#file === null) return;
    const looks = looksOf(this.#files);
    if (looks === this.#looks) return;
    this.#looks = looks;
    const settings = readSettings(this.#file);
    if (!settings.ok) {
      const why = settings.error.map(({ path, why: each }) => `${path}: ${each}`).join('; ');
      this.#log.warn('The keys were changed, and cannot be used. Those of before stay.', { why });
      return;
    }
    const next = heldOf(settings.value);
    // A gateway that is gone from the config, or is another one now, keeps its keys until the next start.
    this.#held = new Map([...this.#held].map(([name, old]) => [name, changed(old, next.get(name))]));
    this.#files = filesOf(settings.value);
    this.#looks = looksOf(this.#files);
  }
}

/** The new keys where they are other ones and of the same acquirer; else the value of before. */
function changed(old: HeldKeys, next: HeldKeys | undefined): HeldKeys {
  if (next === undefined || kindIn(next) !== kindIn(old)) return old;
  return JSON.stringify([next.part, ...next.texts]) === JSON.stringify([old.part, ...old.texts]) ? old : next;
}

function kindIn({ part }: HeldKeys): unknown {
  return typeof part === 'object' && part !== null && 'kind' in part ? part.kind : undefined;
}

function heldOf({ config, keys }: Settings): ReadonlyMap<string, HeldKeys> {
  return new Map(
    Object.entries(config.gateways).map(([name, part]) => [
      name,
      { part, texts: keys.get(name) ?? new Map() },
    ]),
  );
}

function filesOf({ config, file, pathOf }: Settings): readonly string[] {
  const keys = Object.values(config.gateways).flatMap((part) =>
    keyFilesOf(part).map((key) => pathOf(key.file)),
  );
  return file === null ? [] : [file, ...keys];
}

/** What changes when one of the files is written anew. */
function looksOf(files: readonly string[]): string {
  return files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat === undefined ? '' : `${stat.ino} ${stat.mtimeMs} ${stat.size} ${stat.mode} ${stat.uid}`;
    })
    .join('|');
}
