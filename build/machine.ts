import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findBrowser, findProgram } from '../electron/browser.ts';
import type { Say } from './setup.mjs';

/** A program of the operating system that some tests drive: its name to a person, its Debian package. */
interface TestTool {
  readonly what: string;
  readonly debian: string;
  readonly isThere: () => boolean;
}

const TEST_TOOLS: readonly TestTool[] = [
  {
    what: 'a browser (Chromium, Chrome or Edge)',
    debian: 'chromium',
    isThere: () => findBrowser() !== null,
  },
  // A display and a window manager for the kiosk's own window, where no Electron of ours runs without.
  { what: 'Xvfb', debian: 'xvfb', isThere: () => !needsDisplay() || findProgram('Xvfb') !== null },
  { what: 'openbox', debian: 'openbox', isThere: () => !needsDisplay() || findProgram('openbox') !== null },
  { what: 'libusb', debian: 'libusb-1.0-0', isThere: () => process.platform !== 'linux' || hasLibusb() },
  // What the installed till depends on is copied from this machine into a clean root.
  { what: 'udev', debian: 'udev', isThere: () => !needsDisplay() || findProgram('udevadm') !== null },
  {
    what: 'PostgreSQL 15 or newer',
    debian: 'postgresql',
    isThere: () => process.platform === 'win32' || hasPostgres(),
  },
  { what: 'socat', debian: 'socat', isThere: () => findProgram('socat') !== null },
];

/** What the driver of HID devices is linked to; the loader knows where libraries are. */
function hasLibusb(): boolean {
  const known = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return known.error !== undefined || known.stdout.includes('libusb-1.0.so.0');
}

/** Debian keeps its programs in a folder of their version, off the path. */
function hasPostgres(): boolean {
  return existsSync('/usr/lib/postgresql') || findProgram('initdb') !== null;
}

function needsDisplay(): boolean {
  return process.platform === 'linux' && process.env['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined;
}

/**
 * Brings the programs that tests drive, where this may be done without asking: as root, with apt-get.
 *
 * Elsewhere it says what is missing and the command that brings it, and goes on: the tests that need it report it.
 */
export function bringTestTools(say: Say): void {
  if (process.platform === 'win32') return;
  const missing = TEST_TOOLS.filter((tool) => !tool.isThere());
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tool.debian);
  const apt = findProgram('apt-get') !== null;
  if (apt && process.getuid?.() === 0) {
    say(`Installing what the tests drive: ${packages.join(', ')} (apt-get); this takes a minute or two.`);
    if (aptGet(packages, say)) return;
  }
  say(`Missing for some tests: ${missing.map((tool) => tool.what).join(', ')}. They will say so.`);
  if (apt) say(`To bring it: sudo apt-get install --no-install-recommends ${packages.join(' ')}`);
}

function aptGet(packages: readonly string[], say: Say): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [
    ['update', '-q'],
    ['install', '-q', '-y', '--no-install-recommends', ...packages],
  ]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (done.status === 0) continue;
    say(`apt-get ${args[0] ?? ''} did not work:\n${done.stdout}${done.stderr}`.trim());
    return false;
  }
  return true;
}
