import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCEPTANCE_COMMANDS, type AcceptanceView } from '../../src/contract/acceptance-commands.ts';
import { AGENT_CLIENT_ID, QUICK_TIMING, type Patch } from '../fakes/agent-folder.ts';
import { filesBelow } from '../fakes/golive-shop.ts';
import { LanguageTour } from './language-tour.ts';
import { givenScreens } from './screens.ts';
import { PAGE_SIZES, SIZES } from './sizes.ts';
import type { Window } from './window.ts';

// The acceptance cases as pages. One case is really played: by the kit that ships, on a till of its own, beside this one.

const screens = givenScreens();
let window: Window;

async function opened(more: Patch = {}) {
  const gateways = { alipayPlus: { stage: 'test', timing: QUICK_TIMING } };
  const till = await screens.till({ gateways, ...more });
  ({ window } = till);
  await window.keys('F8');
  await window.press('Acceptance cases');
  await window.shows('Acceptance cases');
  return till;
}

const picture = (name: string): Promise<string[]> =>
  window.picture(`acceptance-${name}`, [SIZES[0], ...PAGE_SIZES]);
const row = (id: string) => window.page.locator('.acceptance-row', { hasText: id });

describe('The acceptance cases as pages (going live §4.3)', () => {
  it('play one case beside the till, show its pictures and its report, and keep what a person says', async () => {
    const till = await opened();
    const faults = await picture('cases');

    await row('AP-302').click();
    await window.press('Play this one');
    await window.page.locator('.acceptance-now').waitFor();
    await window.page
      .locator('.acceptance-row', { hasText: 'AP-302' })
      .locator('.acceptance-passed')
      .waitFor({ timeout: 60_000 });
    await window.page.locator('.acceptance-pictures img').first().waitFor();
    faults.push(...(await picture('played')));

    await row('AP-102').click();
    await window.page.getByLabel('Initials').fill('AB');
    await window.page.getByLabel('What was seen').fill('The portal shows them passed');
    await window.press('It is right');
    await window.page
      .locator('.acceptance-row', { hasText: 'AP-102' })
      .locator('.acceptance-passed')
      .waitFor({ timeout: 30_000 });

    expect(faults).toEqual([]);
    const folder = join(till.folder.path, 'golive/alipayPlus-own');
    expect(readdirSync(join(folder, 'report')).sort()).toContain('report.html');
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect((await till.agent.call('GET', '/v1/sales')).json).toEqual([]);
  }, 150_000);

  it('let the till’s own scanner read the wallet’s code for the test gateway; the code stands nowhere', async () => {
    const pair = await screens.pluggedPair();
    const till = await opened({ scanners: [{ kind: 'serial', path: pair.path, suffix: '\r' }] });
    const code = till.sandbox.freshCode();
    await window.page.getByRole('button', { name: /Test gateway/ }).click();
    await window.page.getByLabel('Last four characters').fill(AGENT_CLIENT_ID.slice(-4));
    await row('AP-202').click();
    await window.press('Play this one');

    await window.page.getByText('Let the till’s scanner read the code').waitFor({ timeout: 60_000 });
    await pair.sends(`${code}\r`);
    await row('AP-202').locator('.acceptance-passed').waitFor({ timeout: 60_000 });

    const folder = join(till.folder.path, 'golive/alipayPlus-sandbox');
    const holding = filesBelow(folder).filter((file) => readFileSync(file).includes(code));
    expect(holding).toEqual([]);
    expect(await window.page.content()).not.toContain(code);
    expect((await till.agent.call('GET', '/v1/sales')).json).toEqual([]);
    expect(till.sandbox.ledger.books(Date.now())).toMatchObject([{ debits: 1, netMinor: 0 }]);
  }, 150_000);

  it('refuse a test gateway whose account does not end so, and say why', async () => {
    await opened();
    await window.page.getByRole('button', { name: /Test gateway/ }).click();
    await window.page.getByLabel('Last four characters').fill('XXXX');
    await window.keys('Enter');

    await window.page.getByText('Nothing was sent').waitFor({ timeout: 30_000 });
  }, 60_000);

  it('serve no file outside the run', async () => {
    const till = await opened();
    const names = ['evidence/../../till.json', '../till.json', 'evidence/..%2f..%2ftill.json', 'run.jsonl'];

    const answers = await Promise.all(
      names.map((name) =>
        till.agent.call(
          'GET',
          `/v1/technician/acceptance/alipayPlus/own/file?name=${encodeURIComponent(name)}`,
        ),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
  }, 60_000);
});

type Case = AcceptanceView['acquirers'][number]['cases'][number];
const SEEN: Case = {
  ...{
    id: 'AP-202',
    title: 'Payment by a code that the customer shows',
    phase: 'sandbox',
    state: 'passed',
    by: 'kit',
  },
  ...{ why: '', openFor: 'notRun', plays: true, attempt: 1, tookMs: 2400, pictures: [] },
  steps: 'Enter the amount, scan the code.',
  seen: "Paid; brand and amount on paper; one pay with one id; the customer's screen says paid.",
};
const CASES: readonly Case[] = [
  {
    ...SEEN,
    id: 'AP-102',
    phase: 'before',
    state: 'open',
    by: null,
    openFor: 'outside',
    plays: false,
    attempt: 0,
  },
  { ...SEEN, id: 'AP-103', phase: 'before', state: 'notForThisShop', plays: false },
  SEEN,
  { ...SEEN, id: 'AP-208', state: 'failed', why: 'Inquiries of A were 4253 ms apart, not 3000 ms.' },
  { ...SEEN, id: 'AP-302', phase: 'outputs', state: 'skipped', by: 'person', why: 'AB: no printer' },
  { ...SEEN, id: 'AP-401', phase: 'launch', state: 'open', openFor: 'elsewhere', plays: false, attempt: 0 },
  { ...SEEN, id: 'AP-501', phase: 'pilot', state: 'open', openFor: 'live', plays: false, attempt: 0 },
  { ...SEEN, id: 'AP-601', phase: 'after', state: 'waiting', openFor: 'report', plays: false },
];
const REST: AcceptanceView = {
  acquirers: (['own', 'sandbox'] as const).map((against) => ({
    ...{ gateway: 'alipayPlus', kind: 'alipay-plus', against, may: true, cases: [...CASES] },
    ...{ reportAt: '2026-11-20T18:31:04+08:00', reports: ['report/report.pdf', 'report/report.json'] },
    folder: '/srv/till/golive/alipayPlus-own',
  })),
  ...{ running: null, trouble: null },
};
const running = (task: NonNullable<AcceptanceView['running']>['task']): AcceptanceView => ({
  ...REST,
  running: {
    gateway: 'alipayPlus',
    against: 'sandbox',
    case: 'AP-208',
    number: 4,
    of: 22,
    leaving: false,
    task,
  },
});
/** How the page may stand, with the longest things that it asks of a person. */
const STANDS: Readonly<Record<string, AcceptanceView>> = {
  rest: REST,
  itself: running(null),
  waits: running({ task: 'code', need: 'waits', say: '' }),
  breaksOff: running({ task: 'code', need: 'breaksOff', say: '' }),
  open: running({ task: 'open', say: '' }),
};

describe('The acceptance cases as pages › languages', () => {
  it('fit in every language, at rest and with each thing that a person is asked for', async () => {
    const till = await screens.till();
    ({ window } = till);
    let view = REST;
    await window.page.route('**/v1/technician/acceptance', (route) => route.fulfill({ json: view }));
    const tour = await LanguageTour.from(window, 'acceptance');
    await window.keys('F8');
    await window.press('Acceptance cases');
    for (const [name, stands] of Object.entries(STANDS)) {
      expect(ACCEPTANCE_COMMANDS.readAcceptance.reply.schema.safeParse(stands).success).toBe(true);
      view = stands;
      await window.page.waitForResponse((response) => response.url().endsWith('/acceptance'));
      await tour.look(name === 'rest' ? '.acceptance-list' : '.acceptance-task', name);
    }

    expect(tour.faults).toEqual([]);
  }, 240_000);
});
