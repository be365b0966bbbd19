import { httpsLine } from '../../drivers/gateway/https.ts';
import type { GatewayLine } from '../../src/acquirers/network-files.ts';
import type { OpenedAcquirer } from '../../src/acquirers/kind.ts';
import type { NoticesParts } from '../../src/acquirers/notices.ts';
import type { Gateway } from '../../src/acquirers/port.ts';
import { PhoneTokens } from '../../src/till/phone-tokens.ts';
import { PhonesSeen } from '../../src/till/phones-seen.ts';
import { Terminal } from '../../src/till/terminal.ts';
import { acquirersOf, noticesOf } from '../gateways.ts';
import type { LoopListeners } from './loop-listeners.ts';
import type { ComposeParts } from './parts.ts';

/** What moves money: the acquirers, and the loop over them. */
export interface Money {
  readonly terminal: Terminal;
  readonly isSaleOpen: () => boolean;
  readonly acquirers: ReadonlyMap<string, OpenedAcquirer>;
  readonly gateways: ReadonlyMap<string, Gateway>;
  /** The tokens of the addresses that phones open. */
  readonly tokens: PhoneTokens;
  readonly phones: PhonesSeen;
  /** What notices are judged by, and told to. */
  readonly notices: NoticesParts;
}

/** Builds the loop; nothing is read or asked yet. */
export function moneyOf(parts: ComposeParts, listeners: LoopListeners): Money {
  const { clock, journal, log, settings } = parts;
  const gatewayParts = {
    settings,
    clock,
    log,
    http: (name: string, line: GatewayLine) => httpsLine(line, (reason) => listeners.trouble(name, reason)),
  };
  const acquirers = acquirersOf(gatewayParts);
  const gateways = new Map([...acquirers].map(([name, { gateway }]) => [name, gateway]));
  const { print, notice, changed, heard } = listeners;
  const { config } = settings;
  // Not of the API's token: that may be changed, and links that phones have must stay good.
  const tokens = new PhoneTokens(journal.secretFor('phone links').toString('base64url'));
  const reach = config.public?.url;
  const phones = new PhonesSeen();
  const phoneOf = (id: string) => ({ backUrl: `${reach}/b/${tokens.of('back', id)}`, phone: phones.of(id) });
  const terminal = new Terminal({
    ...{ config, clock, journal, gateways, log },
    ...{ print, notice, changed, heard },
    ...(reach === undefined ? {} : { phoneOf }),
  });
  return {
    terminal,
    isSaleOpen: () => terminal.book.busy() !== undefined,
    ...{ acquirers, gateways, tokens, phones },
    notices: noticesOf(acquirers, gatewayParts, terminal, listeners.tellOffice),
  };
}
