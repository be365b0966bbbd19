import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron } from '../../electron/electron-binary.ts';
import { signedManifest } from '../../src/update/manifest.ts';
import { bundleKiosk, bundleTool } from '../bundles.ts';
import type { Target } from './carried.ts';
import { FUSES } from '../fuses.ts';
import { runChild } from '../node.mjs';
import { progressOf } from '../progress.mjs';
import { builderConfig, type PackedElectron } from './builder-config.ts';
import { buildDeb } from './deb.ts';
import { readFuses } from './fuse-wire.ts';
import { writeSbom } from './sbom.ts';
import { layApp, layTill, placesIn } from './stage.ts';

// `npm run dist`: installers in `out/dist`, from the bundles that the tests start. With `--dir` only the folder that
// starts; with `--appimage` an AppImage too, for which electron-builder fetches its tools.

const ROOT = join(import.meta.dirname, '../..');
const USAGE = 'Use: npm run dist [-- --dir | --appimage] [--sign release.key]\n';
const DEB_ARCHES: Readonly<Record<string, 'amd64' | 'arm64'>> = { x64: 'amd64', arm64: 'arm64' };
const progress = progressOf('dist');
const say = (sentence: string): void => progress.step(sentence);

/** A step that failed. The program that was run has said why. */
class StepFailed extends Error {
  readonly code: number;
  constructor(step: string, code: number) {
    super(`dist: ${step} ended with ${code}.`);
    this.code = code;
  }
}

async function step(name: string, run: () => Promise<number>): Promise<void> {
  say(name);
  const code = await run();
  if (code !== 0) throw new StepFailed(name, code);
}

interface Wanted {
  readonly dirOnly: boolean;
  readonly appImage: boolean;
  /** The file with the private key that signs the release; null where it is not signed. */
  readonly signingKey: string | null;
}

function wantedBy(args: readonly string[]): Wanted | null {
  try {
    const options = {
      dir: { type: 'boolean' },
      appimage: { type: 'boolean' },
      sign: { type: 'string' },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    return {
      ...{ dirOnly: values.dir === true, appImage: values.appimage === true },
      signingKey: values.sign ?? null,
    };
  } catch {
    return null;
  }
}

async function dist({ dirOnly, appImage, signingKey }: Wanted): Promise<void> {
  const places = placesIn(ROOT);
  const target = { platform: process.platform, arch: process.arch };
  const electron = electronToPack();
  const builtAtMs = commitTimeMs();
  await step('bundling the till', async () => (await bundleKiosk(ROOT, say)) || bundleTool(ROOT, say));
  layApp(ROOT, places.app);
  await step('bringing electron-builder', bringBuilder);
  const config = join(ROOT, 'out/dist/builder.json');
  writeFileSync(config, JSON.stringify(builderConfig(places, electron), null, 2));
  const builder = (...words: readonly string[]): Promise<number> => build(config, words);
  const system = target.platform === 'win32' ? '--win' : '--linux';
  await step('packing the folder that starts', () => builder(system, 'dir'));
  const unpacked = join(places.output, target.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked');
  const resources = join(unpacked, 'resources');
  layTill(ROOT, resources, target);
  const sbom = join(resources, 'sbom.cdx.json');
  await step('listing what it is made of', () => writeSbom(ROOT, sbom, electron, builtAtMs));
  checkFuses(join(unpacked, target.platform === 'win32' ? 'paycode-till.exe' : 'paycode-till'));
  if (!dirOnly) {
    const ready = ['--prepackaged', unpacked];
    if (target.platform === 'win32')
      await step('packing the set-up', () => builder(system, 'nsis', ...ready));
    else await step('packing the tar.gz', () => packTar(unpacked, archiveOf(places.output), builtAtMs));
    if (signingKey !== null) signRelease(archiveOf(places.output), signingKey, target);
    if (appImage) await step('packing the AppImage', () => builder(system, 'AppImage', ...ready));
    const arch = DEB_ARCHES[target.arch];
    if (target.platform === 'linux' && arch !== undefined) {
      const version = versionOfTill();
      const file = join(places.output, `paycode-till_${version}_${arch}.deb`);
      await step('packing the .deb', () =>
        buildDeb(ROOT, unpacked, file, { version, arch, builtAtMs, compression: 'gzip' }),
      );
    }
  }
  progress.end();
  report(places.output, unpacked);
}

/** Writes the signed manifest of a release beside its archive; see `npm run update`. */
function signRelease(archive: string, keyFile: string, target: Target): void {
  const bytes = readFileSync(archive);
  const manifest = {
    ...{ product: 'paycode-till' as const, version: versionOfTill(), ...target },
    ...{ file: basename(archive), bytes: bytes.length },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  writeFileSync(`${archive}.update.json`, signedManifest(manifest, readFileSync(keyFile, 'utf8')));
}

function archiveOf(output: string): string {
  return join(output, `paycode-till-${versionOfTill()}-${process.platform}-${process.arch}.tar.gz`);
}

function versionOfTill(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string })
    .version;
}

/** The folder that starts as an archive; names in order and one time for all, so that the same files are the same bytes. */
function packTar(unpacked: string, file: string, builtAtMs: number): Promise<number> {
  const args = [
    ...['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mode=go-w'],
    ...[`--mtime=@${builtAtMs / 1000}`, '--use-compress-program=gzip -n', '-cf', file],
    ...[`--transform=s,^${basename(unpacked)},paycode-till,`, '-C', dirname(unpacked), basename(unpacked)],
  ];
  return runChild('tar', args, { stdio: ['ignore', 2, 2] });
}

/** The Electron at hand, else the one that the project is built with, which electron-builder fetches. */
function electronToPack(): PackedElectron {
  const found = findElectron(ROOT);
  if (found.kind === 'found') return { version: found.version, folder: join(found.path, '..') };
  const manifest = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8')) as {
    readonly version: string;
  };
  return { version: manifest.version, folder: null };
}

/** The time of the commit, so that the same commit gives the same bytes; without git, the first second of 1980. */
function commitTimeMs(): number {
  const git = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  const seconds = git.status === 0 ? Number(git.stdout.trim()) : 315_532_800;
  return seconds * 1000;
}

const TOOLS = join(ROOT, 'out/dist-tools');

/** Brings electron-builder, from a lockfile of its own. Only who makes installers waits for it. */
async function bringBuilder(): Promise<number> {
  const own = join(ROOT, 'build/dist/tools');
  const stamp = join(TOOLS, 'installed');
  const lock = readFileSync(join(own, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 0;
  mkdirSync(TOOLS, { recursive: true });
  for (const name of ['package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(own, name), join(TOOLS, name));
  const options = {
    cwd: TOOLS,
    shell: process.platform === 'win32',
    stdio: ['ignore', 2, 2] as ('ignore' | 2)[],
  };
  const code = await runChild('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (code === 0) writeFileSync(stamp, wanted);
  return code;
}

function build(config: string, words: readonly string[]): Promise<number> {
  const cli = join(TOOLS, 'node_modules/electron-builder/cli.js');
  const args = [cli, ...words, `--${process.arch}`, '--config', config, '--publish', 'never'];
  return runChild(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
}

/** A fuse that is not as it must be ends the packing: what is not locked is not given out. */
function checkFuses(binary: string): void {
  const found = readFuses(readFileSync(binary));
  const wrong = FUSES.filter(([fuse, wanted]) => {
    const state = found.find((each) => each.fuse === fuse)?.state;
    return state !== wanted && state !== 'absent' && state !== 'removed';
  });
  if (wrong.length > 0)
    throw new Error(`These fuses are not set: ${wrong.map(([fuse]) => fuse).join(', ')}.`);
}

/** What was made, with its size; of the archive the hash, by which two machines compare what they made of a commit. */
function report(output: string, unpacked: string): void {
  const asar = join(unpacked, 'resources/app.asar');
  const files = readdirSync(output)
    .filter((name) => name.startsWith('paycode-till'))
    .map((name) => join(output, name));
  for (const file of [unpacked, asar, ...files])
    process.stdout.write(`${megabytes(file).padStart(9)}  ${file}\n`);
  process.stdout.write(`app.asar sha256 ${createHash('sha256').update(readFileSync(asar)).digest('hex')}\n`);
}

function megabytes(path: string): string {
  return `${(bytesIn(path) / 1e6).toFixed(1)} MB`;
}

function bytesIn(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).size;
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(path, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

const wanted = wantedBy(process.argv.slice(2));
if (wanted === null) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  await dist(wanted).catch((error: unknown) => {
    progress.end();
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof StepFailed ? error.code : 4;
  });
}
