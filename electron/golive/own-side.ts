import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoticeRelay } from '../../drivers/golive/notice-relay.ts';
import { SANDBOX_CLIENT_ID, SANDBOX_KEY_VERSION } from '../../drivers/sandbox/folder.ts';
import { SANDBOX_KINDS, type Alone, type SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { freePorts } from '../../drivers/system/free-ports.ts';
import { parsePrivateKey, parsePublicKey } from '../../src/acquirers/signed-wire/signature.ts';
import type { Log } from '../../src/ground/ports.ts';
import { invariant } from '../../src/ground/result.ts';
import { hashPin, PIN_COST } from '../../src/staff/pin.ts';
import { KitCalls } from './kit-calls.ts';
import { REHEARSED } from './moves.ts';
import { SandboxControl } from './sandbox-control.ts';
import { signers, type RunContext, type RunManager, type Side, type WrittenConfig } from './side.ts';

// The own side of a rehearsal: the acquirer's sandbox, a relay for its notices, and the config of a till that pays there
// as the shop's would.

/** What of the shop's config a rehearsal follows. */
export interface OwnSideParts {
  /** The shop's config, as it was read. */
  readonly shop: Readonly<Record<string, unknown>>;
  readonly gateway: string;
  readonly kind: SandboxKind;
  readonly pathOf: (path: string) => string;
  readonly log: Log;
}

/** Starts the sandbox of a kind. Rejects, in words, where its keys cannot be used. */
export async function openOwnSide(parts: OwnSideParts, run: RunContext): Promise<Side> {
  const { kind, log } = parts;
  const { dir, clock } = run;
  // Its part names the port after its own: there the relay of its notices listens.
  const started = await SANDBOX_KINDS[kind]({ port: await freePorts(2), dir, clock, log });
  if (!started.ok) throw new Error(started.error);
  const alone = started.value;
  const keys = keysOf(dir);
  const version = String(SANDBOX_KEY_VERSION);
  const till = signers('till', new Map([[version, createPublicKey(keys.tillPrivateKey)]]));
  const acquirer = signers('acquirer', new Map([[version, keys.gatewayPublicKey]]));
  const signs = existsSync(join(dir, 'keys/till.pem'));
  // The acquirer must be told of it before the till listens.
  const listener = await freePorts(1);
  const relay = new NoticeRelay({
    ...{ ...run, signs, till, acquirer, listener: `http://127.0.0.1:${listener}` },
    port: relayPort(alone),
  });
  await relay.open();
  return {
    ...{ upstream: alone.url, till, acquirer },
    publicKeys: new Map(
      signs
        ? [
            [till.fileOf(version), createPublicKey(keys.tillPrivateKey)],
            [acquirer.fileOf(version), keys.gatewayPublicKey],
          ]
        : [],
    ),
    kit: signs
      ? new KitCalls({
          ...{ ...run, upstream: alone.url, clientId: SANDBOX_CLIENT_ID, keyVersion: SANDBOX_KEY_VERSION },
          ...{ privateKey: keys.tillPrivateKey, acquirer },
        })
      : null,
    writeConfig: (wireUrl) =>
      writeRehearsalConfig(parts, run, { alone, wireUrl, listener, relay: relay.url }),
    hands: async ({ earlier }) => {
      const control = new SandboxControl(alone.url, kind, earlier);
      await control.quieten();
      return control;
    },
    close: async () => {
      await relay.close();
      await alone.close();
    },
  };
}

/** Where the sandbox expects the till of an acquirer with pages; 0: any port, for one that is told an address. */
function relayPort({ part }: Alone): number {
  const { more } = part;
  return more !== undefined && 'notify' in more ? (more.notify as { readonly port: number }).port : 0;
}

/** The keys of both ends; those of nobody for an acquirer that signs nothing. */
function keysOf(dir: string) {
  if (!existsSync(join(dir, 'keys/till.pem'))) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { tillPrivateKey: privateKey, gatewayPublicKey: publicKey };
  }
  const till = parsePrivateKey(readFileSync(join(dir, 'keys/till.pem'), 'utf8'));
  const gateway = parsePublicKey(readFileSync(join(dir, 'keys/gateway.pub.pem'), 'utf8'));
  invariant(till.ok && gateway.ok, 'the sandbox has written its keys');
  return { tillPrivateKey: till.value, gatewayPublicKey: gateway.value };
}

/** Where everything of a rehearsal is found. */
interface Places {
  readonly alone: Alone;
  /** Where the till finds its gateway: the wire. */
  readonly wireUrl: string;
  /** The port at which the till listens, behind the relay. */
  readonly listener: number;
  readonly relay: string;
}

/**
 * Writes the config of the rehearsal's till, and draws its manager.
 *
 * The shop, its languages, its way to round and its waits stay; the account is the sandbox's, paper goes to a file, and
 * journal, token and keys lie in the folder of the run: nothing of the shop's is read or written.
 */
async function writeRehearsalConfig(
  { shop, gateway, pathOf }: OwnSideParts,
  { dir }: RunContext,
  { alone, wireUrl, listener, relay }: Places,
): Promise<WrittenConfig> {
  const manager = { id: 'golive', pin: pinDrawn() };
  const { more } = alone.part;
  const isOnPage = more !== undefined;
  const notify = { host: '127.0.0.1', port: listener, path: '/notices' };
  const own = objectAt(shop, 'gateways')[gateway];
  const timing = isObject(own) && isObject(own['timing']) ? own['timing'] : {};
  const [[partName, account] = [gateway, {}]] = Object.entries(alone.part.gateways);
  const name = isOnPage ? partName : gateway;
  const config = {
    terminal: objectAt(shop, 'terminal'),
    merchant: objectAt(shop, 'merchant'),
    gateways: {
      [name]: {
        ...account,
        ...kept(isObject(own) ? own : {}, ['scenarios', 'test', 'releaseOn']),
        ...(kindOf(account) === 'antom-card' ? { disputes: true } : {}),
        ...{ baseUrl: wireUrl, stage: 'test', timing },
        ...(isOnPage ? {} : { paymentNotifyUrl: `${relay}${notify.path}` }),
      },
    },
    routes: routesFor(shop['routes'], gateway, name),
    printers: [printerOf(shop['printers'])],
    managers: [await managerOf(manager)],
    ...marksOf(shop['marks'], pathOf),
    ...(isOnPage
      ? { ...more, notify: { host: '127.0.0.1', port: listener } }
      : {
          notify,
          registration: { needed: 'tell', notifyUrl: `${relay}${REGISTRATION_PATH}` },
          reports: { participantId: REHEARSED, folder: 'reports' },
        }),
    journal: { file: 'journal.sqlite' },
  };
  const [tender] = isOnPage && 'tenders' in more ? (more.tenders as readonly { readonly id: string }[]) : [];
  return { file: writeConfig(dir, config), manager, name, tender: tender?.id ?? '' };
}

/** Where the till takes what becomes of a registration, as its config says where nothing else is said. */
const REGISTRATION_PATH = '/aps/api/v1/merchants/notifyRegistrationStatus';

/** Writes a till's config into the folder of a run; answers its path. */
export function writeConfig(dir: string, config: object): string {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'till.json');
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
  return file;
}

/** A manager as the config names one. */
export async function managerOf({ id, pin }: RunManager): Promise<object> {
  return { id, name: 'Acceptance', pin: await hashPin(pin, randomBytes(PIN_COST.saltBytes)) };
}

/** Paper that goes to a file, in the form of the shop's first printer. */
export function printerOf(printers: unknown): object {
  return {
    ...{ kind: 'file', path: 'paper.bin', profile: profileOf(printers) },
    copies: ['customer', 'merchant'],
  };
}

function kindOf(account: object): unknown {
  return 'kind' in account ? account.kind : undefined;
}

function kept(own: Readonly<Record<string, unknown>>, keys: readonly string[]): object {
  return Object.fromEntries(keys.flatMap((key) => (own[key] === undefined ? [] : [[key, own[key]]])));
}

/** The shop's routes that lead to this gateway or nowhere, with the name that it has in the run. */
export function routesFor(routes: unknown, gateway: string, name: string): unknown[] {
  const rows: readonly unknown[] = Array.isArray(routes) ? routes : [];
  return rows
    .filter(isObject)
    .filter(({ to }) => to === gateway || to === 'refuse' || to === 'ask')
    .map((row) => (row['to'] === gateway ? { ...row, to: name } : row));
}

function profileOf(printers: unknown): string {
  const [first] = Array.isArray(printers) ? (printers as readonly unknown[]) : [];
  return isObject(first) && typeof first['profile'] === 'string' ? first['profile'] : 'generic-80mm';
}

/** The shop's folder of marks, where it has one. */
export function marksOf(marks: unknown, pathOf: (path: string) => string): { marks?: { folder: string } } {
  return isObject(marks) && typeof marks['folder'] === 'string'
    ? { marks: { folder: pathOf(marks['folder']) } }
    : {};
}

/** Six digits or more, from the system's source of chance. */
export function pinDrawn(): string {
  return String(randomBytes(4).readUInt32BE()).padStart(10, '7').slice(-8);
}

export function objectAt(of: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const value = of[key];
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
