import type { OfficeParts, OpenedAcquirer } from '../src/acquirers/kind.ts';
import { openAcquirer } from '../src/acquirers/kinds.ts';
import { gatewayLine, type GatewayLine } from '../src/acquirers/network-files.ts';
import type { NoticesParts } from '../src/acquirers/notices.ts';
import type { Http } from '../src/acquirers/port.ts';
import type { Clock, Log } from '../src/ground/ports.ts';
import { sparseWarnings } from '../src/ground/sparse-log.ts';
import type { Terminal } from '../src/till/terminal.ts';
import { LiveKeys } from './live-keys.ts';
import type { Settings } from './settings.ts';

/** What gateways are made of. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  /** The way to one gateway, by its name in the config. */
  readonly http: (name: string, line: GatewayLine) => Http;
}

/** Every acquirer of the config, by the name of its gateway. */
export function acquirersOf({
  settings,
  clock,
  log,
  http,
}: GatewayParts): ReadonlyMap<string, OpenedAcquirer> {
  const { gateways, merchant, terminal, public: reach } = settings.config;
  const office = officeParts(settings.config);
  const live = new LiveKeys(settings, log);
  const publicUrl = reach?.url ?? null;
  return new Map(
    Object.entries(gateways).map(([name, config]) => {
      const keys = settings.keys.get(name) ?? new Map<string, string>();
      const way = http(name, gatewayLine(config.proxy?.url, keys));
      return [
        name,
        openAcquirer(config, {
          ...{ name, terminal, merchant, keys, http: way, clock, log, publicUrl, office },
          keysNow: () => live.of(name),
        }),
      ];
    }),
  );
}

/** What the acquirers' offices need of the config. */
function officeParts({ registration, disputes, customs }: Settings['config']): OfficeParts {
  const outside = registration.notifyUrl === undefined ? [] : [new URL(registration.notifyUrl).pathname];
  return {
    paths: {
      retrieval: disputes.retrievalPath,
      escalation: disputes.escalationPath,
      registration: [registration.path, ...outside],
    },
    escalationDays: disputes.escalationDays,
    notifyUrl: registration.notifyUrl,
    words: {
      orderStatus: disputes.orderStatus,
      documents: disputes.documents,
      buyerField: customs?.buyerField ?? 'buyerCertificate',
    },
  };
}

/** What notices are judged by, and told to. */
export function noticesOf(
  acquirers: ReadonlyMap<string, OpenedAcquirer>,
  { clock, log }: Pick<GatewayParts, 'clock' | 'log'>,
  terminal: Terminal,
  tellOffice: NoticesParts['tellOffice'],
): NoticesParts {
  return {
    gateways: [...acquirers].map(([name, { hear, hearOffice }]) => ({
      name,
      hear,
      hearOffice,
      acquirerNowMs: () => clock.nowMs() + (terminal.clockOffsetMs(name) ?? 0),
    })),
    tell: (gateway, payment, content) => terminal.notified(gateway, payment, content),
    tellOffice,
    log: sparseWarnings(log, clock),
  };
}
