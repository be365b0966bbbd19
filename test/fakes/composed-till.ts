import { ok } from '../../src/ground/result.ts';
import { keyScanningOf } from '../../src/scan/key-scanning.ts';
import type { Config } from '../../src/config/config.ts';
import { Desk } from '../../src/till/desk.ts';
import type { Approver } from '../../src/till/manager/approver.ts';
import { Decisions } from '../../src/till/manager/decisions.ts';
import { ManagerDesk } from '../../src/till/manager/manager-desk.ts';
import { RefundDesk } from '../../src/till/manager/refund-desk.ts';
import type { PaperName } from '../../src/payment/receipt-state.ts';
import type { Clock, Ids } from '../../src/ground/ports.ts';
import type { Gateway } from '../../src/acquirers/port.ts';
import type { Journal } from '../../src/journal/port.ts';
import { Screen } from '../../src/till/screen.ts';
import { OPEN_GATE, type OrderGate } from '../../src/till/order-gate.ts';
import { OPEN_ROOM, type RefundRoom } from '../../src/till/manager/refund-room.ts';
import { PinChecks } from '../../src/till/staff/pin-checks.ts';
import { StaffDesk } from '../../src/till/staff/staff-desk.ts';
import { Terminal } from '../../src/till/terminal.ts';
import { NO_PAPER, NO_PAPERS } from './no-papers.ts';
import { PLAIN_PINS } from './plain-pins.ts';
import { QUIET } from './quiet-log.ts';

export interface ComposedParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly gateway: Gateway;
  readonly ids: (terminal: Terminal) => Ids;
  readonly print: (saleId: string, copy: PaperName) => void;
  /** Of a till in a chain. */
  readonly room?: RefundRoom;
  readonly gateOf?: (terminal: Terminal) => OrderGate;
}

export interface ComposedTill {
  readonly terminal: Terminal;
  readonly screen: Screen;
  readonly desk: Desk;
  readonly staff: StaffDesk;
  readonly approver: Approver;
  readonly decisions: Decisions;
  readonly gate: OrderGate;
  readonly manager: ReturnType<ManagerDesk['handlers']>;
}

/** A till without paper and devices over any journal and one gateway; nothing is read or resumed yet. */
export function composedTill({
  config,
  clock,
  journal,
  gateway,
  print,
  ...parts
}: ComposedParts): ComposedTill {
  const gateways = new Map([['alipayPlus', gateway]]);
  const screen = new Screen({
    config,
    clock,
    training: false,
    nextTurn: () => Promise.resolve(),
    book: () => terminal.book,
    duty: () => terminal.duty,
    office: () => terminal.office,
    clockOffsetMs: (name) => terminal.clockOffsetMs(name),
    refundsFromTakings: [],
    keyScanning: keyScanningOf([]),
  });
  const terminal: Terminal = new Terminal({
    config,
    clock,
    journal,
    gateways,
    log: QUIET,
    print,
    notice: (kind, say) => screen.notice(kind, say),
    changed: () => screen.changed(),
    heard: () => undefined,
  });
  const ids = parts.ids(terminal);
  const gate = parts.gateOf?.(terminal) ?? OPEN_GATE;
  const pinChecks = new PinChecks(PLAIN_PINS, false);
  const refunds = new RefundDesk({
    config,
    clock,
    ids,
    terminal,
    screen,
    gateways,
    pinChecks,
    room: parts.room ?? OPEN_ROOM,
  });
  const { approver } = refunds;
  const decisions = new Decisions({
    clock,
    terminal,
    approver,
    mayVoid: screen.mayVoid,
    mayOverride: (sale) => gate.mayOverride(sale),
  });
  const manager = new ManagerDesk({
    ...{ config, clock, journal, terminal, screen, refunds, decisions },
    training: false,
    papers: NO_PAPERS,
    print: null,
    sign: (text) => `signed ${text.length}`,
  }).handlers();
  const desk = new Desk({
    ...{ config, clock, ids, terminal, screen, decisions, gate },
    receiptText: (sale, copy) => (copy === 'pending' ? NO_PAPER : ok(`${copy} of ${sale.saleId}`)),
    printSlip: null,
    trainingCode: null,
  });
  const pins = PLAIN_PINS;
  const staff = new StaffDesk({ config, clock, terminal, screen, pins, pinChecks });
  return { terminal, screen, desk, manager, staff, approver, decisions, gate };
}
