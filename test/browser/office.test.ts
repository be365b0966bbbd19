import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportFiles, type Transaction } from '../../drivers/sandbox/office/report-files.ts';
import { cycleDayOf, dayAfter } from '../../src/reconcile/cycle.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';
import { LanguageTour, LOOKED_AT } from './language-tour.ts';
import type { OpenedTill } from './opened-till.ts';
import { givenScreens } from './screens.ts';
import { SIZES } from './sizes.ts';
import type { Window } from './window.ts';

const screens = givenScreens();
let window: Window;

const OF_STORE = '[aria-labelledby="office-store"]';
const OF_CUSTOMS = '[aria-labelledby="office-customs"]';
const CUSTOMS = { customsCode: 'ZONGSHU', merchantCustomsCode: 'C-1', merchantCustomsName: 'Kopi Corner' };

const SETTLED: Transaction = {
  ...{ type: 'PAYMENT', requestId: 'R-1', id: 'I-1', originalId: null, pspId: '1' },
  ...{ time: '2026-11-20T12:00:00+08:00', merchantId: 'M-KL-0007', storeId: 'S-KL-0007-02' },
  amount: { currency: 'USD', value: '1000' },
  settlement: { currency: 'USD', value: '1000' },
};

async function opened(): Promise<{ readonly till: OpenedTill; readonly paymentRequestId: string }> {
  const pin = await hashedPin();
  const till = await screens.till({
    notify: { port: 0 },
    registration: { needed: 'tell' },
    managers: [{ id: 'm1', name: 'Aisyah', pin }],
  });
  ({ window } = till);
  const sale = await till.sold('4550');
  await window.shows('Hand over the goods');
  await window.keys('Enter');
  await window.shows('Amount to charge');
  return { till, paymentRequestId: sale.paymentRequestId ?? '' };
}

/** A till whose shop registers its store, without a sale. */
async function officeTill(more: object): Promise<OpenedTill> {
  const pin = await hashedPin();
  const till = await screens.till({
    ...{ notify: { port: 0 }, registration: { needed: 'tell' } },
    managers: [{ id: 'm1', name: 'Aisyah', pin }],
    ...more,
  });
  ({ window } = till);
  return till;
}

async function begin(
  till: OpenedTill,
  order: { kind: 'retrieval' | 'escalation'; paymentRequestId: string; days?: number },
) {
  const end = order.kind === 'retrieval' ? 'initiateRetrieval' : 'initiateEscalation';
  const { notify } = await till.agent.ready;
  const url = new URL(`/aps/api/v1/disputes/${end}`, notify ?? '').href;
  const begun = await till.sandbox.office.disputes.begin({ ...order, url });
  return begun?.id ?? '';
}

/** From the strip to the office, by touch. */
async function toOffice(): Promise<void> {
  await window.page
    .locator('.strip-place', { has: window.page.locator('.shape-office, .shape-attention') })
    .click();
  await window.page.locator('.managers .action').first().click();
  await window.type(PIN);
  await window.keys('Enter');
  await window.page.locator('.office').waitFor();
}

describe('The office at the desk (office dossier §3.6)', () => {
  it('tells the days left on the strip; a manager looks at the papers and answers', async () => {
    const { till, paymentRequestId } = await opened();
    const id = await begin(till, { kind: 'retrieval', paymentRequestId, days: 2 });

    await window.page.locator('.strip-place', { hasText: 'Dispute: 2 days left' }).waitFor();
    await toOffice();
    const first = await window.picture('office-home', [SIZES[0], SIZES[1]]);
    await window.page.locator('.office-line').first().click();
    await window.page.locator('.dispute-papers').waitFor();
    await window.page.locator('.told-line').first().waitFor();
    const second = await window.picture('office-dispute', [SIZES[0], SIZES[1]]);
    await window.press('All papers');
    const third = await window.picture('office-approve', [SIZES[0], SIZES[1]]);
    await window.page.locator('.managers .action').first().click();
    await window.type(PIN);
    await window.keys('Enter');
    await window.page.locator('.dispute-due', { hasText: 'Answered' }).waitFor();

    expect(till.sandbox.office.disputes.books).toMatchObject([
      { disputeRequestId: id, answer: '0001', answers: 1 },
    ]);
    expect([...first, ...second, ...third]).toEqual([]);
  });

  it('fits in four languages', async () => {
    const { till, paymentRequestId } = await opened();
    await begin(till, { kind: 'escalation', paymentRequestId, days: -1 });
    const tour = await LanguageTour.from(window, 'office');

    await toOffice();
    await tour.look('.office-tasks', 'home', LOOKED_AT);
    await window.page.locator('.office-line').first().click();
    await window.page.locator('.told-line').first().waitFor();
    await tour.look('.dispute-papers', 'dispute', LOOKED_AT);
    await window.page.locator('.actions .action-main').click();
    await tour.look('.approve', 'approve', LOOKED_AT);
    await window.keys('Escape', 'Escape');
    await begin(till, { kind: 'retrieval', paymentRequestId, days: 2 });
    await window.page.locator('.office-line').nth(1).click();
    await window.page.locator('.dispute-papers').waitFor();
    await tour.look('.dispute-papers', 'papers', ['de', 'th']);

    expect(tour.faults).toEqual([]);
  });

  it('a dispute that came by letter is entered by hand, and a part of it is given back', async () => {
    const { till, paymentRequestId } = await opened();
    const tour = await LanguageTour.from(window, 'office');
    const { page } = window;
    await page.locator('.strip-place', { has: page.locator('.shape-office, .shape-attention') }).click();
    await page.locator('.managers .action').first().click();
    await window.type(PIN);
    await window.keys('Enter');
    await page.locator('.office .office-does .action').first().click();
    await tour.look('.fields', 'enter', LOOKED_AT);
    const enterFaults = await window.picture('office-enter', [SIZES[0], SIZES[1]]);
    const lines = page.locator('.fields input');
    await lines.nth(0).fill('LETTER-1');
    await lines.nth(1).fill(paymentRequestId);
    await lines.nth(2).fill('45.50');
    await page.locator('.actions .action-main').click();
    await page.locator('.approve .managers .action').first().click();
    await window.type(PIN);
    await window.keys('Enter');
    await page.locator('.office-line').first().click();
    await page.locator('.dispute-papers').waitFor();
    await page.locator('.actions .action').nth(2).click();
    await tour.look('.fields', 'part', LOOKED_AT);
    await page.locator('.fields input').fill('45.50');
    const whole = await page.locator('.actions .action-main').isEnabled();
    await page.locator('.fields input').fill('20.00');
    await page.locator('.actions .action-main').click();
    await page.locator('.approve .managers .action').first().click();
    await window.type(PIN);
    await window.keys('Enter');
    await page.locator('.dispute-papers').waitFor();
    const answered = await till.agent.call('GET', '/v1/disputes/LETTER-1');

    expect(whole).toBe(false);
    expect(answered.json).toMatchObject({
      ...{ byHand: true, kind: 'money', amount: { currency: 'MYR', value: '4550' } },
      answer: { answer: 'ACCEPT_PARTIAL_REFUND', refundAmount: { currency: 'MYR', value: '2000' } },
    });
    expect([...tour.faults, ...enterFaults]).toEqual([]);
  }, 90_000);

  it('registration and declaration fit in four languages; the form registers the store', async () => {
    const till = await officeTill({ customs: CUSTOMS });
    const tour = await LanguageTour.from(window, 'office');
    const { page } = window;
    await toOffice();

    await page.locator(`${OF_CUSTOMS} .office-does .action`).click();
    await page.locator('.fields').waitFor();
    await tour.look('.fields', 'declare', LOOKED_AT);
    const declareFaults = await window.picture('office-declare', [SIZES[0], SIZES[1]]);
    await page.locator('.actions .action-second').first().click();
    await page.locator(`${OF_STORE} .action`).first().click();
    await page.locator('.managers').waitFor();
    await tour.look('.fields', 'register', LOOKED_AT);
    const registerFaults = await window.picture('office-register', [SIZES[0], SIZES[1]]);
    await page.locator('.fields input').nth(0).fill('Kopi Corner Sdn Bhd');
    await page.locator('.fields input').nth(1).fill('202401012345');
    await page.locator('.actions .action-main').click();
    await page.locator('.approve .managers .action').first().click();
    await window.type(PIN);
    await window.keys('Enter');
    await page.locator(OF_STORE).waitFor();

    expect(till.sandbox.office.registrations.books).toMatchObject([{ referenceStoreId: 'S-KL-0007-02' }]);
    expect([...tour.faults, ...declareFaults, ...registerFaults]).toEqual([]);
  });

  it('settlements fit in four languages; a tick takes the bank’s credit', async () => {
    const reports = mkdtempSync(join(tmpdir(), 'till-reports-'));
    const today = cycleDayOf(Date.now(), 8 * 3_600_000);
    const { files } = reportFiles({
      ...{ participantId: 'P', agreementId: 'A', currency: 'USD', day: dayAfter(today, -3), paidOn: today },
      transactions: [SETTLED],
    });
    for (const { name, bytes } of files) writeFileSync(join(reports, name), bytes);
    const till = await officeTill({ reports: { participantId: 'P', folder: reports, view: 'participant' } });
    const tour = await LanguageTour.from(window, 'office');
    const { page } = window;
    await toOffice();

    await page.locator('.actions-many .action').nth(1).click();
    await page.locator('.office-file').waitFor();
    await page.locator('.office-tasks li').first().waitFor();
    await tour.look('.office-tasks', 'settlement', LOOKED_AT);
    const settlementFaults = await window.picture('office-settlement', [SIZES[0], SIZES[1]]);
    await page.locator('.office-tasks .action').nth(1).click();
    await tour.look('.fields', 'credit', LOOKED_AT);
    const creditFaults = await window.picture('office-credit', [SIZES[0], SIZES[1]]);
    await page.locator('.actions .action-second').first().click();
    await page.locator('.office-tasks .action').first().click();
    await page.locator('.office-tasks .shape-ok').waitFor();
    const credits = (await till.agent.call('GET', '/v1/bank-credits')).json;

    expect(credits).toMatchObject([{ amount: { currency: 'USD', value: '990' } }]);
    expect([...tour.faults, ...settlementFaults, ...creditFaults]).toEqual([]);
  });
});
