import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { TrustSandbox } from '../../drivers/sandbox/trust-payments/server.ts';
import type { AgentProcess } from '../fakes/agent-process.ts';
import { APPROVAL, type Patch } from '../fakes/agent-folder.ts';
import { codesIn } from '../fakes/paper-eye.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';
import { LanguageTour, LOOKED_AT } from './language-tour.ts';
import { givenScreens } from './screens.ts';
import { PORTRAIT, SIZES, type Size } from './sizes.ts';
import type { Window } from './window.ts';

const screens = givenScreens();

/** The scripts, and the longest words of each: the stage with most buttons is looked at in all. */
const LONGEST = [...LOOKED_AT, 'fr', 'id'];
/** The customer's screens of counters, from the smallest on. */
const CUSTOMER_SIZES: readonly Size[] = [SIZES[0], SIZES[1], PORTRAIT, { width: 800, height: 480 }];

interface Counter {
  readonly agent: AgentProcess;
  readonly window: Window;
  readonly customer: Page;
  readonly trust: TrustSandbox;
}

/** A till whose customers may pay on the own phone, with both of its screens. */
async function givenCounter(patch: Patch = {}): Promise<Counter> {
  const { folder, trust } = await givenTrustFolder(patch, { windowMs: 300_000 });
  const { agent, window } = await screens.tillOf(folder);
  return { agent, window, trust, customer: await window.customer() };
}

/** How far the one ends above the other, in points. */
async function between(page: Page, above: string, below: string): Promise<number> {
  const [one, other] = await Promise.all([above, below].map((each) => page.locator(each).boundingBox()));
  return other!.y - (one!.y + one!.height);
}

/** A sale of this amount whose link stands on the customer's screen; what a phone reads there. */
async function shown({ window, customer }: Counter, written = '19.99'): Promise<string> {
  await window.page.bringToFront();
  await window.charge(written);
  await window.press('Alipay by QR');
  await window.shows('Customer scans the display');
  await customer.bringToFront();
  await customer.locator('.customer-pay .qr').waitFor();
  return (await codesIn(await customer.screenshot()))[0]?.text ?? '';
}

describe('A sale that is paid on the customer’s phone', () => {
  it('is chosen beside the scan, and paid by the code on the customer’s screen', async () => {
    const counter = await givenCounter();
    const { window, customer } = counter;

    const link = await shown(counter);
    await fetch(link, { method: 'POST' });

    const word = customer.getByRole('heading', { name: 'Paid' });
    await word.waitFor();
    const edges: number[] = [];
    for (const size of CUSTOMER_SIZES) {
      await customer.setViewportSize(size);
      const box = await word.boundingBox();
      edges.push(size.height - (box?.y ?? 0) - (box?.height ?? Infinity));
    }
    expect(Math.min(...edges)).toBeGreaterThanOrEqual(0);
    await window.page.bringToFront();
    await window.shows('Hand over the goods');
    expect((await window.newest()).attempts).toMatchObject([{ tender: 'qr', linkState: 'closed' }]);
  }, 60_000);

  it('the link reaches the customer’s screen only: no event has it, and the cashier’s window is refused it', async () => {
    const counter = await givenCounter();
    const { agent, window, customer } = counter;

    const link = new URL(await shown(counter));
    const saleId = await window.currentSaleId();
    const refused = await window.page.evaluate(async (id) => {
      const { status } = await fetch(`v1/sales/${id}/link`);
      return status;
    }, saleId);

    expect(refused).toBe(403);
    expect((await agent.call('GET', '/v1/customer/link')).status).toBe(403);
    expect((await agent.call('GET', `/v1/sales/${saleId}/link`)).status).toBe(200);
    for (const stream of ['/v1/events', '/v1/customer/events']) {
      const told = await newestEvent(window.page, stream);
      expect(told).toContain('1999');
      expect(told).not.toContain(link.pathname);
    }
    expect(await window.page.content()).not.toContain(link.pathname);
    expect(await customer.content()).not.toContain(link.pathname);
  }, 60_000);

  it('a phone reads the code out of focus and from the side, on every screen of a customer', async () => {
    const counter = await givenCounter({ terminal: { currency: 'EUR', languages: LOOKED_AT } });
    const { customer } = counter;

    const link = await shown(counter, '1250.00');

    for (const language of LOOKED_AT) {
      await customer.locator(`main[lang="${language}"]`).waitFor();
      for (const size of CUSTOMER_SIZES) {
        await customer.setViewportSize(size);
        const path = `out/screens/customer-pay-${language}-${size.width}.png`;
        const picture = await customer.screenshot({ path });
        const seen = language === 'en' ? await askew(counter, picture, size) : picture;
        expect((await codesIn(seen))[0]?.text, path).toBe(link);
        expect(await between(customer, '.amount-number', 'h1'), path).toBeGreaterThanOrEqual(0);
      }
    }
    const module = await customer.locator('.qr').evaluate((qr: SVGSVGElement) => {
      return qr.getBoundingClientRect().width / qr.viewBox.baseVal.width;
    });
    expect(module).toBeGreaterThanOrEqual(4);
  }, 90_000);

  it('the longest link of all acquirers is read too, out of focus and from the side, 4 points a module at least', async () => {
    const link = readFileSync('test/vectors/computop/payment.link.url.txt', 'utf8').trim();
    const counter = await givenCounter();
    const { customer } = counter;
    // Of an acquirer itself, not of its sandbox, whose own address is shorter.
    const answer = { url: link, payableUntil: new Date().toISOString() };
    await customer.route('**/v1/customer/link', (route) => route.fulfill({ json: answer }));
    await shown(counter, '123456.78');

    expect(link).toHaveLength(967);
    for (const size of CUSTOMER_SIZES) {
      await customer.setViewportSize(size);
      const picture = await customer.screenshot({
        path: `out/screens/customer-pay-longest-${size.width}.png`,
      });
      const module = await customer.locator('.qr').evaluate((qr: SVGSVGElement) => {
        return qr.getBoundingClientRect().width / qr.viewBox.baseVal.width;
      });
      expect([module >= 4, Number.isInteger(module)], `${size.width}: ${module}`).toEqual([true, true]);
      expect((await codesIn(await askew(counter, picture, size)))[0]?.text, `${size.width}`).toBe(link);
    }
  }, 90_000);

  it('every stage fits in every language: the choice, the code that is shown, the end that may still be paid', async () => {
    const tenders = [
      { id: 'qr', gateway: 'trust', say: { en: 'Alipay by QR' } },
      { id: 'card', gateway: 'trust', say: { en: 'Card on the own phone' } },
    ];
    const { window } = await givenCounter({ tenders });
    // Behind the customer's page it would paint once a second.
    await window.page.bringToFront();
    const tour = await LanguageTour.from(window, 'page');

    await window.charge('1250.00');
    await tour.look('.awaiting', 'choice', LONGEST);
    await window.page.locator('.choices .action').first().click();
    await tour.look('.waiting .ring', 'shown', LONGEST);
    await window.keys('Escape');
    await tour.look('.outcome.cancelling', 'closing');

    expect(tour.faults).toEqual([]);
  }, 240_000);

  it('that may still be paid is charged in another way once a manager allows it: the same order waits for a code', async () => {
    const counter = await givenCounter();
    const { window } = counter;
    await shown(counter);
    await window.page.bringToFront();
    const { referenceOrderId } = await window.newest();
    await window.keys('Escape');
    await window.shows('Closing');
    const faults = await window.picture('page-freeing');

    await window.press('Charge in another way');
    await window.press('Charge in another way');
    await window.shows('Charge in another way?');
    faults.push(...(await window.picture('page-freeing-reason')));
    await window.press('Phone cannot pay');
    await window.approves(APPROVAL.approver.pin);
    await window.shows("Scan the customer's code");

    const next = await window.newest();
    expect(next).toMatchObject({ referenceOrderId, state: 'awaitingCode' });
    expect(faults).toEqual([]);
  }, 60_000);
});

/** What a stream of events tells now. */
function newestEvent(page: Page, stream: string): Promise<string> {
  return page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const source = new EventSource(`.${address}`);
        source.addEventListener('view', (event: MessageEvent<string>) => {
          source.close();
          resolve(event.data);
        });
      }),
    stream,
  );
}

/** The picture as a phone's camera has it: a little out of focus, and seen from the side. */
async function askew({ customer }: Counter, picture: Buffer, size: Size): Promise<Buffer> {
  const page = await customer.context().newPage();
  await page.setViewportSize(size);
  const source = `data:image/png;base64,${picture.toString('base64')}`;
  await page.setContent(
    `<body style="margin:0;background:#777"><img src="${source}" style="filter:blur(1.2px);transform:perspective(1200px) rotateY(24deg) rotateX(8deg) scale(0.8)">`,
  );
  const seen = await page.screenshot();
  await page.close();
  return seen;
}
