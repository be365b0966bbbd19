import { writeFileSync } from 'node:fs';
import { systemClock } from '../../drivers/system/clock.ts';
import {
  startSaferpaySandbox,
  type SaferpaySandbox,
  type SaferpaySandboxOptions,
} from '../../drivers/sandbox/saferpay/server.ts';
import type { AgentFolder, Patch } from './agent-folder.ts';
import { QUICK_TIMING } from './agent-folder.ts';
import { QUICK_TIMES } from './page-times.ts';
import {
  cleanUp,
  givenAgentFolder,
  givenAgentSandbox,
  startAgent,
  type AgentProcess,
} from './agent-process.ts';

const PUBLIC = 'https://pay.shop.example/t07';
const ACCOUNT = {
  ...{ customerId: '123456', terminalId: '17654321' },
  ...{ user: 'API_123456_12345678', password: 'S3cret-Demo-16ch' },
} as const;

/** Waits of a test's page: the real flow, in some seconds. */
const QUICK_PACE = {
  ...{ leastLifeMs: 1000, askGapMs: 100, askLockMs: 150, pendingAskMs: 200, notStartedAskMs: 200 },
  ...{ watchEveryMs: 400, expirationGraceMs: 100, lookUpMs: [300] },
};

/** A folder of a till with Alipay+ and Saferpay, whose sandbox runs in this process. */
export async function givenSaferpayFolder(
  patch: Patch = {},
  options: Partial<SaferpaySandboxOptions> = {},
): Promise<{ readonly folder: AgentFolder; readonly saferpay: SaferpaySandbox }> {
  const saferpay = await startSaferpaySandbox({
    ...{ port: 0, clock: systemClock(), ...ACCOUNT, currencies: ['EUR', 'CHF'], assertsMax: 8 },
    ...{ linkLifeMs: 60_000, sessionMs: 60_000, inquireLagMs: 100, noticeRepeatMs: 200 },
    times: QUICK_TIMES,
    ...options,
  });
  cleanUp(() => saferpay.close());
  const alipay = await givenAgentSandbox();
  const folder = givenAgentFolder(alipay.url, {
    terminal: { currency: 'EUR' },
    gateways: {
      saferpay: {
        kind: 'saferpay',
        baseUrl: saferpay.url,
        ...{ customerId: ACCOUNT.customerId, terminalId: ACCOUNT.terminalId, user: ACCOUNT.user },
        password: { file: 'keys/saferpay.password' },
        sessionGraceMs: 60_000,
        stage: 'test',
        timing: { ...QUICK_TIMING, ...QUICK_PACE },
      },
    },
    tenders: [{ id: 'qr', gateway: 'saferpay', say: { en: 'Alipay+ by QR' } }],
    notify: { path: '/alipayplus/notifyPayment' },
    public: { url: PUBLIC },
    ...patch,
  });
  writeFileSync(folder.file('keys/saferpay.password'), `${ACCOUNT.password}\n`, { mode: 0o600 });
  return { folder, saferpay };
}

/** Starts a till, and has the shop's relay bring notices to it. */
export async function startSaferpayAgent(
  folder: AgentFolder,
  saferpay: SaferpaySandbox,
): Promise<AgentProcess> {
  const agent = await startAgent(folder);
  const { notify } = await agent.ready;
  saferpay.relay(PUBLIC, new URL(notify ?? '').origin);
  return agent;
}
