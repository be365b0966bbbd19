import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../architecture/source.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What of `out/` is the bundled kiosk; the rest of it is the tests' and the start's own. */
const PARTS = ['app', 'till'];

/**
 * A folder of the system's temporary ones that holds the bundled till and nothing else of this repository.
 *
 * Beside the bundle it needs the packages with native parts, which no bundle can hold: those that its own
 * `package.json` names, and what these load.
 */
export class BundleFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'till-bundle-'));
  readonly till = join(this.path, 'till');

  static made(): BundleFolder {
    const folder = new BundleFolder();
    for (const part of PARTS) cpSync(join(ROOT, 'out', part), join(folder.path, part), { recursive: true });
    for (const name of packagesUnder(join(ROOT, 'out/till/package.json')))
      cpSync(join(ROOT, 'node_modules', name), join(folder.path, 'till/node_modules', name), {
        recursive: true,
        dereference: true,
      });
    return folder;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** The packages that a package loads, and those that these load, by their folder in `node_modules`. */
function packagesUnder(manifest: string): Set<string> {
  const found = new Set<string>();
  const open = namesIn(manifest);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const file = join(ROOT, 'node_modules', name, 'package.json');
    // A package of a package's own folder is copied with it.
    if (found.has(name) || !existsSync(dirname(file))) continue;
    found.add(name);
    open.push(...namesIn(file));
  }
  return found;
}

function namesIn(file: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return Object.keys(dependencies);
}
