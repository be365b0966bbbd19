import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import type { SaleView } from '../../src/contract/sale-view.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { order, saleOf, type AgentProcess } from '../fakes/agent-process.ts';
import { givenCardFolder, givenCardSandbox, QUICK_CARD_TIMING } from '../fakes/antom-card-till.ts';
import { LanguageTour } from './language-tour.ts';
import { givenScreens } from './screens.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
const PUBLIC = 'https://pay.shop.example/t07';

/** A till with cards, its window, and a customer who does what the amount says. */
async function givenCards(gateway: object = {}) {
  const card = await givenCardSandbox();
  const { agent, window } = await screens.tillOf(givenCardFolder(card, gateway));
  card.relay(PUBLIC, new URL((await agent.ready).notify ?? '').origin);
  const sold = async (value: string): Promise<string> => {
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(`ORD-${value}`, value, 'SGD')));
    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'card' });
    await until(agent, saleId, ({ attempts }) => attempts.at(-1)?.linkState === 'shown');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await card.payer.play((json as { url: string }).url);
    return saleId;
  };
  return { agent, window, sold };
}

async function until(agent: AgentProcess, saleId: string, fits: (sale: SaleView) => boolean) {
  await agent
    .events()
    .until(({ sale, recent }) => [sale, ...recent].some((seen) => seen?.saleId === saleId && fits(seen)));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

describe('A card that is approved, at a shop that lets goods go then', () => {
  it('the stage says that goods may go and that the money is still collected, in every language', async () => {
    const timing = { ...QUICK_CARD_TIMING, retryMs: [600_000], backgroundRetryMs: 600_000 };
    const { window, sold } = await givenCards({ releaseOn: 'authorised', timing });
    const tour = await LanguageTour.from(window, 'card');

    // 828: nobody says what became of the capture.
    await sold('1828');
    await tour.look('.outcome.paid', 'approved');

    expect(tour.faults).toEqual([]);
  }, 240_000);
});

describe('A refund of a payment whose dispute was lost', () => {
  it('is asked twice: the desk says why, and the second PIN gives it back', async () => {
    const { agent, window, sold } = await givenCards();
    const tour = await LanguageTour.from(window, 'card');
    const saleId = await sold('1837');
    const sale = await until(agent, saleId, ({ dispute }) => dispute?.state === 'lost');
    await toApproval(window, sale.paymentRequestId!);

    await window.approves(APPROVAL.approver.pin, 'Aisyah');
    await window.shows('The dispute about this payment was lost');
    const before = await agent.call('GET', `/v1/sales/${saleId}`);
    await tour.look('.lost-dispute', 'lost', [...LANGUAGES.filter((language) => language !== 'en'), 'en']);
    await window.press('Refund all the same');
    await window.approves(APPROVAL.approver.pin, 'Aisyah');
    await window.shows('Refunded');

    expect(tour.faults).toEqual([]);
    expect(saleOf(before).refunds).toEqual([]);
    expect(saleOf(await agent.call('GET', `/v1/sales/${saleId}`)).refunds).toMatchObject([
      { state: 'refunded', amount: { value: '1837' } },
    ]);
  }, 120_000);
});

/** From the idle stage to the PIN, by the keyboard, for all of it. */
async function toApproval(window: Window, paymentRequestId: string): Promise<void> {
  await window.keys('F3');
  await window.shows('Find a payment');
  await window.pour(paymentRequestId);
  await window.keys('Enter');
  await window.shows('Paid');
  await window.press('Refund');
  await window.shows('How much goes back?');
  await window.keys('Enter');
  await window.shows('Why does it go back?');
  await window.keys('1');
  await window.shows('Approve with your PIN');
}
