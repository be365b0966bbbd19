import { copyFile, rm } from 'node:fs/promises';
import { httpsLine } from '../../drivers/gateway/https.ts';
import { ulidIds } from '../../drivers/system/ids.ts';
import { writePrivateFile } from '../../drivers/system/private-file.ts';
import type { ConfigFault } from '../../src/config/config-fault.ts';
import type { TrialView } from '../../src/contract/till-setup.ts';
import type { Log } from '../../src/ground/ports.ts';
import { err, type Result } from '../../src/ground/result.ts';
import type { ComposeParts } from '../compose/parts.ts';
import { paperOf } from '../compose/paper.ts';
import { acquirersOf } from '../gateways.ts';
import { readSettings, type Settings } from '../settings.ts';

/** What trials are made with. */
export type TrialParts = Pick<ComposeParts, 'assets' | 'clock'> & { readonly log: Log };

/** Reads a config that is not one yet as the till will read it, with its key files. */
export async function readTrial(
  file: string,
  config: object,
): Promise<Result<Settings, readonly ConfigFault[]>> {
  const trial = `${file}.trial`;
  try {
    await writePrivateFile(trial, JSON.stringify(config));
    return readSettings(trial);
  } catch (error) {
    return err([{ path: '', why: `${trial} cannot be written (${String(error)})` }]);
  } finally {
    await rm(trial, { force: true }).catch(() => undefined);
  }
}

/** Puts a config in its place; what was there stands beside it. Throws what the system says. */
export async function putInPlace(file: string, config: object): Promise<void> {
  await copyFile(file, `${file}.bak`).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await writePrivateFile(file, `${JSON.stringify(config, null, 2)}\n`);
}

/** Asks an acquirer about a payment that cannot exist: it must answer, take our signature, and sign with its own. */
export async function tryGateway(
  settings: Settings,
  name: string,
  parts: Omit<TrialParts, 'assets'>,
): Promise<TrialView> {
  const acquirers = acquirersOf({
    ...{ settings, clock: parts.clock, log: parts.log },
    http: (_, line) => httpsLine(line, () => undefined),
  });
  const check = await acquirers.get(name)?.check(`set-up-${ulidIds(parts.clock).saleId()}`);
  if (check === undefined) return failed('gateway', 'noAnswer', 'There is no such acquirer.');
  const { reached, accepted, verified, found, say } = check;
  const good = reached && accepted !== 'no' && verified !== 'no' && found === 'fine';
  return { good, kind: 'gateway', found, reached, accepted, verified, say };
}

/** Prints a test page on the printer that was chosen. */
export async function tryPrinter(settings: Settings, parts: TrialParts): Promise<TrialView> {
  const { papers, printers } = await paperOf({ ...parts, settings });
  const [chosen] = printers;
  if (chosen === undefined) return failed('printer', 'notPrinted', 'There is no printer.');
  try {
    const page = papers.testPage(chosen.config, new Date(parts.clock.nowMs()).toISOString());
    if (!page.ok) return failed('printer', 'notPrinted', page.error);
    const outcome = await chosen.printer.print(page.value);
    const say = outcome.kind === 'printed' ? '' : outcome.why;
    return { good: outcome.kind === 'printed', kind: 'printer', found: outcome.kind, say };
  } finally {
    await Promise.all(printers.map(({ printer }) => printer.stop()));
  }
}

function failed(kind: TrialView['kind'], found: string, say: string): TrialView {
  return { good: false, kind, found, say };
}

/** A config that a trial cannot be made with, as a trial that failed. */
export function notYet(faults: readonly ConfigFault[]): TrialView {
  return failed('config', 'config', faults.map(({ path, why }) => `${path}: ${why}`).join('; '));
}
