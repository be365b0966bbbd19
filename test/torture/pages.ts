import { writeFileSync } from 'node:fs';
import { capturedMinor, creditedMinor } from '../../drivers/sandbox/computop/books.ts';
import { startComputopSandbox, type ComputopSandbox } from '../../drivers/sandbox/computop/server.ts';
import type { PageTimes } from '../../drivers/sandbox/pages/times.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { idOfRef } from '../../src/payment/ids.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { BLOWFISH_KEY, HMAC_KEY, MERCHANT } from '../vectors/computop/given-computop.ts';
import type { LedgerEntry } from './audit.ts';
import type { TORTURE_TIMING } from './tortured-till.ts';

/** What customers on a page do in this torture, by the ending of the amount; the other endings are for scans. */
const PLAYED: readonly string[] = ['901', '902', '903', '914', '926', '928', '941'];
const WINDOW_MS = 400;
const TIMES: PageTimes = {
  ...{ soonMs: 20, lateMs: 200, tillWindowMs: WINDOW_MS, afterMs: 100 },
  ...{ callLateMs: 300, noticeLateMs: 100, settleLateMs: 200, minuteMs: 50 },
};

/** An acquirer of pages beside the scans. It lives in the torturer's own process, so that it outlives every till. */
export class Pages {
  readonly #sandbox: ComputopSandbox;

  private constructor(sandbox: ComputopSandbox) {
    this.#sandbox = sandbox;
  }

  static async start(): Promise<Pages> {
    return new Pages(
      await startComputopSandbox({
        ...{ port: 0, clock: systemClock(), merchant: MERCHANT, pageLifeMs: WINDOW_MS, times: TIMES },
      }),
    );
  }

  /** Lets a till of this folder take payments on its pages. */
  joins(folder: AgentFolder, timing: typeof TORTURE_TIMING): void {
    writeFileSync(folder.file('keys/ct.password'), `${BLOWFISH_KEY}\n`, { mode: 0o600 });
    writeFileSync(folder.file('keys/ct.hmac'), `${HMAC_KEY}\n`, { mode: 0o600 });
    folder.patch({
      gateways: {
        ct: {
          ...{ kind: 'computop', baseUrl: this.#sandbox.url, merchantId: MERCHANT.merchantId },
          ...{ password: { file: 'keys/ct.password' }, hmacKey: { file: 'keys/ct.hmac' }, fxCurrency: 'MYR' },
          timing: {
            ...timing,
            ...{ windowMs: WINDOW_MS, firstInquiryMs: 30, closingEveryMs: 40, watchEveryMs: 100 },
            ...{ watchForMs: 300, closeAfterMs: 2 * WINDOW_MS, twiceApartMs: 20, creditRepeatMs: 150 },
          },
        },
      },
      tenders: [{ id: 'qr', gateway: 'ct', say: {} }],
    });
  }

  /** Whether a sale of this amount can be paid on a page here. */
  plays(value: string): boolean {
    const ending = value.slice(-3);
    return PLAYED.includes(ending) || /[059]$/.test(ending);
  }

  /** A customer comes to a link, and does what its amount says. */
  async customer(link: string): Promise<void> {
    await this.#sandbox.payer.play(link);
  }

  /** What is charged here of the orders of these sales. */
  books(sales: Iterable<SaleView>): LedgerEntry[] {
    const orders = new Map(
      [...sales].flatMap(({ referenceOrderId, attempts }) =>
        attempts.map(({ paymentRequestId }) => [paymentRequestId, referenceOrderId] as const),
      ),
    );
    return this.#sandbox.books.payments.map((payment) => {
      const paymentRequestId = idOfRef(payment.transId) ?? payment.transId;
      const netMinor = capturedMinor(payment) - creditedMinor(payment);
      return { paymentRequestId, referenceOrderId: orders.get(paymentRequestId) ?? '', netMinor };
    });
  }

  stop(): Promise<void> {
    return this.#sandbox.close();
  }
}
