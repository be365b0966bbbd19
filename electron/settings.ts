import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { parsePrivateKey, parsePublicKey } from '../src/alipay-plus/signature.ts';
import { parseConfig, type Config, type ConfigFault } from '../src/config.ts';
import { profileOf } from '../src/receipt/profiles.ts';
import { err, ok, type Result } from '../src/result.ts';

/** The keys of one gateway, as its config refers to them. */
export interface GatewayKeys {
  readonly privateKey: KeyObject;
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

/** Everything that a till is set up with: the config, the keys it refers to, and where its files are. */
export interface Settings {
  readonly config: Config;
  readonly keys: ReadonlyMap<string, GatewayKeys>;
  /** A path of the config, made absolute. */
  readonly pathOf: (path: string) => string;
  readonly training: boolean;
}

/**
 * Reads the config file and the keys it refers to.
 *
 * Relative paths start at the config file's folder. Errors: every bad key, with its path and why; never what a key
 * file holds.
 */
export function readSettings(file: string): Result<Settings, readonly ConfigFault[]> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return err([{ path: '', why: `${file} cannot be read (${codeOf(error)})` }]);
  }
  const config = parseConfig(text);
  if (!config.ok) return config;
  const folder = dirname(resolve(file));
  const pathOf = (path: string) => resolve(folder, path);
  const faults: ConfigFault[] = [...profileFaults(config.value)];
  const keys = new Map<string, GatewayKeys>();
  for (const [name, gateway] of Object.entries(config.value.gateways)) {
    const at = `gateways.${name}`;
    const privateKey = readKey(pathOf(gateway.privateKey.file), parsePrivateKey);
    if (!privateKey.ok) faults.push({ path: `${at}.privateKey.file`, why: privateKey.error });
    const publicKeys = new Map<string, KeyObject>();
    for (const [version, reference] of Object.entries(gateway.publicKeys)) {
      const publicKey = readKey(pathOf(reference.file), parsePublicKey);
      if (publicKey.ok) publicKeys.set(version, publicKey.value);
      else faults.push({ path: `${at}.publicKeys.${version}.file`, why: publicKey.error });
    }
    if (privateKey.ok) keys.set(name, { privateKey: privateKey.value, publicKeys });
  }
  return faults.length > 0 ? err(faults) : ok({ config: config.value, keys, pathOf, training: false });
}

function profileFaults(config: Config): ConfigFault[] {
  return config.printers.flatMap((printer, index) => {
    const profile = profileOf(printer.profile, printer.charset);
    return profile.ok ? [] : [{ path: `printers.${index}.charset`, why: profile.error.say }];
  });
}

function readKey(
  file: string,
  parse: (text: string) => Result<KeyObject, { readonly say: string }>,
): Result<KeyObject, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return err(`${file} cannot be read (${codeOf(error)})`);
  }
  const key = parse(text);
  return key.ok ? key : err(key.error.say);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
