import type { Handlers } from '../../src/contract/contract.ts';
import type { OfficeDesk } from '../../src/till/office/office-desk.ts';
import type { Screen } from '../../src/till/screen.ts';
import { technicianHandlers, whileNoSetup } from '../technician-handlers.ts';
import { diagnoseHandler } from '../diagnose-handler.ts';
import { measuresOf } from './measures.ts';
import { setUpHandlers } from '../set-up/handlers.ts';
import { trainingHandlers } from '../training-handlers.ts';
import type { Desks } from './desks.ts';
import type { Money } from './money.ts';
import type { Paper } from './paper.ts';
import type { ComposeParts } from './parts.ts';
import type { Scanning } from './scanning.ts';

/** Everything that answers a command. */
export interface Answering {
  readonly money: Money;
  readonly paper: Paper;
  readonly screen: Screen;
  readonly desks: Desks;
  readonly scanning: Scanning;
  readonly office: OfficeDesk;
}

/** One handler for every command of the contract. */
export function handlersOf(
  parts: ComposeParts,
  { money, paper, screen, desks, scanning, office }: Answering,
): Handlers {
  const { assets, clock, log, electron, restart } = parts;
  const { config, file } = parts.settings;
  const { acquirers, isSaleOpen } = money;
  const { papers, printers } = paper;
  const { scanners, trial, wizard, spoken, acceptance } = scanning;
  const atDesk = desks.desk.handlers();
  const all: Handlers = {
    ...atDesk,
    ...desks.manager.handlers(),
    ...office.handlers(),
    ...desks.staff.handlers(),
    ...desks.tenders.handlers(),
    ...trainingHandlers(parts.trainingFaults),
    ...setUpHandlers({
      ...{ setUp: parts.setUp, config, isSaleOpen, approver: desks.approver },
      changed: () => screen.changed(),
    }),
    ...technicianHandlers({
      ...{ assets, config, clock, log, electron, restart, acquirers, isSaleOpen },
      ...{ papers, printers, trial, wizard, spoken, screen },
      configFile: file,
      newId: () => desks.ids.saleId(),
      measure: measuresOf(parts, money),
    }),
    ...acceptance.handlers(),
    openSale: whileNoSetup(wizard, atDesk.openSale),
    retrySale: whileNoSetup(wizard, atDesk.retrySale),
    hearKeys: scanners.handler,
    diagnose: diagnoseHandler(() => all, file, clock),
  };
  return all;
}
