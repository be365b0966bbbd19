import type { PartHealth } from '../ground/ports.ts';
import { standInsFor, type ConnectedPrinter } from './press.ts';

/** How the printers are, each with the one that prints in its place while it is down. */
export class PrinterBoard {
  readonly #printers: readonly ConnectedPrinter[];
  readonly #healths = new Map<string, PartHealth>();

  constructor(printers: readonly ConnectedPrinter[]) {
    this.#printers = printers;
  }

  /** Takes what a printer says of itself. */
  report(printer: string, health: PartHealth): void {
    this.#healths.set(printer, health);
  }

  /** Whether a printer can print; undefined where it was not tried yet. */
  isOk(printer: string): boolean | undefined {
    const health = this.#healths.get(printer);
    return health === undefined || health.reason === 'untried' ? undefined : health.status === 'ok';
  }

  /** Every printer that ever said how it is, with who prints instead of it. */
  all(): readonly { readonly name: string; readonly health: PartHealth }[] {
    return this.#printers.flatMap((each) => {
      const { name } = each.printer;
      const health = this.#healths.get(name);
      return health === undefined ? [] : [{ name, health: this.#withStandIn(each, health) }];
    });
  }

  #withStandIn(first: ConnectedPrinter, health: PartHealth): PartHealth {
    if (this.isOk(first.printer.name) !== false) return health;
    const standIn = standInsFor(this.#printers, first).find(
      ({ printer }) => this.isOk(printer.name) === true,
    );
    if (standIn === undefined) return health;
    const { name } = standIn.printer;
    return { ...health, standIn: name, why: `${health.why ?? 'it is down'}; ${name} prints instead` };
  }
}
