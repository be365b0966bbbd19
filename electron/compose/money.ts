import type { ListenerParts } from '../../src/acquirers/alipay-plus/notification.ts';
import type { Gateway, HttpPost } from '../../src/acquirers/port.ts';
import { Terminal } from '../../src/till/terminal.ts';
import { gatewayOver, gatewaysOf, listenerOf, signingsOf } from '../gateways.ts';
import type { LoopListeners } from './loop-listeners.ts';
import type { ComposeParts } from './parts.ts';

/** What moves money: the gateways, and the loop over them. */
export interface Money {
  readonly terminal: Terminal;
  readonly isSaleOpen: () => boolean;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** A gateway that sends by the given way, for a technician's check; null for a name that there is not. */
  readonly gatewayOver: (name: string, way: HttpPost) => Gateway | null;
  /** What notifications are judged by, and told to. */
  readonly notified: ListenerParts;
}

/** Builds the loop; nothing is read or asked yet. */
export function moneyOf(parts: ComposeParts, listeners: LoopListeners): Money {
  const { clock, journal, log } = parts;
  const { config } = parts.settings;
  const signings = signingsOf(parts.settings);
  const gateways = gatewaysOf(parts, signings);
  const { print, notice, changed, heard } = listeners;
  const terminal = new Terminal({
    ...{ config, clock, journal, gateways, log },
    ...{ print, notice, changed, heard },
  });
  return {
    terminal,
    isSaleOpen: () => terminal.book.busy() !== undefined,
    gateways,
    gatewayOver: (name, way) => gatewayOver(parts, signings, name, way),
    notified: listenerOf(parts, signings, terminal),
  };
}
