/** As much of a printer of the config as its name is made of. */
type Placed = { readonly name?: string | undefined } & (
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'serial' | 'file'; readonly path: string }
  | { readonly kind: 'usb'; readonly path?: string | undefined; readonly deviceId?: string | undefined }
  | { readonly kind: 'cups'; readonly queue: string }
);

/** The name of a printer: its own, or where it is. Health, receipts and `insteadOf` call it so. */
export function printerName(printer: Placed): string {
  if (printer.name !== undefined) return printer.name;
  switch (printer.kind) {
    case 'tcp':
      return `tcp ${printer.host}:${printer.port}`;
    case 'serial':
    case 'file':
      return `${printer.kind} ${printer.path}`;
    case 'usb':
      return `usb ${printer.path ?? printer.deviceId ?? ''}`;
    case 'cups':
      return `cups ${printer.queue}`;
  }
}

/** What a printer of a config says of names, as far as it can be read. */
export interface NamedPrinter {
  readonly name: string;
  /** It is the printer's own, and not where it is. */
  readonly isOwn?: boolean;
  readonly insteadOf?: string | undefined;
}

/** What is wrong with the names of printers; `at` is the key of the printer `index`. */
export interface NameFault {
  readonly index: number;
  readonly at: 'name' | 'insteadOf';
  readonly why: string;
}

/** Faults of names that refer to each other. */
export function faultsOfNames(printers: readonly NamedPrinter[]): readonly NameFault[] {
  const names = printers.map(({ name }) => name);
  return printers.flatMap((printer, index): NameFault[] => {
    const { name, isOwn, insteadOf } = printer;
    // One printer may stand in the list twice, for each of its copies: that is no name, unless somebody means it.
    const isMeant = isOwn === true || printers.some((other) => other.insteadOf === name);
    const twice = isMeant && names.indexOf(name) !== index;
    return [
      ...(twice ? [{ index, at: 'name' as const, why: `is the name of another printer: ${name}` }] : []),
      ...(insteadOf === undefined ? [] : faultsOfStandIn(printers, index, insteadOf)),
    ];
  });
}

function faultsOfStandIn(
  printers: readonly NamedPrinter[],
  index: number,
  insteadOf: string,
): readonly NameFault[] {
  const others = printers.filter((_, each) => each !== index).map(({ name }) => name);
  if (!others.includes(insteadOf)) {
    const why = `must be the name of another printer${others.length === 0 ? '' : `: ${others.join(', ')}`}`;
    return [{ index, at: 'insteadOf', why }];
  }
  const isLoop = standsInFor(printers, index).includes(index);
  return isLoop ? [{ index, at: 'insteadOf', why: 'leads back to this printer' }] : [];
}

/** For whom a printer stands in, one after the other, until the list ends or comes back. */
function standsInFor(printers: readonly NamedPrinter[], index: number): readonly number[] {
  const way: number[] = [];
  for (let at = index; ;) {
    const next = printers.findIndex(({ name }) => name === printers[at]?.insteadOf);
    if (next < 0 || way.includes(next)) return way;
    way.push(next);
    at = next;
  }
}

/** The printers that stand in for one, nearest first, in the order of the config. */
export function standInsOf<T extends NamedPrinter>(printers: readonly T[], first: string): readonly T[] {
  const found: T[] = [];
  for (let wanted = [first]; wanted.length > 0;) {
    const next = printers.filter(
      (printer) =>
        printer.insteadOf !== undefined && wanted.includes(printer.insteadOf) && !found.includes(printer),
    );
    found.push(...next);
    wanted = next.map(({ name }) => name);
  }
  return found;
}
