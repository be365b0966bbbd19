import { officeFiles } from '../../drivers/journal/office-files.ts';
import { settlementFolder } from '../../drivers/reports/settlement-folder.ts';
import type { AcquirerOffice } from '../../src/acquirers/office.ts';
import { Office, type OfficeEvent } from '../../src/till/office/office.ts';
import { OfficeDesk } from '../../src/till/office/office-desk.ts';
import type { Desks } from './desks.ts';
import type { Money } from './money.ts';
import type { Paper } from './paper.ts';
import type { ComposeParts } from './parts.ts';
import type { Screen } from '../../src/till/screen.ts';

/** Builds the office: it sends and asks nothing before it is resumed. */
export function officeOf(
  { clock, journal, log, settings }: ComposeParts,
  { acquirers, terminal }: Money,
  { papers }: Paper,
  {
    screen,
    desks,
    tell,
  }: {
    readonly screen: Screen;
    readonly desks: Desks;
    readonly tell: (event: OfficeEvent) => void;
  },
): OfficeDesk {
  const { config, pathOf } = settings;
  const offices = new Map(
    [...acquirers].flatMap(([name, { office }]): [string, AcquirerOffice][] =>
      office === undefined ? [] : [[name, office]],
    ),
  );
  const files = officeFiles(pathOf(config.journal.file));
  const office = new Office({ config, clock, terminal, offices, files, log, tell });
  const settlements = settlementFolder(config, pathOf);
  return new OfficeDesk({ office, approver: desks.approver, journal, papers, settlements, iso: screen.iso });
}
