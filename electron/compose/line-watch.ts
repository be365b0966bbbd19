import { saleStateOf } from '../../src/payment/sale.ts';
import { LINE_CHECK_MS, LineWatch } from '../../src/till/line-watch.ts';
import type { Spoken } from '../../src/till/technician/bench.ts';
import type { Money } from './money.ts';
import type { ComposeParts } from './parts.ts';

/** Builds what asks the gateways whether they are there; it asks nothing before it is started. */
export function lineWatchOf(
  { clock, log, settings }: ComposeParts,
  { terminal, gateways }: Money,
  spoken: Spoken,
): LineWatch {
  return new LineWatch({
    ...{ clock, log, gateways },
    isPaying: () => {
      const sale = terminal.book.busy();
      return sale !== undefined && saleStateOf(sale) !== 'awaitingCode';
    },
    everyMsOf: (name) => settings.config.gateways[name]?.lineCheckMs ?? LINE_CHECK_MS,
    spokeAtMs: (name) => spoken.of(`gateway/${name}`),
    checked: terminal.lineChecked,
  });
}
