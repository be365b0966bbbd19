import type { Clock } from '../../src/ground/ports.ts';
import { ok } from '../../src/ground/result.ts';
import type { OfficeFiles } from '../../src/office/files.ts';
import { DisputeWatch } from '../../src/till/office/dispute-watch.ts';
import { Office } from '../../src/till/office/office.ts';
import type { Terminal } from '../../src/till/terminal.ts';
import { CONFIG } from './shop.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** Files of no account: only the rows count here. */
const NO_FILES: OfficeFiles = {
  keep: ({ length }) => ok({ sha256: '0'.repeat(64), bytes: length }),
  read: () => null,
  drop: () => undefined,
  all: () => [],
};

/** The real office of a simulated till, as far as it hears of disputes. */
export function watchOf(terminal: Terminal, clock: Clock, iso: (atMs: number) => string): DisputeWatch {
  const office = new Office({
    ...{ config: CONFIG, clock, terminal, offices: new Map(), files: NO_FILES },
    log: QUIET,
    tell: () => undefined,
  });
  return new DisputeWatch(office, iso);
}
