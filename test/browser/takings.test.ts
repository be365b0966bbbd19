import { describe, expect, it } from 'vitest';
import { order, saleOf } from '../fakes/agent-process.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { givenSaferpayFolder } from '../fakes/saferpay-till.ts';
import { LanguageTour, LOOKED_AT } from './language-tour.ts';
import { givenScreens } from './screens.ts';

const screens = givenScreens();

describe("The manager's desk › a refund that is paid from the takings of the day (saferpay dossier 10)", () => {
  it('is said before the PIN, and why it waits after it', async () => {
    const { folder, saferpay } = await givenSaferpayFolder();
    folder.patch({ managers: [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }] });
    const { agent, window } = await screens.tillOf(folder);
    saferpay.relay('https://pay.shop.example/t07', new URL((await agent.ready).notify!).origin);
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR')));
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
    const shown = agent.events();
    await shown.until(({ sale }) => sale?.attempts.at(-1)?.linkState === 'shown');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await saferpay.payer.play((json as { url: string }).url);
    await shown.until(({ sale }) => sale?.state === 'paid');
    await shown.close();
    await window.shows('Hand over the goods');
    await window.keys('Enter');
    const tour = await LanguageTour.from(window, 'takings');

    // What was taken is for a manager's eyes.
    await agent.call('POST', '/v1/staff/sign-in', { id: 'm1', pin: PIN, post: 'desk' });
    await window.keys('F3');
    await window.shows('Find a payment');
    await window.pour(saleOf(await agent.call('GET', `/v1/sales/${saleId}`)).paymentRequestId!);
    await window.keys('Enter');
    await window.page.locator('.told-printed, .told-charged').first().waitFor();
    await window.page
      .locator('.actions .action', { hasNotText: /Esc|F9/ })
      .first()
      .click();
    await window.page.locator('.takings').waitFor();
    await window.page
      .locator('.takings:not(.warning)', { hasText: 'This till took EUR 19.99 today.' })
      .waitFor();
    await window.keys('Escape');
    // The first refund of the next morning: nothing was taken yet.
    await agent.call('POST', '/v1/reports/z', {});
    await window.page
      .locator('.actions .action', { hasText: /Refund/ })
      .first()
      .click();
    await window.page.locator('.takings.warning', { hasText: 'This till took EUR 0.00 today.' }).waitFor();
    await tour.look('.takings', 'amount', LOOKED_AT);
    await window.keys('Enter');
    await tour.look('.reason', 'reason', LOOKED_AT);
    await window.keys('1');
    await window.page.locator('.approve').waitFor();
    // For as long as anybody looks.
    saferpay.board.arm('refund-not-yet', 1000);
    await window.type(PIN);
    await window.keys('Enter');
    await window.page.locator('.refund-pending .say').nth(1).waitFor();
    await tour.look('.refund-pending', 'pending', LOOKED_AT);

    expect(tour.faults).toEqual([]);
  }, 120_000);
});
