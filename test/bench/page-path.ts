import type { Page } from 'playwright-core';
import { givenTrustFolder } from '../fakes/trust-till.ts';
import { startAgent } from '../fakes/agent-process.ts';
import { openBrowser, Window } from '../browser/window.ts';
import { painted, watchPaint } from './painted.ts';
import { rowOf, type Row, type RowHead } from './row.ts';

const SALES = 30;
const WARM_UP_SALES = 3;

const SHOWN: RowHead = {
  name: 'tender pressed to its QR code painted (Chromium)',
  unit: 'ms',
  note: "from the press of the cashier's button to the frame of the customer's screen with the code; the sandbox's own time to make the link is in it",
  goal: { percentile: 'p99', atMost: 150 },
};
const TOLD: RowHead = {
  name: 'payment on the phone to paid on the screen, by notice',
  unit: 'ms',
  note: "from the payer's press in the sandbox to the frame of the cashier's screen; the notice leaves at once, and the till asks before it believes",
};
const ASKED: RowHead = {
  name: 'payment on the phone to paid on the screen, by asking',
  unit: 'ms',
  note: "the same without notices: the till's own questions, as often as the config has them by itself",
};

/** A payment on the customer's phone, as both sides of the counter feel it. */
export async function pageRows(): Promise<Row[]> {
  const told = await measured(true);
  const asked = await measured(false);
  return [
    rowOf(SHOWN, [...told.shownMs, ...asked.shownMs]),
    rowOf(TOLD, told.paidMs),
    rowOf(ASKED, asked.paidMs),
  ];
}

async function measured(isTold: boolean): Promise<{ shownMs: number[]; paidMs: number[] }> {
  const { folder, trust } = await givenTrustFolder(
    {},
    { inquiryEveryMs: 3000, firstInquiryMs: 5000, windowMs: 300_000 },
  );
  const agent = await startAgent(folder, ['--screen']);
  const { launch, notify } = await agent.ready;
  const browser = await openBrowser();
  try {
    const window = await Window.opened(browser, launch!);
    const customer = await window.customer();
    const [shownMs, paidMs]: [number[], number[]] = [[], []];
    for (let count = -WARM_UP_SALES; count < SALES; count += 1) {
      await window.page.bringToFront();
      await window.charge('19.99');
      await watchPaint(customer, '.customer-pay .qr');
      const tender = window.page.getByRole('button', { name: 'Alipay by QR' });
      const pressedAtMs = await pressed(window.page, tender);
      // A page behind another one paints nothing.
      await customer.bringToFront();
      const shownAtMs = await painted(customer);
      await window.page.bringToFront();
      const sale = await window.newest();
      const answer = await agent.call('GET', `/v1/sales/${sale.saleId}/link`);
      await watchPaint(window.page, '.scene.paid');
      const paidAtMs = Date.now();
      await fetch((answer.json as { url: string }).url, { method: 'POST' });
      const entry = trust.books.entries.at(-1);
      if (isTold && entry !== undefined) await trust.notify(new URL('/n/trust', notify!).href, entry);
      const seenAtMs = await painted(window.page);
      if (count >= 0) {
        shownMs.push(shownAtMs - pressedAtMs);
        paidMs.push(seenAtMs - paidAtMs);
      }
      await window.keys('Enter');
    }
    return { shownMs, paidMs };
  } finally {
    await browser.close();
    await agent.stop();
  }
}

/** Presses a button; when its press came to the page. */
async function pressed(page: Page, button: ReturnType<Page['getByRole']>): Promise<number> {
  await page.evaluate(() => {
    addEventListener('click', () => ((globalThis as { pressedAtMs?: number }).pressedAtMs = Date.now()), {
      capture: true,
      once: true,
    });
  });
  await button.click();
  return page.evaluate(() => (globalThis as { pressedAtMs?: number }).pressedAtMs ?? 0);
}
