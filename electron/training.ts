import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig, type TillConfig } from '../src/acquirers/kinds.ts';
import { hashPin, PIN_COST } from '../src/staff/pin.ts';
import type { Clock, Log } from '../src/ground/ports.ts';
import { invariant } from '../src/ground/result.ts';
import { startSandbox } from '../drivers/sandbox/server.ts';
import type { Sandbox } from '../drivers/sandbox/sandbox.ts';
import { DISPUTE_PATHS } from '../drivers/sandbox/office/disputes.ts';
import { FAULTS } from '../drivers/sandbox/faults.ts';
import type { Settings } from './settings.ts';
import type { TrainingFaults } from './training-handlers.ts';
import { startTrainingPages, type TrainingPages } from './training-pages.ts';

/** A till for practice: a sandbox inside it, a shop that does not exist, and a folder that goes with it. */
export interface Training {
  readonly settings: Settings;
  readonly sandbox: Sandbox;
  readonly faults: TrainingFaults;
  /** The till runs: customers come to what it shows. */
  connect(terminal: Parameters<TrainingPages['connect']>[0]): void;
  stop(): Promise<void>;
}

const CLIENT_ID = 'SANDBOX_TRAINING00000000';
/** Approves refunds in practice; it stands in the name of its manager, where everybody reads it. */
const PRACTICE_PIN = '0000';
const CURRENCY = 'MYR';

/** Starts the sandbox and sets up a till for it; keys are made anew and never leave the process. */
export async function startTraining(clock: Clock, log: Log): Promise<Training> {
  const till = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const gateway = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const sandbox = await startSandbox({
    port: 0,
    clock,
    log,
    clientId: CLIENT_ID,
    keyVersion: 1,
    tillPublicKey: till.publicKey,
    sandboxPrivateKey: gateway.privateKey,
  });
  const pages = await startTrainingPages(clock, log, CURRENCY);
  let notify: string | null = null;
  const folder = mkdtempSync(join(tmpdir(), 'paycode-till-training-'));
  const keys = new Map([
    ['privateKey', till.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['publicKeys.1', gateway.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ]);
  return {
    sandbox,
    faults: {
      list: () => FAULTS.map(({ id, say }) => ({ id, say })),
      set: (id) => sandbox.setFault({ id }).ok,
      dispute: (kind) => disputed(sandbox, clock, notify, kind),
    },
    settings: {
      config: trainingConfig(
        sandbox.url,
        await hashPin(PRACTICE_PIN, randomBytes(PIN_COST.saltBytes)),
        pages.parts,
      ),
      keys: new Map([['alipayPlus', keys], ...pages.keys]),
      pathOf: (path) => join(folder, path),
      training: true,
      marks: null,
      file: null,
    },
    connect: (terminal) => {
      ({ notify } = terminal);
      pages.connect(terminal);
    },
    stop: async () => {
      await Promise.all([sandbox.close(), pages.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The last payment is disputed, as a wallet would; null where nothing is paid, or nobody listens. */
async function disputed(
  { ledger, office }: Sandbox,
  clock: Clock,
  notify: string | null,
  asked: 'papers' | 'money',
): Promise<string | null> {
  const { paymentRequestId } = ledger.books(clock.nowMs()).findLast(({ netMinor }) => netMinor > 0) ?? {};
  if (paymentRequestId === undefined || notify === null) return null;
  const kind = asked === 'papers' ? 'retrieval' : 'escalation';
  const url = new URL(DISPUTE_PATHS[kind], notify).href;
  const begun = await office.disputes.begin({ kind, paymentRequestId, url });
  return begun?.id ?? null;
}

function trainingConfig(
  baseUrl: string,
  pin: string,
  { gateways, ...pages }: TrainingPages['parts'],
): TillConfig {
  const address = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };
  const config = parseConfig(
    JSON.stringify({
      terminal: {
        storeTerminalId: 'T00',
        storeOperatorId: 'TRAINEE',
        currency: CURRENCY,
        settlementCurrency: 'USD',
        languages: ['en'],
        timeZone: 'Asia/Kuala_Lumpur',
      },
      merchant: {
        referenceMerchantId: 'M-TRAINING',
        merchantName: 'Training Shop',
        merchantMCC: '5814',
        merchantAddress: address,
        store: {
          referenceStoreId: 'S-TRAINING',
          storeName: 'Training Shop',
          storeMCC: '5814',
          storeAddress: address,
        },
      },
      gateways: {
        alipayPlus: {
          kind: 'alipay-plus',
          baseUrl,
          clientId: CLIENT_ID,
          // The keys of training are made in memory; these names are never opened.
          privateKey: { file: 'in-memory' },
          publicKeys: { 1: { file: 'in-memory' } },
        },
        ...gateways,
      },
      ...pages,
      customs: {
        customsCode: 'ZONGSHU',
        merchantCustomsCode: 'TRAINING',
        merchantCustomsName: 'Training Shop',
      },
      printers: [{ kind: 'file', path: 'paper.bin' }],
      managers: [{ id: 'training', name: `Training (PIN ${PRACTICE_PIN})`, pin }],
    }),
  );
  invariant(config.ok, 'the config of training fits the schema');
  return config.value;
}
