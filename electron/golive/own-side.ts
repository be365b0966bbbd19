import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePrivateKey, parsePublicKey } from '../../src/acquirers/signed-wire/signature.ts';
import { SANDBOX_KINDS, type Alone, type SandboxKind } from '../../drivers/sandbox/kinds.ts';
import type { Clock, Log } from '../../src/ground/ports.ts';
import { invariant } from '../../src/ground/result.ts';
import { hashPin, PIN_COST } from '../../src/staff/pin.ts';

// The other side of a rehearsal: the acquirer's sandbox, and the config of a till that pays there as the shop's would.

/** The manager of a rehearsal; the PIN is drawn anew for each run. */
export interface RehearsalManager {
  readonly id: string;
  readonly pin: string;
}

/** A sandbox that runs, with the keys of both ends. */
export interface OwnSide {
  readonly alone: Alone;
  readonly keys: ReturnType<typeof keysOf>;
}

/** Starts the sandbox of a kind in a folder. Rejects, in words, where its keys cannot be used. */
export async function startOwnSide(kind: SandboxKind, dir: string, clock: Clock, log: Log): Promise<OwnSide> {
  const started = await SANDBOX_KINDS[kind]({ port: 0, dir, clock, log });
  if (!started.ok) throw new Error(started.error);
  return { alone: started.value, keys: keysOf(dir) };
}

function keysOf(dir: string) {
  const till = parsePrivateKey(readFileSync(join(dir, 'keys/till.pem'), 'utf8'));
  const gateway = parsePublicKey(readFileSync(join(dir, 'keys/gateway.pub.pem'), 'utf8'));
  invariant(till.ok && gateway.ok, 'the sandbox has written its keys');
  return { tillPrivateKey: till.value, gatewayPublicKey: gateway.value };
}

/** What of the shop's config a rehearsal keeps, and what it puts in its place. */
export interface RehearsalConfig {
  /** The shop's config, as it was read. */
  readonly shop: Readonly<Record<string, unknown>>;
  readonly gateway: string;
  /** Where the till finds its gateway: the wire. */
  readonly baseUrl: string;
  readonly alone: Alone;
  readonly pathOf: (path: string) => string;
  readonly dir: string;
}

/**
 * Writes the config of the rehearsal's till, and draws its manager.
 *
 * The shop, its languages, its way to round and its waits stay; the account is the sandbox's, paper goes to a file, and
 * journal, token and keys lie in the folder of the run: nothing of the shop's is read or written.
 */
export async function writeRehearsalConfig(of: RehearsalConfig): Promise<{
  readonly file: string;
  readonly manager: RehearsalManager;
}> {
  const { shop, gateway, dir, baseUrl, alone } = of;
  const manager = { id: 'golive', pin: pinDrawn() };
  const notify = { host: '127.0.0.1', port: await freePort(), path: '/notices' };
  const own = objectAt(shop, 'gateways')[gateway];
  const timing = isObject(own) && isObject(own['timing']) ? own['timing'] : {};
  const [account] = Object.values(alone.part.gateways) as readonly Record<string, unknown>[];
  const { scenarios } = isObject(own) ? own : {};
  const config = {
    terminal: objectAt(shop, 'terminal'),
    merchant: objectAt(shop, 'merchant'),
    gateways: {
      [gateway]: {
        ...account,
        ...(scenarios === undefined ? {} : { scenarios }),
        ...{ baseUrl, stage: 'test', timing },
        paymentNotifyUrl: `http://127.0.0.1:${notify.port}${notify.path}`,
      },
    },
    routes: routesFor(shop['routes'], gateway),
    printers: [
      {
        kind: 'file',
        path: 'paper.bin',
        profile: profileOf(shop['printers']),
        copies: ['customer', 'merchant'],
      },
    ],
    managers: [
      { id: manager.id, name: 'Rehearsal', pin: await hashPin(manager.pin, randomBytes(PIN_COST.saltBytes)) },
    ],
    ...marksOf(shop['marks'], of.pathOf),
    notify,
    journal: { file: 'journal.sqlite' },
  };
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'till.json');
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
  return { file, manager };
}

function routesFor(routes: unknown, gateway: string): unknown[] {
  const rows: readonly unknown[] = Array.isArray(routes) ? routes : [];
  return rows.filter((row) => isObject(row) && [gateway, 'refuse', 'ask'].includes(String(row['to'])));
}

function profileOf(printers: unknown): string {
  const [first] = Array.isArray(printers) ? (printers as readonly unknown[]) : [];
  return isObject(first) && typeof first['profile'] === 'string' ? first['profile'] : 'generic-80mm';
}

function marksOf(marks: unknown, pathOf: (path: string) => string): { marks?: { folder: string } } {
  return isObject(marks) && typeof marks['folder'] === 'string'
    ? { marks: { folder: pathOf(marks['folder']) } }
    : {};
}

/** Six digits or more, from the system's source of chance. */
function pinDrawn(): string {
  return String(randomBytes(4).readUInt32BE()).padStart(10, '7').slice(-8);
}

/** A port that is free now: the acquirer must be told of it before the till listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A key pair that nobody knows: for messages that must not be believed. */
export function strangersKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

export function objectAt(of: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const value = of[key];
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
