import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runChild } from '../node.mjs';

/** What the package says of itself. */
export interface DebFacts {
  readonly version: string;
  readonly arch: 'amd64' | 'arm64';
  /** Of all files. All but the loaded terminal are the same bytes for the same commit; V8 writes that one anew each time. */
  readonly builtAtMs: number;
  /** A test that unpacks it at once has no use for a small one. */
  readonly compression: 'gzip' | 'none';
}

/** Where the till is installed. */
const HOME = 'usr/lib/paycode-till';

/**
 * What must be on the machine. The first row are libraries that Electron is linked to or opens, without which no window
 * comes; the second one is the till's own: HID scanners, what names devices, and the user of the service.
 *
 * Source: `ldd` and `dpkg -S` of Electron's files; a test installs the package where nothing else is.
 */
const DEPENDS = [
  ...[
    'libgtk-3-0 | libgtk-3-0t64',
    'libnss3',
    'libasound2 | libasound2t64',
    'libgbm1',
    'libxss1',
    'libxtst6',
    'libx11-xcb1',
  ],
  ...[
    'libatspi2.0-0 | libatspi2.0-0t64',
    'libdrm2',
    'libnotify4',
    'libsecret-1-0',
    'libuuid1',
    'ca-certificates',
  ],
  ...['libusb-1.0-0', 'udev', 'adduser'],
];

/** Where each file of `build/dist/linux` comes to stand. */
const FILES: Readonly<Record<string, string>> = {
  '70-paycode-till.rules': 'usr/lib/udev/rules.d/70-paycode-till.rules',
  'paycode-till.service': 'usr/lib/systemd/system/paycode-till.service',
  'paycode-till.desktop': 'usr/share/applications/paycode-till.desktop',
  'paycode-till.svg': 'usr/share/icons/hicolor/scalable/apps/paycode-till.svg',
  'paycode-till-kiosk.service': 'usr/share/doc/paycode-till/examples/paycode-till-kiosk.service',
  'paycode-till-agent': 'usr/bin/paycode-till-agent',
  'paycode-till-tool': 'usr/bin/paycode-till-tool',
  copyright: 'usr/share/doc/paycode-till/copyright',
};
const SCRIPTS = ['postinst', 'prerm', 'postrm'];
const PROGRAMS = ['paycode-till-agent', 'paycode-till-tool', ...SCRIPTS];

/**
 * Builds the Debian package from the folder that starts; answers an exit code.
 *
 * Why not a packer for Electron: none has a place for rules of udev and units of systemd, and `dpkg-deb` makes a
 * package from a tree, in which each file stands where dpkg will own it.
 */
export async function buildDeb(
  root: string,
  unpacked: string,
  file: string,
  facts: DebFacts,
): Promise<number> {
  const tree = join(root, 'out/dist/deb');
  rmSync(tree, { recursive: true, force: true });
  cpSync(unpacked, join(tree, HOME), { recursive: true });
  const from = join(root, 'build/dist/linux');
  for (const [name, place] of Object.entries(FILES))
    put(join(from, name), join(tree, place), PROGRAMS.includes(name));
  symlinkSync('../lib/paycode-till/paycode-till', join(tree, 'usr/bin/paycode-till'));
  for (const name of SCRIPTS) put(join(from, name), join(tree, 'DEBIAN', name), true);
  writeFileSync(join(tree, 'DEBIAN/control'), controlOf(facts, kilobytesIn(tree)));
  setModes(tree);
  const args = ['--build', '--root-owner-group', `-Z${facts.compression}`, tree, file];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(Math.floor(facts.builtAtMs / 1000)) };
  const code = await runChild('dpkg-deb', args, { env, stdio: ['ignore', 2, 2] });
  rmSync(tree, { recursive: true });
  return code;
}

function put(from: string, place: string, isProgram: boolean): void {
  mkdirSync(dirname(place), { recursive: true });
  copyFileSync(from, place);
  chmodSync(place, isProgram ? 0o755 : 0o644);
}

/** Whatever the umask of the machine that packs: everybody may read, nobody but root may write. */
function setModes(tree: string): void {
  chmodSync(tree, 0o755);
  for (const entry of readdirSync(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o4100) === 0 ? 0o644 : 0o755);
  }
  // Chromium's sandbox for systems on which an ordinary user may open no namespace.
  chmodSync(join(tree, HOME, 'chrome-sandbox'), 0o4755);
}

function kilobytesIn(tree: string): number {
  const files = readdirSync(tree, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.ceil(
    files.reduce((sum, { parentPath, name }) => sum + lstatSync(join(parentPath, name)).size, 0) / 1024,
  );
}

function controlOf({ version, arch }: DebFacts, kilobytes: number): string {
  return [
    ...['Package: paycode-till', `Version: ${version}`, `Architecture: ${arch}`],
    ...['Maintainer: Paycode Till <maintainer@paycode-till.example>', `Installed-Size: ${kilobytes}`],
    ...[`Depends: ${DEPENDS.join(', ')}`, 'Suggests: cage, cups-client'],
    ...['Section: misc', 'Priority: optional'],
    'Description: point-of-sale terminal for wallets and cards',
    " The cashier enters an amount and scans the code in the customer's wallet app;",
    ' the till charges it and prints the receipts.',
    '',
  ].join('\n');
}
