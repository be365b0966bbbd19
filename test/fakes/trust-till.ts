import { writeFileSync } from 'node:fs';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import {
  startTrustSandbox,
  type TrustSandbox,
  type TrustSandboxOptions,
} from '../../drivers/sandbox/trust-payments/server.ts';
import type { AgentFolder, Patch } from './agent-folder.ts';
import { QUICK_TIMING } from './agent-folder.ts';
import { QUICK_TIMES } from './page-times.ts';
import { cleanUp, givenAgentFolder, givenAgentSandbox } from './agent-process.ts';

const SITE = {
  siteReference: 'test_pos12345',
  user: 'webservices@pos-demo.example',
  password: 'Passw0rd^',
  notificationPassword: 'NotifyPassword1',
} as const;

/** Waits of a test's page: the real flow, in some seconds. */
const QUICK_PACE = { firstInquiryMs: 100, closingEveryMs: 200, watchEveryMs: 400, lookUpMs: [300] };

/** A folder of a till with Alipay+ and Trust Payments, whose sandbox runs in this process; `timing` is of the latter. */
export async function givenTrustFolder(
  patch: Patch = {},
  timing: object = {},
  options: Partial<TrustSandboxOptions> = {},
): Promise<{ readonly folder: AgentFolder; readonly trust: TrustSandbox; readonly alipay: Sandbox }> {
  const trust = await startTrustSandbox({
    port: 0,
    clock: systemClock(),
    ...SITE,
    times: QUICK_TIMES,
    ...options,
  });
  cleanUp(() => trust.close());
  const alipay = await givenAgentSandbox();
  const folder = givenAgentFolder(alipay.url, {
    terminal: { currency: 'EUR' },
    gateways: {
      trust: {
        kind: 'trust-payments',
        baseUrl: trust.url,
        siteReference: SITE.siteReference,
        user: SITE.user,
        password: { file: 'keys/trust.password' },
        notificationPassword: { file: 'keys/trust.notices' },
        billingCountry: 'DE',
        live: false,
        stage: 'test',
        timing: { ...QUICK_TIMING, ...QUICK_PACE, ...timing },
      },
    },
    tenders: [{ id: 'qr', gateway: 'trust', say: { en: 'Alipay by QR' } }],
    notify: { path: '/alipayplus/notifyPayment' },
    public: { url: 'https://pay.shop.example/t07' },
    ...patch,
  });
  for (const [name, text] of [
    ['trust.password', SITE.password],
    ['trust.notices', SITE.notificationPassword],
  ] as const)
    writeFileSync(folder.file(`keys/${name}`), `${text}\n`, { mode: 0o600 });
  return { folder, trust, alipay };
}
