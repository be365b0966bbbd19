import { nextTurn } from '../../drivers/system/clock.ts';
import { refundingFromTakings } from '../../src/acquirers/kinds.ts';
import type { OrderGate } from '../../src/till/order-gate.ts';
import { Screen } from '../../src/till/screen.ts';
import { keyScanningOf } from '../../src/scan/key-scanning.ts';
import type { Money } from './money.ts';
import type { Paper } from './paper.ts';
import type { ComposeParts } from './parts.ts';

/** What people see of the till; every part is taken for well until it says otherwise. */
export function screenOf(
  { settings, clock, window, journal, setUp }: ComposeParts,
  { terminal }: Money,
  { papers, marks, letters }: Paper,
  gate: OrderGate,
): Screen {
  const { config, training } = settings;
  const screen = new Screen({
    offersOverride: (sale) => gate.offersOverride(sale),
    config,
    clock,
    training,
    nextTurn,
    settingUp: () => setUp !== null && setUp.view.state !== 'none',
    book: () => terminal.book,
    duty: () => terminal.duty,
    office: () => terminal.office,
    clockOffsetMs: (gateway) => terminal.clockOffsetMs(gateway),
    receiptForPhone: (sale) => papers.forPhone(sale),
    refundsFromTakings: refundingFromTakings(config.gateways),
    keyScanning: keyScanningOf(window ? config.scanners : []),
  });
  for (const part of ['journal', ...Object.keys(config.gateways).map((name) => `gateway/${name}`)])
    screen.report(part, { status: 'ok' });
  if (journal.alarm !== null) screen.report('journal', { status: 'ok', why: journal.alarm });
  screen.report('marks', marks);
  if (letters !== null) screen.report('letters', letters);
  return screen;
}
