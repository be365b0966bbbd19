import { openPrinter } from '../../drivers/printer/open.ts';
import { healthOfMarks, readMarks, readMarksOf } from '../../drivers/printer/marks-folder.ts';
import { deflate, shippedFont } from '../../drivers/printer/paper-font.ts';
import { shippedShaper } from '../../drivers/printer/shaper.ts';
import { brandsOf } from '../../src/acquirers/brands.ts';
import type { Log, PartHealth } from '../../src/ground/ports.ts';
import { invariant } from '../../src/ground/result.ts';
import type { PrintOutcome } from '../../src/payment/answers.ts';
import type { Sale } from '../../src/payment/state.ts';
import { allBrands } from '../../src/receipt/brand.ts';
import { Papers } from '../../src/receipt/papers.ts';
import { healthOfLetters } from '../../src/receipt/letters-health.ts';
import { NO_SHAPER } from '../../src/receipt/shape.ts';
import type { ReportPrinter } from '../../src/till/manager/manager-desk.ts';
import { Press, standInsFor, type ConnectedPrinter } from '../../src/till/press.ts';
import { PrinterBoard } from '../../src/till/printer-board.ts';
import type { Screen } from '../../src/till/screen.ts';
import { withAbsolutePath } from '../settings.ts';
import type { Money } from './money.ts';
import type { ComposeParts } from './parts.ts';

/** What papers are made of, and printed on. */
export interface Paper {
  readonly papers: Papers;
  readonly printers: readonly ConnectedPrinter[];
  readonly marks: PartHealth;
  /** What is to be said of the letters of the shop's names; null where paper has all of them. */
  readonly letters: PartHealth | null;
}

/** Builds the printers and the papers for them. */
export async function paperOf({
  assets,
  settings,
  clock,
  log,
}: Pick<ComposeParts, 'assets' | 'settings' | 'clock'> & { readonly log: Log }): Promise<Paper> {
  const { config, training, pathOf } = settings;
  const brands = brandsOf(config);
  const required = allBrands(brands).map(({ mark }) => mark);
  const marks =
    settings.marks === null
      ? readMarks(
          config.marks === undefined ? assets.placeholderMarks : pathOf(config.marks.folder),
          required,
        )
      : readMarksOf(settings.marks, required);
  const font = shippedFont(assets.fontFolder);
  const shaper = await shippedShaper(assets.fontFolder).catch((error: unknown) => {
    log.warn('Letters that must be shaped are printed as boxes.', { why: String(error) });
    return NO_SHAPER;
  });
  const papers = new Papers({
    ...{ config, training, brands, font, shaper, deflate, log },
    marks: marks.pictures,
  });
  const letters = healthOfLetters(papers.boxesOfShop());
  if (letters !== null) log.warn(letters.why);
  return {
    papers,
    letters,
    printers: config.printers.map((printer) => ({
      config: printer,
      printer: openPrinter(withAbsolutePath(printer, pathOf), clock),
    })),
    marks: healthOfMarks(marks),
  };
}

/** Builds the press, which prints for the loop, and lets it hear of the printers. */
export function pressOf(
  { clock }: ComposeParts,
  { papers, printers }: Paper,
  { terminal }: Money,
  screen: Screen,
): Press {
  const saleOf = (saleId: string): Sale => {
    const sale = terminal.book.sale(saleId);
    invariant(sale !== undefined, `the receipt of the sale ${saleId}`);
    return sale;
  };
  const board = new PrinterBoard(printers);
  const press = new Press({
    printers,
    clock,
    isOk: (name) => board.isOk(name),
    started: (saleId, copy, on) =>
      terminal.dispatch({ kind: 'receiptStarted', saleId, copy, on, atMs: clock.nowMs() }),
    ended: (saleId, copy, outcome) =>
      terminal.dispatch({ kind: 'receiptEnded', saleId, copy, outcome, atMs: clock.nowMs() }),
    bytesOf: (saleId, copy, printer) => papers.bytes(saleOf(saleId), copy, printer),
    waitingSinceMs: (saleId, copy) => {
      const state = saleOf(saleId).receipts[copy]?.state;
      return state?.kind === 'waiting' ? state.sinceMs : null;
    },
  });
  for (const { printer } of printers) {
    printer.watch((health) => {
      board.report(printer.name, health);
      for (const { name, health } of board.all()) screen.report(`printers/${name}`, health);
      if (health.status === 'ok') press.woke(printer.name);
    });
  }
  return press;
}

/**
 * Reports and slips for staff go to the printer of the merchant's copies, which does one job after the other; where
 * surely nothing came out there, to the one that stands in for it.
 */
export function reportPrinter(printers: readonly ConnectedPrinter[]): ReportPrinter | null {
  const first = printers.find(({ config }) => config.copies.includes('merchant'));
  if (first === undefined) return null;
  return async (bytesOf) => {
    const printOn = ({ printer, config }: ConnectedPrinter): Promise<PrintOutcome> => {
      const bytes = bytesOf(config);
      return bytes.ok
        ? printer.print(bytes.value)
        : Promise.resolve({ kind: 'notPrinted', why: bytes.error, again: false });
    };
    const outcome = await printOn(first);
    for (const standIn of standInsFor(printers, first)) {
      if (outcome.kind !== 'notPrinted' || !outcome.again) break;
      const instead = await printOn(standIn);
      if (instead.kind !== 'notPrinted') return instead;
    }
    return outcome;
  };
}
