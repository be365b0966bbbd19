import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PHONE_WORDS } from '../../src/phone/words.ts';
import { endAgents, order, saleOf, startAgent } from '../fakes/agent-process.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';
import { LOOKED_AT } from './language-tour.ts';
import { ARE_KEPT, openBrowser } from './window.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser('machine');
}, 120_000);
afterAll(() => browser.close());
afterEach(endAgents);

const PHONE = { width: 320, height: 568 } as const;

/** A landing page as the relay hands it on, for a sale of a till in whatever language. */
async function givenLanding() {
  const tenders = [{ id: 'qr', gateway: 'trust', say: {}, mode: 'landing', createOn: 'tap' }];
  const { folder } = await givenTrustFolder(
    { tenders, public: { url: 'http://127.0.0.1' } },
    { windowMs: 60_000 },
  );
  const agent = await startAgent(folder);
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '123456789012', 'EUR')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  const { notify } = await agent.ready;
  const path = new URL((json as { url: string }).url).pathname;
  return { agent, saleId, address: new URL(path, notify!).href };
}

/** A small phone in one language, without scripts. */
async function phoneIn(language: string): Promise<Page> {
  const context = await browser.newContext({
    ...{ viewport: PHONE, locale: language, hasTouch: true, isMobile: true, javaScriptEnabled: false },
  });
  return context.newPage();
}

/** What does not fit, and what keeps people out, by the rules of WCAG up to 2.2 AA. */
async function faultsOf(page: Page): Promise<string[]> {
  const shown = await browser.newContext({ viewport: PHONE });
  const judged = await shown.newPage();
  await judged.setContent(await page.content());
  await judged.evaluate(axe.source);
  const faults = await judged.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
    const { violations } = await run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    const wide = document.documentElement.scrollWidth > innerWidth ? ['wider than the phone'] : [];
    return [...violations.map(({ id }) => id), ...wide];
  });
  await shown.close();
  return faults;
}

describe('The pages for the customer’s phone, on a small screen without scripts', () => {
  it('fit in every language, keep nobody out, and lead on to the payment', async () => {
    const { agent, saleId, address } = await givenLanding();

    for (const [language, words] of Object.entries(PHONE_WORDS)) {
      const page = await phoneIn(language);
      await page.goto(address);
      await page.getByRole('button', { name: words.pay }).waitFor();
      if (ARE_KEPT && LOOKED_AT.includes(language))
        await page.screenshot({ path: `out/screens/phone-${language}-pay.png` });
      // Every script; the pages of one script differ in words alone.
      if (LOOKED_AT.includes(language)) expect(await faultsOf(page), language).toEqual([]);
      await page.context().close();
    }
    const phone = await phoneIn('de');
    await phone.goto(address);
    await phone.getByRole('button').tap();
    await phone.waitForURL(/\/cashier\//);
    expect((await agent.call('GET', `/v1/sales/${saleId}/link`)).status).toBe(404);

    for (const language of LOOKED_AT) {
      const other = await phoneIn(language);
      await other.goto(address);
      await other.locator('.told').waitFor();
      if (ARE_KEPT) await other.screenshot({ path: `out/screens/phone-${language}-elsewhere.png` });
      expect(await faultsOf(other), language).toEqual([]);
      await other.context().close();
    }
  }, 180_000);
});
