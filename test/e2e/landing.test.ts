import { readFileSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { SaleView } from '../../src/contract/sale-view.ts';
import type { TrustSandbox } from '../../drivers/sandbox/trust-payments/server.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import { codesIn } from '../fakes/paper-eye.ts';
import { endAgents, order, saleOf, startAgent, type AgentProcess } from '../fakes/agent-process.ts';
import { givenTrustFolder } from '../fakes/trust-till.ts';

afterEach(endAgents);

type CreateOn = 'sale' | 'tap';

interface Given {
  readonly agent: AgentProcess;
  readonly folder: AgentFolder;
  readonly trust: TrustSandbox;
}

const REACH = 'https://pay.shop.example/t07';

async function givenTill(createOn: CreateOn): Promise<Given> {
  const tenders = [{ id: 'qr', gateway: 'trust', say: {}, mode: 'landing', createOn }];
  const { folder, trust } = await givenTrustFolder({ tenders }, { windowMs: 20_000 });
  return { folder, trust, agent: await startAgent(folder) };
}

/** A sale whose landing page is shown, and its address as the shop's relay hands it on to the till. */
async function shown({ agent }: Given, id: string) {
  const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order(id, '1999', 'EUR')));
  await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
  await until(agent, saleId, ({ attempts }) => attempts.at(-1)?.linkState === 'shown');
  const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
  const link = json as { url: string; mode: string };
  return { saleId, link, page: await relayed(agent, link.url) };
}

/** What the relay of the shop does: it takes off the path of `public.url`. */
async function relayed(agent: AgentProcess, url: string): Promise<string> {
  const { notify } = await agent.ready;
  return url.replace(REACH, new URL(notify!).origin);
}

async function until(
  agent: AgentProcess,
  saleId: string,
  fits: (sale: SaleView) => boolean,
): Promise<SaleView> {
  await agent
    .events()
    .until((view) => [view.sale, ...view.recent].some((sale) => sale?.saleId === saleId && fits(sale)));
  return saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
}

/** A phone: it keeps its cookie, and follows no redirect by itself. */
class Phone {
  #cookie = '';

  async get(url: string, language = 'en'): Promise<Response> {
    return this.#fetch(url, 'GET', language);
  }

  async tap(url: string): Promise<Response> {
    return this.#fetch(url, 'POST', 'en');
  }

  async #fetch(url: string, method: string, language: string): Promise<Response> {
    const headers = { 'Accept-Language': language, ...(this.#cookie === '' ? {} : { Cookie: this.#cookie }) };
    const response = await fetch(url, { method, headers, redirect: 'manual' });
    this.#cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? this.#cookie;
    return response;
  }
}

const pay = (url: string): Promise<Response> => fetch(url, { method: 'POST' });

describe.each(['sale', 'tap'] as const)('A landing page whose payment is made with the %s', (createOn) => {
  it('shows shop and amount; its button leads the first phone on; then it is paid', async () => {
    const given = await givenTill(createOn);
    const { agent, trust } = given;
    const { saleId, link, page } = await shown(given, 'ORD-1');
    const phone = new Phone();

    const landing = await phone.get(page);
    const html = await landing.text();
    const tapped = await phone.tap(page);
    const opened = await until(agent, saleId, ({ attempts }) => attempts.at(-1)?.linkState === 'opened');
    const noLink = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await pay(tapped.headers.get('location')!);
    const paid = await until(agent, saleId, ({ state }) => state === 'paid');
    const over = await (await phone.get(page, 'de')).text();

    expect(link).toMatchObject({ mode: 'landing' });
    expect(link.url).toMatch(/^https:\/\/pay\.shop\.example\/t07\/p\/[\w-]{44}$/);
    expect(landing.headers.get('cache-control')).toBe('no-store');
    expect(html).toContain('Kopi Corner');
    expect(html).toContain('<span>EUR </span>19.99');
    expect(html.length).toBeLessThan(30_000);
    expect(html).not.toContain('<script');
    expect(tapped.status).toBe(303);
    expect(opened.state).toBe('customerConfirming');
    expect(noLink.status).toBe(404);
    expect(paid.attempts).toMatchObject([{ linkState: 'closed' }]);
    expect(trust.books.entries).toHaveLength(1);
    expect(over).toContain('Diese Zahlung ist beendet.');
  });

  it('is another phone’s from the tap on; the first one may go on once more', async () => {
    const given = await givenTill(createOn);
    const { page } = await shown(given, 'ORD-2');
    const [first, second] = [new Phone(), new Phone()];

    const tapped = await first.tap(page);
    const other = await second.tap(page);
    const again = await first.tap(page);

    expect(tapped.status).toBe(303);
    expect(other.status).toBe(200);
    expect(await other.text()).toContain('open on another phone');
    expect(again.status).toBe(303);
    expect(again.headers.get('location')).toBe(tapped.headers.get('location'));
  });

  it('that nobody pressed is closed at once when the cashier gives up, and nothing is asked', async () => {
    const given = await givenTill(createOn);
    const { agent, trust } = given;
    const { saleId, page } = await shown(given, 'ORD-3');
    const calls = trust.books.entries.length;

    await agent.call('POST', `/v1/sales/${saleId}/cancel`);
    const sale = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));
    const tapped = await new Phone().tap(page);

    expect(sale.state).toBe('cancelled');
    expect(tapped.status).toBe(200);
    expect(await tapped.text()).toContain('This payment is over.');
    expect(trust.books.entries).toHaveLength(calls);
  });
});

describe('The link for a screen of the shop’s own', () => {
  it('is given as a picture of its code, too, with a quiet zone', async () => {
    const given = await givenTill('tap');
    const { saleId, link } = await shown(given, 'ORD-7');

    const png = await given.agent.call('GET', `/v1/sales/${saleId}/link?format=png`);
    const svg = await given.agent.call('GET', `/v1/sales/${saleId}/link?format=svg`);
    const other = await given.agent.call('GET', `/v1/sales/${saleId}/link?format=gif`);

    expect([png.status, svg.status, other.status]).toEqual([200, 200, 400]);
    expect(svg.text).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
    expect((await codesIn(png.bytes))[0]?.text).toBe(link.url);
  });
});

describe('The pages for phones', () => {
  it('after a kill and another token, a page whose payment is made at the tap goes on; the tap is in the journal before the phone', async () => {
    const given = await givenTill('tap');
    const { saleId, page } = await shown(given, 'ORD-4');

    await given.agent.kill();
    // Another token of the API voids no address that a phone has.
    rmSync(given.folder.file('api.token'));
    const agent = await startAgent(given.folder);
    const tapped = await new Phone().tap(await relayed(agent, `${REACH}${new URL(page).pathname}`));
    const journal = readFileSync(given.folder.file('journal.sqlite'), 'latin1');
    const wal = readFileSync(given.folder.file('journal.sqlite-wal'), 'latin1');
    await pay(tapped.headers.get('location')!);
    const paid = await until(agent, saleId, ({ state }) => state === 'paid');

    expect(tapped.status).toBe(303);
    expect(journal + wal).toContain('"tapped"');
    expect(journal + wal).not.toContain(tapped.headers.get('location')!.split('/').at(-1));
    expect(paid.state).toBe('paid');
  });

  it('a page whose payment was made with the sale is over after a kill: nobody can pay what nobody had', async () => {
    const given = await givenTill('sale');
    const { saleId, page } = await shown(given, 'ORD-5');

    await given.agent.kill();
    const agent = await startAgent(given.folder);
    const html = await (
      await new Phone().get(await relayed(agent, `${REACH}${new URL(page).pathname}`))
    ).text();
    const sale = saleOf(await agent.call('GET', `/v1/sales/${saleId}`));

    expect(html).toContain('This payment is over.');
    expect(sale.state).toBe('failed');
  });

  it('unknown tokens are 404 with nothing in it, whatever is wrong with them; other methods are 405', async () => {
    const given = await givenTill('tap');
    const { page } = await shown(given, 'ORD-6');
    const token = page.split('/').at(-1)!;
    const base = page.slice(0, -token.length);
    const changed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const strangers = [changed, token.slice(0, -1), `${token}A`, 'A'.repeat(44), token.toLowerCase()];

    const answers = await Promise.all(strangers.map((stranger) => fetch(`${base}${stranger}`)));
    const asBack = await fetch(page.replace('/p/', '/b/'));
    const deleted = await fetch(page, { method: 'DELETE' });

    for (const answer of [...answers, asBack]) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('');
    }
    expect(deleted.status).toBe(405);
  });
});
