import { createPublicKey, type KeyObject } from 'node:crypto';
import { parsePrivateKey, parsePublicKey } from '../../src/acquirers/signed-wire/signature.ts';
import type { TillConfig } from '../../src/acquirers/kinds.ts';
import type { Against } from '../../src/golive/where.ts';
import type { Guide } from './guide.ts';
import { KitCalls } from './kit-calls.ts';
import {
  isObject,
  managerOf,
  marksOf,
  objectAt,
  pinDrawn,
  printerOf,
  routesFor,
  writeConfig,
} from './own-side.ts';
import { PersonHands } from './person-hands.ts';
import { keyFile, signers, type RunContext, type RunManager, type Side, type WrittenConfig } from './side.ts';

type GatewayPart = TillConfig['gateways'][string];

/** What a run at the acquirer's own gateway is made of. */
export interface RealSideParts {
  readonly shop: Readonly<Record<string, unknown>>;
  readonly gateway: string;
  readonly part: GatewayPart;
  /** The texts of the gateway's key files, by their place in its part. */
  readonly keys: ReadonlyMap<string, string>;
  readonly pathOf: (path: string) => string;
  readonly guide: Guide;
  readonly against: Against;
  /** The shop's manager, in production; drawn for the run elsewhere. */
  readonly manager: RunManager | null;
  /** Whether the run's till takes the shop's scanners and printers: nobody else may hold them. */
  readonly hasDevices: boolean;
}

/** The acquirer's own gateway, with the shop's account and keys; a person with a phone stands in front of the till. */
export function openRealSide(parts: RealSideParts, run: RunContext): Side {
  const { part, keys, guide } = parts;
  const { pair, theirs, kit } = signedEnds(part, keys, run);
  return {
    upstream: part.baseUrl,
    till: signers('till', pair),
    acquirer: signers('acquirer', theirs),
    publicKeys: new Map([
      ...[...pair].map(([version, key]) => [keyFile('till', version), key] as const),
      ...[...theirs].map(([version, key]) => [keyFile('acquirer', version), key] as const),
    ]),
    kit,
    writeConfig: (wireUrl) => writeRealConfig(parts, run, wireUrl),
    hands: ({ till, caseNow, isWaitingForCode }) =>
      Promise.resolve(
        new PersonHands({ ...{ guide, till, caseNow, isWaitingForCode }, kit, seen: run.seen }),
      ),
    close: () => Promise.resolve(),
  };
}

interface Ends {
  readonly pair: ReadonlyMap<string, KeyObject>;
  readonly theirs: ReadonlyMap<string, KeyObject>;
  readonly kit: KitCalls | null;
}

/** Both ends' public keys, and calls of the kit's own, where the acquirer signs. */
function signedEnds(part: GatewayPart, keys: ReadonlyMap<string, string>, run: RunContext): Ends {
  const own = parsePrivateKey(keys.get('privateKey') ?? '');
  if (!own.ok || !('clientId' in part)) return { pair: new Map(), theirs: new Map(), kit: null };
  const pair = new Map([[String(part.keyVersion), createPublicKey(own.value)]]);
  const theirs = new Map(
    [...keys].flatMap(([place, text]) => {
      const key = place.startsWith('publicKeys.') ? parsePublicKey(text) : null;
      return key?.ok === true ? [[place.slice('publicKeys.'.length), key.value] as const] : [];
    }),
  );
  const kit =
    part.kind === 'antom-card'
      ? null
      : new KitCalls({
          ...{ ...run, upstream: part.baseUrl, clientId: part.clientId, keyVersion: part.keyVersion },
          ...{ privateKey: own.value, acquirer: signers('acquirer', theirs) },
        });
  return { pair, theirs, kit };
}

/**
 * Writes the config of the run's till: the shop's account, behind the wire; journal and token in the folder of the run.
 *
 * Of the shop's journal, receipts and people nothing is read or written, but for its managers in production.
 */
async function writeRealConfig(
  { shop, gateway, pathOf, manager, hasDevices }: RealSideParts,
  { dir }: RunContext,
  wireUrl: string,
): Promise<WrittenConfig> {
  const drawn = manager ?? { id: 'golive', pin: pinDrawn() };
  const part = objectAt(objectAt(shop, 'gateways'), gateway);
  const tenders = listAt(shop, 'tenders').filter((each) => isObject(each) && each['gateway'] === gateway);
  const [tender] = tenders as readonly { readonly id?: string }[];
  const config = {
    terminal: objectAt(shop, 'terminal'),
    merchant: objectAt(shop, 'merchant'),
    gateways: { [gateway]: { ...(absolute(part, pathOf) as object), baseUrl: wireUrl } },
    routes: routesFor(shop['routes'], gateway, gateway),
    ...(tenders.length === 0 ? {} : { tenders }),
    ...(hasDevices ? { scanners: listAt(shop, 'scanners') } : {}),
    printers: hasDevices ? printersOf(shop) : [printerOf(shop['printers'])],
    managers: manager === null ? [await managerOf(drawn)] : listAt(shop, 'managers'),
    ...marksOf(shop['marks'], pathOf),
    ...(shop['notify'] === undefined ? {} : { notify: shop['notify'] }),
    ...(shop['public'] === undefined ? {} : { public: shop['public'] }),
    journal: { file: 'journal.sqlite' },
  };
  return { file: writeConfig(dir, config), manager: drawn, name: gateway, tender: tender?.id ?? '' };
}

/** The shop's printers; paper that goes to a file goes to one of the run's. */
function printersOf(shop: Readonly<Record<string, unknown>>): readonly unknown[] {
  const own = listAt(shop, 'printers').map((each) =>
    isObject(each) && each['kind'] === 'file' ? { ...each, path: 'paper.bin' } : each,
  );
  return own.length === 0 ? [printerOf([])] : own;
}

function listAt(of: Readonly<Record<string, unknown>>, key: string): readonly unknown[] {
  const value = of[key];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** A part of a config with the paths of its key files made absolute. */
function absolute(value: unknown, pathOf: (path: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => absolute(each, pathOf));
  if (!isObject(value)) return value;
  const { file, ...rest } = value;
  if (typeof file === 'string' && Object.keys(rest).length === 0) return { file: pathOf(file) };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, absolute(inner, pathOf)]));
}
