import { routingOf } from '../../src/acquirers/routing.ts';
import type { Screen } from '../../src/till/screen.ts';
import { Spoken } from '../../src/till/technician/bench.ts';
import { TrialScan } from '../../src/till/technician/trial-scan.ts';
import { NODE_FLAGS } from '../../drivers/system/private-process.ts';
import { AcceptanceDesk } from '../acceptance/desk.ts';
import { ScannerWizard } from '../scanner-wizard.ts';
import { withAbsolutePath } from '../settings.ts';
import { TillScanners } from '../till-scanners.ts';
import type { Desks } from './desks.ts';
import type { Money } from './money.ts';
import type { ComposeParts } from './parts.ts';

/** The scanners, and what a technician does with them. */
export interface Scanning {
  readonly scanners: TillScanners;
  readonly trial: TrialScan;
  readonly wizard: ScannerWizard;
  readonly acceptance: AcceptanceDesk;
  /** When each part of the till was heard of last. */
  readonly spoken: Spoken;
}

/** Builds the scanners; what they read goes to the desk, unless a technician tries a scan. They do not listen yet. */
export function scanningOf(
  { settings, clock, window, assets }: ComposeParts,
  { isSaleOpen }: Money,
  { desk, staff }: Desks,
  screen: Screen,
): Scanning {
  const { config, pathOf, file } = settings;
  const spoken = new Spoken();
  const trial = new TrialScan(clock, routingOf(config), isSaleOpen);
  const devices = config.scanners.map((scanner) => withAbsolutePath(scanner, pathOf));
  const scanners = new TillScanners(devices, clock, window, {
    scanned: (scan, name, tookMs) => {
      spoken.heard(`scanners/${name}`, clock.nowMs());
      if (trial.takes(scan, name, tookMs) || staff.takes(scan)) return;
      staff.touch('till');
      desk.scanned(scan);
    },
    health: (name, health) => screen.report(`scanners/${name}`, health),
  });
  const wizard = new ScannerWizard({
    clock,
    paths: devices.flatMap((device) =>
      device.kind === 'serial' && device.path !== undefined ? [device.path] : [],
    ),
    configFile: file,
    release: () => scanners.stop(),
    takeBack: () => scanners.start(),
  });
  const acceptance = new AcceptanceDesk({
    ...{ settings, clock, trial, isSaleOpen, version: assets.version },
    program: { node: process.execPath, kit: assets.kit, flags: NODE_FLAGS },
  });
  return { scanners, trial, wizard, acceptance, spoken };
}
