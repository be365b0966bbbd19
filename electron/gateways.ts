import { AlipayPlusGateway } from '../src/acquirers/alipay-plus/gateway.ts';
import type { ListenerParts } from '../src/acquirers/alipay-plus/notification.ts';
import { rsaSigning, type Signing } from '../src/acquirers/alipay-plus/signature.ts';
import type { Clock, Log } from '../src/ground/ports.ts';
import type { Gateway, HttpPost } from '../src/acquirers/port.ts';
import { invariant } from '../src/ground/result.ts';
import type { Terminal } from '../src/till/terminal.ts';
import { httpsPost } from '../drivers/gateway/https.ts';
import type { Settings } from './settings.ts';

/** What gateways are made of. */
export interface GatewayParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
}

/** What signs and verifies for each gateway. */
export function signingsOf({ config, keys }: Settings): ReadonlyMap<string, Signing> {
  return new Map(
    Object.entries(config.gateways).map(([name, { keyVersion }]) => {
      const own = keys.get(name);
      invariant(own !== undefined, `the keys of ${name} were read with the config`);
      return [name, rsaSigning({ ...own, keyVersion })];
    }),
  );
}

function signingOf(signings: ReadonlyMap<string, Signing>, name: string): Signing {
  const signing = signings.get(name);
  invariant(signing !== undefined, `${name} has a signing, like every gateway`);
  return signing;
}

/** Every gateway of the config, by its name. */
export function gatewaysOf(
  parts: GatewayParts,
  signings: ReadonlyMap<string, Signing>,
): Map<string, Gateway> {
  const http = httpsPost();
  return new Map(
    Object.keys(parts.settings.config.gateways).flatMap((name) => {
      const gateway = gatewayOver(parts, signings, name, http);
      return gateway === null ? [] : [[name, gateway]];
    }),
  );
}

/** A gateway of the config that sends by the given way; null for a name that it does not have. */
export function gatewayOver(
  { settings, clock, log }: GatewayParts,
  signings: ReadonlyMap<string, Signing>,
  name: string,
  http: HttpPost,
): Gateway | null {
  const { terminal, merchant, gateways } = settings.config;
  const config = Object.hasOwn(gateways, name) ? gateways[name] : undefined;
  if (config === undefined) return null;
  const signing = signingOf(signings, name);
  return new AlipayPlusGateway({ config, terminal, merchant, signing, http, clock, log });
}

/** What notifications are judged by, and told to. */
export function listenerOf(
  { settings, clock, log }: GatewayParts,
  signings: ReadonlyMap<string, Signing>,
  terminal: Terminal,
): ListenerParts {
  const { gateways, terminal: place } = settings.config;
  return {
    gateways: Object.entries(gateways).map(([name, { clientId }]) => ({
      name,
      clientId,
      signing: signingOf(signings, name),
      acquirerNowMs: () => clock.nowMs() + (terminal.clockOffsetMs(name) ?? 0),
    })),
    timeZone: place.timeZone,
    tell: (gateway, { paymentRequestId, told }) => terminal.notified(gateway, paymentRequestId, told),
    log,
  };
}
