import { generateKeyPairSync } from 'node:crypto';
import { startCardSandbox } from '../drivers/sandbox/antom-card/server.ts';
import { startAntomInstoreSandbox } from '../drivers/sandbox/antom-instore/server.ts';
import type { Clock, Log } from '../src/ground/ports.ts';
import type { Keys } from './settings.ts';

/** A customer of practice: comes to what the till shows, and does what the amount says. */
export interface PracticeCustomer {
  play(url: string, value: string): Promise<unknown>;
}

/** Antom's two kinds, to practise with. */
export interface TrainingAntom {
  readonly gateways: Readonly<Record<string, object>>;
  readonly tenders: readonly object[];
  readonly keys: Keys;
  readonly customers: ReadonlyMap<string, PracticeCustomer>;
  /** Where a public address is reached from now on. */
  relay(publicUrl: string, listenerUrl: string): void;
  stop(): Promise<void>;
}

const CLIENT_ID = 'SANDBOX_TRAINING00000001';
const CARD = 'card';
const ORDER_CODE = 'antom';
/** Without notices. Source: in-store dossier section 6.1. */
const FIRST_INQUIRY_MS = 5000;

/** Starts both sandboxes; their keys are made anew and never leave the process. */
export async function startTrainingAntom(clock: Clock, log: Log, windowMs: number): Promise<TrainingAntom> {
  const till = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const antom = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const identity = {
    ...{ port: 0, clock, clientId: CLIENT_ID, keyVersion: 1 },
    ...{ tillPublicKey: till.publicKey, sandboxPrivateKey: antom.privateKey },
  };
  const card = await startCardSandbox({ ...identity, times: { tillWindowMs: windowMs } });
  const instore = await startAntomInstoreSandbox({ ...identity, log });
  // The keys of training are made in memory; these names are never opened.
  const inMemory = { file: 'in-memory' };
  const part = (kind: string, baseUrl: string, timing: object) => ({
    ...{ kind, baseUrl, clientId: CLIENT_ID, stage: 'test' },
    ...{ privateKey: inMemory, publicKeys: { 1: inMemory }, timing: { windowMs, ...timing } },
  });
  const keys = new Map([
    ['privateKey', till.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['publicKeys.1', antom.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ]);
  return {
    gateways: {
      // Nothing tells the till of an order code here: it asks soon.
      [ORDER_CODE]: {
        ...part('antom-instore', instore.url, { firstInquiryMs: FIRST_INQUIRY_MS }),
        scenarios: ['orderCode'],
      },
      [CARD]: part('antom-card', card.url, {}),
    },
    tenders: [
      { id: ORDER_CODE, gateway: ORDER_CODE, say: { en: 'QR · Antom' } },
      { id: CARD, gateway: CARD, say: { en: 'Card · Antom' }, mode: 'landing' },
    ],
    keys: new Map([ORDER_CODE, CARD].map((name) => [name, keys])),
    customers: new Map<string, PracticeCustomer>([
      [CARD, card.payer],
      [ORDER_CODE, { play: payOrderCode }],
    ]),
    relay: (publicUrl, listenerUrl) => card.relay(publicUrl, listenerUrl),
    stop: async () => {
      await Promise.all([card.close(), instore.close()]);
    },
  };
}

/** Pays by an order code; 902 declines it, and 903 nobody comes. */
async function payOrderCode(url: string, value: string): Promise<void> {
  if (value.endsWith('903')) return;
  await fetch(value.endsWith('902') ? `${url}?decline` : url, { method: 'POST' });
}
