import { generateKeyPairSync, scryptSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Who the till is for the sandbox; fictional. */
export const AGENT_CLIENT_ID = 'SANDBOX_EXAMPLE000000000';

/** Keys of both sides, made for this run. */
export const AGENT_KEYS = {
  till: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  gateway: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

/** Waits of a test's till: the real flow, in a second or two. `{ timing: undefined }` in a patch takes the real ones. */
export const QUICK_TIMING = {
  payTimeoutMs: 3000,
  inquiryTimeoutMs: 2000,
  cancelTimeoutMs: 2000,
  refundTimeoutMs: 2000,
  inquiryEveryMs: 150,
  windowMs: 4000,
  codeLifeMs: 4000,
  resendUntilMs: 2000,
  retryMs: [100, 200],
  backgroundRetryMs: 300,
  recheckAfterCancelMs: 300,
  throttledMs: 100,
};

const PIN = '471147';
const SALT = Buffer.alloc(16, 3);

/** The manager of a till that a patch gives no other. The hash is as cheap as one may be: tests of PINs bring their own. */
const MANAGER = {
  ...{ id: 'm1', name: 'Aisyah' },
  pin: ['scrypt', 2, 8, 1, SALT.toString('base64'), cheapKey().toString('base64')].join('$'),
};

/** What that manager sends with what takes an approval. */
export const APPROVAL = { approver: { id: MANAGER.id, pin: PIN }, reason: 'Looked at it' };

function cheapKey(): Buffer {
  return scryptSync(PIN, SALT, 32, { N: 2, r: 8, p: 1 });
}

/** Changes to a config. */
export type Patch = Readonly<Record<string, unknown>>;

/** A folder that a till is started in: where it is, and its config. */
export interface TillFolder {
  readonly path: string;
  readonly config: string;
}

/** A folder with a config, its keys, and later the agent's journal, token file and paper. */
export class AgentFolder implements TillFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'till-agent-'));
  readonly config = this.file('till.json');

  constructor(gatewayUrl: string, patch: Patch = {}) {
    mkdirSync(this.file('keys'));
    const { till, gateway } = AGENT_KEYS;
    writeFileSync(this.file('keys/till.pem'), till.privateKey.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    });
    writeFileSync(
      this.file('keys/gateway.pub.pem'),
      gateway.publicKey.export({ type: 'spki', format: 'pem' }),
    );
    writeFileSync(this.config, JSON.stringify(merged(agentConfig(gatewayUrl), patch), null, 2));
  }

  /** A path inside the folder. */
  file(name: string): string {
    return join(this.path, name);
  }

  /** Changes the config for the next start. */
  patch(patch: Patch): void {
    const before = JSON.parse(readFileSync(this.config, 'utf8')) as Patch;
    writeFileSync(this.config, JSON.stringify(merged(before, patch), null, 2));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A config of every key that a till needs: a shop as in the samples of the specification, without devices. */
export function agentConfig(baseUrl: string): Patch {
  const place = { region: 'MY', city: 'Kuala Lumpur', address1: '12 Jalan Contoh', zipCode: '50000' };
  return {
    terminal: {
      storeTerminalId: 'T07',
      storeOperatorId: 'OP3',
      currency: 'MYR',
      settlementCurrency: 'USD',
      languages: ['en'],
      timeZone: 'Asia/Kuala_Lumpur',
    },
    merchant: {
      referenceMerchantId: 'M-KL-0007',
      merchantName: 'Kopi Corner Sdn Bhd',
      merchantMCC: '5814',
      merchantAddress: place,
      store: {
        referenceStoreId: 'S-KL-0007-02',
        storeName: 'Kopi Corner Central',
        storeMCC: '5814',
        storeAddress: place,
      },
    },
    managers: [MANAGER],
    gateways: {
      alipayPlus: {
        kind: 'alipay-plus',
        baseUrl,
        clientId: AGENT_CLIENT_ID,
        keyVersion: 1,
        privateKey: { file: 'keys/till.pem' },
        publicKeys: { 1: { file: 'keys/gateway.pub.pem' } },
        timing: QUICK_TIMING,
      },
    },
    scanners: [],
    printers: [],
  };
}

function merged(base: unknown, patch: unknown): unknown {
  if (!isPlain(base) || !isPlain(patch)) return patch;
  const changed = Object.entries(patch).map(([key, value]) => [key, merged(base[key], value)]);
  return { ...base, ...(Object.fromEntries(changed) as Patch) };
}

function isPlain(value: unknown): value is Patch {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
