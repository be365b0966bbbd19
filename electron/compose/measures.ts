import { loopHeld } from '../../drivers/system/loop-watch.ts';
import type { TechnicianParts } from '../technician-handlers.ts';
import type { Money } from './money.ts';
import type { ComposeParts } from './parts.ts';

/** What a monitor is told beside health and queue; measured when it asks. */
export function measuresOf(
  { clock, journal, settings }: ComposeParts,
  { terminal }: Money,
): TechnicianParts['measure'] {
  const startedAtMs = clock.nowMs();
  const heldMs = loopHeld();
  const gateways = Object.keys(settings.config.gateways);
  return () => ({
    startedAtMs,
    journalRows: journal.last().seq,
    daysClosed: journal.totals().day - 1,
    clockOffsetsMs: Object.fromEntries(gateways.map((name) => [name, terminal.clockOffsetMs(name)])),
    residentBytes: process.memoryUsage.rss(),
    loopHeldMs: heldMs(),
  });
}
