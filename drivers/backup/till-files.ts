import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { keyFilesOf, parseConfig, type TillConfig } from '../../src/acquirers/kinds.ts';
import { decodedText } from '../../src/ground/outside-text.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { isOfSystem } from '../system/guarded-file.ts';
import type { BackedFile } from './manifest.ts';

/** A till as its config tells where its files are. */
export interface TillPlaces {
  readonly config: TillConfig;
  readonly configFile: string;
  readonly pathOf: (path: string) => string;
  readonly journal: string;
  readonly anchor: string;
  /** Every file beside config and journal, by where the config has it. */
  readonly others: readonly Pick<BackedFile, 'path' | 'role'>[];
}

/** Reads a config for its places. Errors: a sentence with the first bad key. */
export function placesOf(file: string): Result<TillPlaces, string> {
  let text: Result<string, string>;
  try {
    text = decodedText(readFileSync(file));
  } catch {
    return err(`The config ${file} cannot be read.`);
  }
  if (!text.ok) return err(`The config ${file} ${text.error}.`);
  const config = parseConfig(text.value);
  if (!config.ok) {
    const [fault] = config.error;
    return err(`The config ${file} is refused: ${fault?.path ?? ''} ${fault?.why ?? ''}.`);
  }
  const folder = dirname(resolve(file));
  const pathOf = (path: string): string => resolve(folder, path);
  const { journal } = config.value;
  return ok({
    config: config.value,
    configFile: resolve(file),
    pathOf,
    journal: pathOf(journal.file),
    anchor: pathOf(journal.anchor),
    others: othersOf(config.value, text.value, pathOf).filter(
      ({ path }) => existsSync(pathOf(path)) && !isOfSystem(pathOf(path)),
    ),
  });
}

function othersOf(
  { api, reports, marks, journal }: TillConfig,
  text: string,
  pathOf: (path: string) => string,
): Pick<BackedFile, 'path' | 'role'>[] {
  const { gateways } = z.object({ gateways: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text));
  const keys = [
    ...Object.values(gateways).flatMap((part) => keyFilesOf(part).map(({ file }) => file)),
    ...[reports?.sftp?.privateKey?.file, reports?.sftp?.password?.file].filter((path) => path !== undefined),
    api.tokenFile,
  ];
  // A folder in there is none of the till's.
  const below = (folder: string): string[] =>
    existsSync(pathOf(folder))
      ? readdirSync(pathOf(folder))
          .map((name) => join(folder, name))
          .filter((path) => statSync(pathOf(path), { throwIfNoEntry: false })?.isFile() === true)
      : [];
  return [
    ...[...new Set(keys)].map((path) => ({ path, role: 'key' }) as const),
    ...below(journal.anchor).map((path) => ({ path, role: 'anchor' }) as const),
    ...(marks === undefined ? [] : below(marks.folder).map((path) => ({ path, role: 'mark' }) as const)),
  ];
}
