import { writeFileSync } from 'node:fs';
import { startComputopSandbox, type ComputopSandbox } from '../../drivers/sandbox/computop/server.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { BLOWFISH_KEY, HMAC_KEY, MERCHANT } from '../vectors/computop/given-computop.ts';
import { QUICK_TIMING, type AgentFolder } from './agent-folder.ts';
import { QUICK_TIMES } from './page-times.ts';
import { cleanUp, givenAgentFolder, givenAgentSandbox } from './agent-process.ts';

/** Waits of a test's page: the real flow, in some seconds. */
const QUICK_PACE = {
  ...{ firstInquiryMs: 100, closingEveryMs: 200, watchEveryMs: 400, closeAfterMs: 2000 },
  ...{ twiceApartMs: 100, creditRepeatMs: 500 },
};

/** A time of day that is half a day away, in a zone where it is noon now: what is paid in a test can be reversed in it. */
function reversibleNow(): string {
  const hours = 12 - new Date().getUTCHours();
  return `23:59${hours < 0 ? '-' : '+'}${String(Math.abs(hours)).padStart(2, '0')}:00`;
}

/** A folder of a till with Alipay+ and Computop, whose sandbox runs in this process; `more` is laid over its gateway. */
export async function givenComputopFolder(
  more: object = {},
  pageLifeMs = 60_000,
  tender: object = {},
  times = QUICK_TIMES,
): Promise<{ readonly folder: AgentFolder; readonly computop: ComputopSandbox }> {
  const computop = await startComputopSandbox({
    ...{ port: 0, clock: systemClock(), merchant: MERCHANT, pageLifeMs, times },
  });
  cleanUp(() => computop.close());
  const alipay = await givenAgentSandbox();
  const folder = givenAgentFolder(alipay.url, {
    terminal: { currency: 'EUR' },
    gateways: {
      ct: {
        kind: 'computop',
        baseUrl: computop.url,
        merchantId: MERCHANT.merchantId,
        password: { file: 'keys/ct.password' },
        hmacKey: { file: 'keys/ct.hmac' },
        fxCurrency: 'EUR',
        reverseUntil: reversibleNow(),
        timing: { ...QUICK_TIMING, ...QUICK_PACE },
        ...more,
      },
    },
    tenders: [{ id: 'qr', gateway: 'ct', say: { en: 'Alipay+ by QR' }, ...tender }],
    notify: { path: '/alipayplus/notifyPayment' },
    public: { url: 'https://pay.shop.example/t07' },
  });
  for (const [name, text] of [
    ['ct.password', BLOWFISH_KEY],
    ['ct.hmac', HMAC_KEY],
  ] as const)
    writeFileSync(folder.file(`keys/${name}`), `${text}\n`, { mode: 0o600 });
  return { folder, computop };
}
