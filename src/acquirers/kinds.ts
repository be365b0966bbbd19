import { z } from 'zod';
import { READ_ONCE } from '../config/read-once.ts';
import type { ConfigFault } from '../config/config-fault.ts';
import { configReader, type Config, type GatewayConfig } from '../config/config.ts';
import { err, invariant, type Result } from '../ground/result.ts';
import { alipayPlus } from './alipay-plus/kind.ts';
import { antomCard } from './antom-card/kind.ts';
import { antomInstore } from './antom-instore/kind.ts';
import { computop } from './computop/kind.ts';
import type { AcquirerKind, AcquirerParts, AcquirerTraits, KeyFile, OpenedAcquirer } from './kind.ts';
import { networkFiles } from './network-files.ts';
import { saferpay } from './saferpay/kind.ts';
import { trustPayments } from './trust-payments/kind.ts';

/** The kinds of acquirers that the till knows. */
export const KINDS = [
  known(alipayPlus),
  known(antomInstore),
  known(antomCard),
  known(trustPayments),
  known(saferpay),
  known(computop),
] as const;

/** The part of one gateway, by its `kind`. */
export const gatewayConfig = z.discriminatedUnion('kind', [
  alipayPlus.config,
  antomInstore.config,
  antomCard.config,
  trustPayments.config,
  saferpay.config,
  computop.config,
]);
type AnyGatewayConfig = z.infer<typeof gatewayConfig>;

/** A config with the parts of all acquirers that the till knows. */
export type TillConfig = Config<AnyGatewayConfig>;

const readConfig = configReader(gatewayConfig);

/** Reads the config's text; see `configReader`. */
export function parseConfig(json: string): Result<TillConfig, readonly ConfigFault[]> {
  const read = readConfig(json);
  const faults = read.ok ? [...routeFaults(read.value), ...reportFaults(read.value)] : [];
  return faults.length === 0 ? read : err(faults);
}

/** Routes that send codes to a gateway that takes none. */
function routeFaults({ gateways, routes }: TillConfig): ConfigFault[] {
  return routes.flatMap(({ to }, index) => {
    const part = gateways[to];
    const isPaidByCode = part === undefined || kindOf(part.kind)?.pays(part).includes('code') === true;
    return isPaidByCode
      ? []
      : [{ path: `routes.${index}.to`, why: 'is a gateway that takes no codes: it is paid by a tender' }];
  });
}

/** Reports of gateways that have none, or are not there. */
function reportFaults({ gateways, reports }: TillConfig): ConfigFault[] {
  return Object.keys(reports?.gateways ?? {}).flatMap((name) => {
    const kind = gateways[name]?.kind;
    if (kind !== undefined && traitsOf(kind, KINDS)?.report != null) return [];
    const why = kind === undefined ? 'is no gateway of this config' : 'has no reports that the till can read';
    return [{ path: `reports.gateways.${name}`, why }];
  });
}

function kindOf(kind: string): (typeof KINDS)[number] | undefined {
  return KINDS.find((known) => known.kind === kind);
}

/** The key files that a gateway's part of the config refers to; none where its kind is not known. */
export function keyFilesOf(part: unknown): readonly KeyFile[] {
  const { kind } = z.object({ kind: z.string() }).catch({ kind: '' }).parse(part, READ_ONCE);
  const found = kindOf(kind);
  return found === undefined ? [] : [...found.keyFiles(part), ...networkFiles(part)];
}

/** The acquirer of a gateway's part of the config. */
export function openAcquirer(config: AnyGatewayConfig, parts: AcquirerParts): OpenedAcquirer {
  const kind = kindOf(config.kind);
  invariant(kind !== undefined, `the config was read with the kind ${config.kind}`);
  return kind.openPart(config, parts);
}

/** A kind that opens its part whatever type that has: its own schema gives the part its type again. */
function known<C extends GatewayConfig>(kind: AcquirerKind<C>) {
  const openPart = (part: GatewayConfig, parts: AcquirerParts): OpenedAcquirer =>
    kind.open(kind.config.parse(part, READ_ONCE), parts);
  return { ...kind, openPart };
}

/** The gateways whose refunds are paid from the takings of the day. */
export function refundingFromTakings(gateways: Config['gateways']): readonly string[] {
  return Object.entries(gateways)
    .filter(([, { kind }]) => traitsOf(kind, KINDS)?.refundsFromTakings === true)
    .map(([name]) => name);
}

/** What a kind of acquirer brings; undefined where there is none of this name. */
export function traitsOf(kind: string, kinds: readonly AcquirerTraits[]): AcquirerTraits | undefined {
  return kinds.find((known) => known.kind === kind);
}
