import { bundleKiosk } from '../build/bundles.ts';
import { ROOT } from './architecture/source.ts';

/** Bundles the till before the first test, where it is older than its sources: tests start what a shop gets. */
export async function setup(): Promise<void> {
  const code = await bundleKiosk(ROOT, () => undefined);
  if (code !== 0) throw new Error(`the till could not be bundled: vite ended with ${code}`);
}
