import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { readGuarded, type Guard } from '../drivers/system/guarded-file.ts';
import type { KeyFile } from '../src/acquirers/kind.ts';
import { keyFilesOf, parseConfig, type TillConfig } from '../src/acquirers/kinds.ts';
import type { ConfigFault } from '../src/config/config-fault.ts';
import { decodedText } from '../src/ground/outside-text.ts';
import { profileOf } from '../src/receipt/profiles.ts';
import { err, ok, type Result } from '../src/ground/result.ts';

/** The texts of the key files of each gateway, by gateway and by the file's place in its part of the config. */
export type Keys = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Everything that a till is set up with: the config, the keys it refers to, and where its files are. */
export interface Settings {
  readonly config: TillConfig;
  readonly keys: Keys;
  /** A path of the config, made absolute. */
  readonly pathOf: (path: string) => string;
  readonly training: boolean;
  /** The files of marks that a centre pushed, in base64 by their names; null where the shop's own folder counts. */
  readonly marks: Readonly<Record<string, string>> | null;
  /** The config file; null where the settings are from none. */
  readonly file: string | null;
}

/**
 * Reads the config file and the keys it refers to.
 *
 * Relative paths start at the config file's folder. Errors: every bad key, with its path and why; never what a key
 * file holds. A file that somebody else may change is refused, and one with a secret that somebody else may read.
 */
export function readSettings(file: string): Result<Settings, readonly ConfigFault[]> {
  return readSettingsOver(file, (own) => own);
}

/** The same with a text in place of the file's: what a centre pushed over it. */
export function readSettingsOver(
  file: string,
  over: (own: string) => string,
): Result<Settings, readonly ConfigFault[]> {
  const read = readText(file, 'public');
  if (!read.ok) return err([{ path: '', why: read.error }]);
  const text = over(read.value);
  const folder = dirname(resolve(file));
  const pathOf = (path: string) => resolve(folder, path);
  const config = parseConfig(text);
  const { keys, faults } = readKeys(text, pathOf);
  if (!config.ok) return err([...config.error, ...faults]);
  faults.push(...profileFaults(config.value), ...openFaults(config.value, pathOf));
  return faults.length > 0
    ? err(faults)
    : ok({ config: config.value, keys, pathOf, training: false, marks: null, file: resolve(file) });
}

/** A device of the config with its path made absolute, where it has one. */
export function withAbsolutePath<T extends object>(device: T, pathOf: (path: string) => string): T {
  return 'path' in device && typeof device.path === 'string'
    ? { ...device, path: pathOf(device.path) }
    : device;
}

/** The key files that a config refers to, as far as it can be read: bad ones are named in one run with bad keys. */
function readKeys(
  text: string,
  pathOf: (path: string) => string,
): { readonly keys: Keys; readonly faults: ConfigFault[] } {
  const keys = new Map<string, ReadonlyMap<string, string>>();
  const faults: ConfigFault[] = [];
  for (const [name, part] of Object.entries(gatewaysIn(text))) {
    const texts = new Map<string, string>();
    for (const { path, file, check, isPublic } of keyFilesOf(part)) {
      const key = readKey(pathOf(file), isPublic === true ? 'public' : 'secret', check);
      if (key.ok) texts.set(path, key.value);
      else faults.push({ path: `gateways.${name}.${path}.file`, why: key.error });
    }
    keys.set(name, texts);
  }
  return { keys, faults };
}

const gatewaysSchema = z.object({ gateways: z.record(z.string(), z.unknown()) });

function gatewaysIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return gatewaysSchema.safeParse(JSON.parse(text)).data?.gateways ?? {};
  } catch {
    return {};
  }
}

function profileFaults(config: TillConfig): ConfigFault[] {
  return config.printers.flatMap((printer, index) => {
    const profile = profileOf(printer.profile, printer);
    return profile.ok ? [] : [{ path: `printers.${index}.${profile.error.at}`, why: profile.error.say }];
  });
}

/** Files with a secret that the till reads later or has made itself: somebody else must not have them either. */
function openFaults({ api, reports, centre }: TillConfig, pathOf: (path: string) => string): ConfigFault[] {
  const named = [
    { path: 'api.tokenFile', file: api.tokenFile },
    ...Object.entries(api.tokens).map(([role, file]) => ({ path: `api.tokens.${role}`, file })),
    { path: 'reports.sftp.privateKey.file', file: reports?.sftp?.privateKey?.file },
    { path: 'reports.sftp.password.file', file: reports?.sftp?.password?.file },
    { path: 'centre.enrolment.file', file: centre?.enrolment.file },
  ];
  return named.flatMap(({ path, file }) => {
    const read = file === undefined ? null : readGuarded(pathOf(file), 'secret');
    return read?.ok === false && read.error.kind === 'open' ? [{ path, why: read.error.say }] : [];
  });
}

function readKey(file: string, guard: Guard, check: KeyFile['check']): Result<string, string> {
  const text = readText(file, guard);
  if (!text.ok) return text;
  const checked = check(text.value);
  return checked.ok ? text : err(checked.error.say);
}

/** A file that people make, as text; else why not, with its name. */
function readText(file: string, guard: Guard): Result<string, string> {
  const bytes = readGuarded(file, guard);
  if (!bytes.ok) return err(bytes.error.say);
  const text = decodedText(bytes.value);
  return text.ok ? text : err(`${file} ${text.error}`);
}
