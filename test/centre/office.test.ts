import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCentre, type RunningCentre } from '../../drivers/centre/centre.ts';
import { DatabaseGone } from '../../drivers/centre/database.ts';
import { openEmbedded } from '../../drivers/centre/embedded-postgres.ts';
import { systemClock } from '../../drivers/system/clock.ts';
import { assetsOfProcess } from '../../electron/assets.ts';
import { playDemo, type DemoPerson } from '../../electron/centre/demo.ts';
import { noAnswer } from '../../src/centre/office/troubles.ts';
import { openBrowser } from '../browser/window.ts';
import { MIGRATIONS } from './given-centre.ts';
import { QUIET } from '../fakes/quiet-log.ts';

const PAGES = [
  ...['/', '/cases', '/day', '/z', '/reports', '/limits', '/config', '/people', '/audit'],
  ...['/tills/revoke?till=S-DEMO-01%2FT03', '/people/remove?person=helper'],
  ...['/search?q=ORD-T01-0003', '/sale?till=S-DEMO-01%2FT01&sale=DEMO-T01-0003'],
];

describe('The office of the chain (chain §4)', () => {
  let centre: RunningCentre;
  let browser: Browser;
  let owner: Page;
  let stop: () => void;
  let isGone = false;
  let demo: DemoPerson;

  beforeAll(async () => {
    const clock = systemClock();
    const embedded = await openEmbedded(null);
    centre = await startCentre({
      database: {
        ...embedded,
        query: (text, values) =>
          isGone ? Promise.reject(new DatabaseGone('gone')) : embedded.query(text, values),
      },
      migrations: MIGRATIONS,
      letters: assetsOfProcess().centreLetters,
      ...{ host: '127.0.0.1', port: 0, isSecure: false, needsCode: false, reports: null, clock, log: QUIET },
    });
    ({ stop, person: demo } = await playDemo(centre, { clock, log: QUIET }));
    await centre.people.add(
      { personId: 'helper', name: 'Helper', role: 'support', storeId: null },
      'reads only, 12',
    );
    await centre.people.add(
      { personId: 'other', name: 'Other', role: 'storeManager', storeId: 'S-DEMO-01' },
      'one store only',
    );
    browser = await openBrowser('machine');
    owner = await signedIn(demo.id, demo.password);
  }, 60_000);

  afterAll(async () => {
    stop();
    await browser.close();
    await centre.stop();
  });

  async function signedIn(id: string, password: string): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    await page.goto(centre.url);
    await page.fill('#person', id);
    await page.fill('#password', password);
    await page.click('button');
    return page;
  }

  /** The database says that it was put back: nobody is signed in any more. */
  async function putBack(): Promise<void> {
    await centre.office.wasPutBack();
    await owner.goto(centre.url);
    expect(await owner.locator('#password').count()).toBe(1);
    owner = await signedIn(demo.id, demo.password);
  }

  it('shows every till with its state and the age of its last word, and cases first', async () => {
    await expect
      .poll(async () => {
        await owner.goto(centre.url);
        return owner.locator('.tape .sum').allTextContents();
      })
      .toEqual([expect.stringMatching(/^MYR/), expect.stringMatching(/^MYR/), expect.stringMatching(/^MYR/)]);

    expect(await owner.locator('.tape .state').allTextContents()).toEqual(['speaks', 'speaks', 'speaks']);
    await owner.click('text=/case waits|cases wait/');
    expect(await owner.locator('.case h2').first().textContent()).toBe('Two tills began to charge one order');
  });

  it('a case says what to do, and is closed with what was done; the act is audited', async () => {
    await owner.goto(`${centre.url}/cases`);
    const before = await owner.locator('.case input[name=why]').count();
    await owner.locator('.case input[name=why]').first().fill('Both looked at, one refunded');
    await owner.locator('.case button').first().click();

    expect(await owner.locator('.case input[name=why]').count()).toBe(before - 1);
    await owner.goto(`${centre.url}/audit`);
    expect(await owner.locator('tbody tr').first().textContent()).toContain('Close a case');
  });

  it('finds a sale of any till by any of its ids, down to its story', async () => {
    await owner.fill('input[name=q]', 'ORD-T02-0005');
    await owner.press('input[name=q]', 'Enter');
    await owner.click('td a');

    expect(await owner.locator('.story li').first().textContent()).toContain('The sale was opened');
    const payment = /Payment (\d+)/.exec((await owner.locator('main').textContent()) ?? '')?.[1] ?? '';
    await owner.goto(`${centre.url}/search?q=${payment}`);
    expect((await owner.locator('td.id').allTextContents()).map((text) => text.trim())).toEqual([
      'ORD-T02-0005',
    ]);
  });

  it('the sums of a day are those of its rows, and of its file', async () => {
    await owner.goto(`${centre.url}/day`);
    const date = await owner.inputValue('#date');
    const sold = await owner.locator('.sums strong').first().textContent();
    const text = await owner
      .evaluate(async (path) => (await fetch(path)).text(), `/export/movements.csv?date=${date}`)
      .catch(() => '');
    const csv =
      text === ''
        ? await (await owner.request.get(`${centre.url}/export/movements.csv?date=${date}`)).text()
        : text;

    const rows = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    const minor = rows
      .filter(([, , , type]) => type === 'sale')
      .reduce((sum, row) => sum + Number(row[6]), 0);
    expect(sold?.replaceAll(/[^\d]/g, '')).toBe(String(minor));
    const journal = await (await owner.request.get(`${centre.url}/export/journal.csv?date=${date}`)).text();
    expect(journal).toMatch(/Claims on alipayPlus,Sales,MYR,\d+\.\d\d/);
  });

  it('support reads and changes nothing; a stranger, a form of another session and a wrong password are refused', async () => {
    const helper = await signedIn('helper', 'reads only, 12');
    await helper.goto(`${centre.url}/cases`);
    expect(await helper.locator('.case form').count()).toBe(0);
    const form = await helper.locator('input[name=form]').first().inputValue();
    const act = (page: Page, token: string) =>
      page.request.post(`${centre.url}/tills/revoke`, {
        form: { form: token, till: 'S-DEMO-01/T01' },
        maxRedirects: 0,
      });

    expect((await act(helper, form)).status()).toBe(403);
    expect((await act(owner, form)).status()).toBe(403);
    expect((await fetch(`${centre.url}/cases`)).status).toBe(401);
    const wrong = await signedIn('owner', 'wrong wrong wrong');
    expect(await wrong.locator('[role=alert]').textContent()).toContain('Id or password is wrong');
    expect((await centre.office.tills({ storeId: null }, 0)).map(({ state }) => state)).toEqual([
      'enrolled',
      'enrolled',
      'enrolled',
    ]);
  });

  it('an odd text finds nothing and changes nothing, and is answered in words', async () => {
    const form = await owner.locator('input[name=form]').first().inputValue();
    const statusOf = async (path: string, sent: Record<string, string>): Promise<number> =>
      (await owner.request.post(centre.url + path, { form: { form, ...sent }, maxRedirects: 0 })).status();

    for (const odd of ["' OR '1'='1", '%', '<script>', '\u202e', '\ud800', 'x'.repeat(4000)]) {
      await owner.goto(`${centre.url}/search?q=${encodeURIComponent(odd.toWellFormed())}`);
      expect(await owner.locator('main').textContent()).toContain('Nothing found');
    }
    expect((await owner.request.get(`${centre.url}/search?q=%00`)).status()).toBe(404);
    expect(await statusOf('/sign-in', { person: '\0', password: 'x' })).toBe(400);
    expect(await statusOf('/config/push', { store: 'S-NOBODY', seen: '0', body: '{}' })).toBe(400);
    expect(await statusOf('/config/push', { store: 'S-DEMO-01', seen: '0', body: '{' })).toBe(400);
    expect(await statusOf('/config/back', { store: 'S-DEMO-01', seen: '0', version: '99999999999' })).toBe(
      403,
    );
    await owner.goto(`${centre.url}/audit`);
    expect(await owner.locator('tbody tr:nth-child(-n + 3)').allTextContents()).toEqual(
      Array(3).fill(expect.stringContaining('Push a config: refused')),
    );
    await owner.goto(`${centre.url}/day?date=2026-02-30`);
    expect(await owner.inputValue('#date')).not.toBe('2026-02-30');
  });

  it('of two who add one person at once, or push a config at once, one does', async () => {
    const form = await owner.locator('input[name=form]').first().inputValue();
    const twice = (path: string, sent: Record<string, string>): Promise<number[]> =>
      Promise.all(
        [0, 1].map(async () =>
          (
            await owner.request.post(centre.url + path, { form: { form, ...sent }, maxRedirects: 0 })
          ).status(),
        ),
      );
    const person = { person: 'new', name: 'New', role: 'support', store: '', password: 'twelve or more' };

    expect(await twice('/people/add', person)).toEqual(expect.arrayContaining([200, 400]));
    expect(await twice('/config/push', { store: 'S-DEMO-01', seen: '0', body: '{}' })).toEqual(
      expect.arrayContaining([303, 400]),
    );
    await owner.goto(`${centre.url}/config?store=S-DEMO-01`);
    expect(await owner.locator('.versions > li').count()).toBe(1);
  });

  it('the role that may do least is offered first, and a refusal names what does not fit and keeps the rest', async () => {
    await owner.goto(`${centre.url}/people`);
    expect(await owner.locator('tbody tr', { hasText: 'other' }).textContent()).toMatch(
      /Store manager\s+of S-DEMO-01/,
    );
    expect(await owner.locator('#role option').first().getAttribute('value')).toBe('support');
    await owner.fill('#name', 'Aisyah');
    await owner.fill('#person', 'aisyah');
    await owner.selectOption('#role', 'storeManager');
    await owner.fill('#password', 'twelve or more');
    await owner.click('.fields button');

    expect(await owner.locator('[role=alert]').textContent()).toContain(
      'A store manager has the id of one store',
    );
    expect(await owner.inputValue('#name')).toBe('Aisyah');
    expect(await owner.inputValue('#role')).toBe('storeManager');
    expect(await owner.inputValue('#password')).toBe('');
  });

  it('without its database it says so in words, and what to do; a form that was sent is unknown', async () => {
    const form = await owner.locator('input[name=form]').first().inputValue();
    isGone = true;
    try {
      const page = await owner.goto(`${centre.url}/cases?till=T1`);
      expect([page?.status(), page?.headers()['retry-after']]).toEqual([503, '30']);
      expect(await owner.locator('main').textContent()).toContain('Its database does not answer.');
      expect(await owner.locator('.key').getAttribute('href')).toBe('/cases?till=T1');
      // An address whose link a browser would take for another site's.
      const odd = new URL('http://centre.invalid/.//elsewhere.example');
      expect(noAnswer(true, 'GET', odd).to).toEqual(['/elsewhere.example', 'Try again']);
      const sent = await owner.request.post(`${centre.url}/people/remove`, {
        form: { form, person: 'helper' },
      });
      expect(await sent.text()).toContain('What you sent may have been done. Look before you send it again.');
    } finally {
      isGone = false;
    }
    await owner.goto(centre.url);
    expect(await owner.locator('h1').textContent()).toBe('Tills');
  });

  it('the day that is shown first is the store’s own', async () => {
    const shown: string[] = [];
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      await centre.office.newTill(`S-${zone}`, 'Z1', zone, 'USD');
      await owner.goto(`${centre.url}/day?store=${encodeURIComponent(`S-${zone}`)}`);
      shown.push(await owner.inputValue('#date'));
    }

    // 25 hours lie between them.
    const [later, earlier] = shown.map((day) => Date.parse(day));
    expect(later! - earlier!).toBeGreaterThanOrEqual(86_400_000);
    await owner.goto(`${centre.url}/day`);
    expect(await owner.inputValue('#date')).toBe(shown[0]);
  });

  it('a store manager sees one store', async () => {
    await centre.office.newTill('S-ELSE-01', 'X1', 'UTC', 'EUR');
    const other = await signedIn('other', 'one store only');

    expect(await other.locator('.tape h2').allTextContents()).toEqual(['T01', 'T02', 'T03']);
    for (const link of await other.locator('nav a').all()) {
      const path = (await link.getAttribute('href')) ?? '';
      expect([path, (await other.request.get(centre.url + path)).status()]).toEqual([path, 200]);
    }
    for (const path of ['/reports', '/people', '/audit'])
      expect((await other.request.get(centre.url + path)).status()).toBe(404);
    await owner.goto(centre.url);
    expect(await owner.locator('.tape h2').count()).toBe(6);
  });

  it('a code is shown once, and is in no other page', async () => {
    await owner.goto(centre.url);
    await owner.fill('#store', 'S-NEW-01');
    await owner.fill('#terminal', 'N1');
    await owner.click('text=Show its code');
    const code = (await owner.locator('.code').textContent()) ?? '';

    expect(code).toMatch(/^[\w-]{20}$/);
    for (const path of ['/', '/audit', '/cases']) {
      await owner.goto(centre.url + path);
      expect(await owner.content()).not.toContain(code);
    }
  });

  it('a till is revoked, and a person removed, once a question that names them is answered', async () => {
    const stateOf = async (terminal: string): Promise<string | undefined> =>
      (await centre.office.tills({ storeId: null }, 0)).find((till) => till.terminal === terminal)?.state;
    await owner.goto(centre.url);
    const tape = owner.locator('.tape', { hasText: 'N1' });
    await tape.locator('summary').click();
    await tape.locator('text=Revoke').click();
    const asked = await owner.locator('h1').textContent();
    const before = await stateOf('N1');
    await owner.click('main button');
    await owner.goto(`${centre.url}/people/remove?person=new`);
    const person = await owner.locator('h1').textContent();
    await owner.click('text=Leave it');

    expect([asked, before, await stateOf('N1')]).toEqual([
      'Revoke till N1 of S-NEW-01?',
      'waiting',
      'revoked',
    ]);
    expect([person, await owner.locator('tbody tr', { hasText: 'New' }).count()]).toEqual(['Remove New?', 1]);
    const helper = await signedIn('helper', 'reads only, 12');
    for (const path of ['/tills/revoke?till=S-DEMO-01%2FT01', '/people/remove?person=other'])
      expect((await helper.request.get(centre.url + path)).status()).toBe(404);
  });

  it('every page keeps to WCAG 2.2 AA, and is not scrolled sideways at 360 px', async () => {
    // With all that a page may have to say: a database that was put back, in which nobody is signed in any more.
    await putBack();
    // The pages forbid every script, and with it the one that looks at them: it runs in the page's own frame from outside.
    const context = await browser.newContext({
      bypassCSP: true,
      viewport: { width: 1280, height: 800 },
      storageState: await owner.context().storageState(),
    });
    const page = await context.newPage();
    const found: Record<string, unknown> = {};
    for (const path of PAGES) {
      await page.goto(centre.url + path);
      await page.evaluate(axe.source);
      const broken = await page.evaluate(
        `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      );
      await page.setViewportSize({ width: 360, height: 780 });
      const sideways = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      await page.setViewportSize({ width: 1280, height: 800 });
      found[path] = { broken, sideways };
    }
    await context.close();

    expect(found).toEqual(Object.fromEntries(PAGES.map((path) => [path, { broken: [], sideways: 0 }])));
  });

  it('a database that was put back names the tills that have not told all, until an owner goes on without them', async () => {
    stop();
    await putBack();
    expect(await owner.locator('.notice').textContent()).toMatch(/3 tills have\s+not told.*S-DEMO-01\/T01/s);
    expect(await owner.locator('.tape .waits').count()).toBe(3);

    await owner.click('text=Go on without them');

    expect(await owner.locator('.notice').count()).toBe(0);
    expect(await centre.office.notHeard()).toEqual([]);
  });
});
