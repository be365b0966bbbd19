import { ulidIds } from '../../drivers/system/ids.ts';
import type { Ids } from '../../src/ground/ports.ts';
import { scryptPins } from '../../src/staff/pin.ts';
import { Desk } from '../../src/till/desk.ts';
import type { Approver } from '../../src/till/manager/approver.ts';
import { Decisions } from '../../src/till/manager/decisions.ts';
import { ManagerDesk } from '../../src/till/manager/manager-desk.ts';
import { RefundDesk } from '../../src/till/manager/refund-desk.ts';
import type { OrdersInChain } from './centre.ts';
import { PhoneDesk } from '../../src/till/phone-desk.ts';
import type { Screen } from '../../src/till/screen.ts';
import { PinChecks } from '../../src/till/staff/pin-checks.ts';
import { StaffDesk } from '../../src/till/staff/staff-desk.ts';
import { TenderDesk } from '../../src/till/tender-desk.ts';
import type { Money } from './money.ts';
import { reportPrinter, type Paper } from './paper.ts';
import type { ComposeParts } from './parts.ts';

/** Where people and cash registers ask for something. */
export interface Desks {
  readonly ids: Ids;
  readonly desk: Desk;
  readonly manager: ManagerDesk;
  readonly staff: StaffDesk;
  readonly tenders: TenderDesk;
  readonly phone: PhoneDesk;
  readonly approver: Approver;
}

/** Builds the cashier's and the manager's desk, and where people sign in. */
export function desksOf(
  parts: ComposeParts,
  money: Money,
  paper: Paper,
  screen: Screen,
  { gate, room }: OrdersInChain,
): Desks {
  const { clock, journal, trainingCode } = parts;
  const { config, training } = parts.settings;
  const { terminal, gateways, tokens, phones } = money;
  const { papers, printers } = paper;
  const ids = ulidIds(clock);
  const pins = scryptPins;
  const pinChecks = new PinChecks(pins, training);
  const refunds = new RefundDesk({ config, clock, ids, terminal, screen, gateways, pinChecks, room });
  const { approver } = refunds;
  const decisions = new Decisions({
    clock,
    terminal,
    approver,
    mayVoid: screen.mayVoid,
    mayOverride: (sale) => gate.mayOverride(sale),
  });
  const print = reportPrinter(printers);
  const desk = new Desk({
    ...{ config, clock, ids, terminal, screen, decisions, gate, trainingCode },
    receiptText: (sale, copy) => papers.text(sale, copy),
    receiptForPhone: (sale) => papers.forPhone(sale),
    receiptFile: (sale, copy, format) => papers.file(sale, copy, format),
    printSlip: print === null ? null : (sale) => print((printer) => papers.bytes(sale, 'pending', printer)),
  });
  const manager = new ManagerDesk({
    ...{ config, clock, journal, terminal, screen, papers, training },
    ...{ refunds, decisions },
    print,
    sign: (text) => parts.journal.sign(text),
  });
  const staff = new StaffDesk({ config, clock, terminal, screen, pins, pinChecks });
  const tenders = new TenderDesk({ config, clock, terminal, screen, gateways, tokens, decisions, gate });
  const { storeDisplayName, storeName } = config.merchant.store;
  const shop = storeDisplayName ?? storeName;
  const phone = new PhoneDesk({ shop, tokens, phones, terminal, screen, gateways });
  return { ids, desk, manager, staff, tenders, phone, approver };
}
