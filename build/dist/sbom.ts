import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../node.mjs';

/** Of a CycloneDX document what is changed here. */
interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: { name: string; version: string }[];
}

/** An Electron, as its folder says it. */
export interface ShippedElectron {
  readonly version: string;
}

/**
 * Writes what the installer is made of, by the lockfile, as CycloneDX.
 *
 * Why number and time are replaced: npm draws them anew at each call, and the same commit is to give the same bytes.
 */
export async function writeSbom(
  root: string,
  file: string,
  electron: ShippedElectron,
  builtAtMs: number,
): Promise<number> {
  const parts: Buffer[] = [];
  const words = ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only'];
  const code = await runChild('npm', words, {
    cwd: root,
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 2],
    onStart: (child) => child.stdout?.on('data', (part: Buffer) => void parts.push(part)),
  });
  if (code !== 0) return code;
  const bom = JSON.parse(Buffer.concat(parts).toString('utf8')) as Bom;
  const runs = { ...electronPart(electron), type: 'application' };
  const carried = bom.components.filter(({ name }) => !/^node-(linux|win)-/.test(name) || name === ownNode());
  bom.components = [...carried, runs].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  // npm names the folder.
  bom.metadata.component.name = 'paycode-till';
  bom.metadata.timestamp = new Date(builtAtMs).toISOString();
  bom.serialNumber = `urn:uuid:${uuidOf(readFileSync(join(root, 'package-lock.json')))}`;
  writeFileSync(file, `${JSON.stringify(bom, null, 1)}\n`);
  return 0;
}

/** The lockfile has a Node for each system; an installer carries one. */
function ownNode(): string {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

function keyOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

/** It is no dependency of the program: it is the program's windows. */
function electronPart({ version }: ShippedElectron) {
  return {
    'bom-ref': `electron@${version}`,
    name: 'electron',
    version,
    purl: `pkg:npm/electron@${version}`,
    licenses: [{ license: { id: 'MIT' } }],
  };
}

function uuidOf(bytes: Buffer): string {
  const digits = createHash('sha256').update(bytes).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
