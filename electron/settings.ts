import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { parsePrivateKey, parsePublicKey } from '../src/acquirers/alipay-plus/signature.ts';
import { parseConfig, type TillConfig } from '../src/acquirers/till-config.ts';
import type { ConfigFault } from '../src/config/config.ts';
import { fileReference } from '../src/config/file-reference.ts';
import { profileOf } from '../src/receipt/profiles.ts';
import { err, ok, type Result } from '../src/ground/result.ts';

/** The keys of one gateway, as its config refers to them. */
export interface GatewayKeys {
  readonly privateKey: KeyObject;
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

/** Everything that a till is set up with: the config, the keys it refers to, and where its files are. */
export interface Settings {
  readonly config: TillConfig;
  readonly keys: ReadonlyMap<string, GatewayKeys>;
  /** A path of the config, made absolute. */
  readonly pathOf: (path: string) => string;
  readonly training: boolean;
  /** The config file; null where the settings are from none. */
  readonly file: string | null;
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
  const folder = dirname(resolve(file));
  const pathOf = (path: string) => resolve(folder, path);
  const config = parseConfig(text);
  const { keys, faults } = readKeys(text, pathOf);
  if (!config.ok) return err([...config.error, ...faults]);
  faults.push(...profileFaults(config.value));
  return faults.length > 0
    ? err(faults)
    : ok({ config: config.value, keys, pathOf, training: false, file: resolve(file) });
}

/** A device of the config with its path made absolute, where it has one. */
export function withAbsolutePath<T extends object>(device: T, pathOf: (path: string) => string): T {
  return 'path' in device && typeof device.path === 'string'
    ? { ...device, path: pathOf(device.path) }
    : device;
}

/** The key files that a config refers to, as far as it can be read: bad ones are named in one run with bad keys. */
const referencesSchema = z.object({
  gateways: z.record(
    z.string(),
    z
      .object({
        privateKey: fileReference.optional().catch(undefined),
        publicKeys: z.record(z.string(), fileReference.optional().catch(undefined)).catch({}),
      })
      .catch({ privateKey: undefined, publicKeys: {} }),
  ),
});

function readKeys(
  text: string,
  pathOf: (path: string) => string,
): { readonly keys: ReadonlyMap<string, GatewayKeys>; readonly faults: ConfigFault[] } {
  const keys = new Map<string, GatewayKeys>();
  const faults: ConfigFault[] = [];
  const read = (path: string, reference: { file: string } | undefined, parse: typeof parsePublicKey) => {
    if (reference === undefined) return undefined;
    const key = readKey(pathOf(reference.file), parse);
    if (key.ok) return key.value;
    faults.push({ path: `${path}.file`, why: key.error });
    return undefined;
  };
  for (const [name, gateway] of Object.entries(referencesOf(text))) {
    const at = `gateways.${name}`;
    const privateKey = read(`${at}.privateKey`, gateway.privateKey, parsePrivateKey);
    const publicKeys = new Map<string, KeyObject>();
    for (const [version, reference] of Object.entries(gateway.publicKeys)) {
      const publicKey = read(`${at}.publicKeys.${version}`, reference, parsePublicKey);
      if (publicKey !== undefined) publicKeys.set(version, publicKey);
    }
    if (privateKey !== undefined) keys.set(name, { privateKey, publicKeys });
  }
  return { keys, faults };
}

function referencesOf(text: string): z.infer<typeof referencesSchema>['gateways'] {
  try {
    return referencesSchema.safeParse(JSON.parse(text)).data?.gateways ?? {};
  } catch {
    return {};
  }
}

function profileFaults(config: TillConfig): ConfigFault[] {
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
