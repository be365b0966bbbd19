import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TillSetUpView } from '../../src/contract/till-setup.ts';
import { BUSINESSES } from '../../src/contract/till-setup-names.ts';
import { LANGUAGES } from '../../renderer/strings/catalogues.ts';
import { en as words } from '../../renderer/strings/set-up/en.ts';
import { TcpSink } from '../contract/tcp-sink.ts';
import { AGENT_CLIENT_ID, AGENT_KEYS } from '../fakes/agent-folder.ts';
import { givenAgentSandbox } from '../fakes/agent-process.ts';
import { newCode } from './codes.ts';
import { sizesFor } from './language-tour.ts';
import { givenScreens } from './screens.ts';
import { SetUpPage } from './set-up-page.ts';
import { PAGE_SIZES, PORTRAIT, SIZES } from './sizes.ts';

// The set-up as pages (interface section 1, `setup`): one question a page, answered by touch; then the till starts with it.

const screens = givenScreens();
let folder: string;
let config: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paycode-till-set-up-'));
  config = join(folder, 'till.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The files that a shop got from its acquirer, on a stick. */
function givenKeys(): void {
  mkdirSync(join(folder, 'keys'), { mode: 0o700 });
  const own = AGENT_KEYS.till.privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(join(folder, 'keys/till.pem'), own, { mode: 0o600 });
  const theirs = AGENT_KEYS.gateway.publicKey.export({ type: 'spki', format: 'pem' });
  writeFileSync(join(folder, 'keys/gateway.pub.pem'), theirs);
}

describe('The set-up as pages › from nothing to a first sale', () => {
  it('needs no keyboard: every answer is touched, tried when it is given, and the till sells', async () => {
    givenKeys();
    const sandbox = await givenAgentSandbox();
    const printer = new TcpSink({ closesByItself: true });
    await printer.turnOn();
    const begunMs = performance.now();
    const { agent, window } = await screens.setUp(config);
    const page = new SetUpPage(window);
    const faults: string[] = [];
    const look = async (name: string) =>
      faults.push(...(await window.picture(`set-up-${name}`, [SIZES[0], ...PAGE_SIZES])));

    await look('languages');
    await page.takes('Which languages?');
    await window.shows('What is the shop called?');
    await window.page.locator('.keyboard').waitFor();
    await look('text');
    await page.text('What is the shop called?', 'Kopi Corner');
    await page.text('Which country?', 'my');
    await window.shows('Which city?');
    // Nothing is lost when it is left: the page is opened anew, and goes on.
    await window.page.reload();
    await page.takes('Which city?', words.without);
    await page.pick('What does it sell?', 'Coffee, snacks');
    await page.takes('Which currency?');
    await page.text('Paid out in which currency?', 'usd');
    await page.takes('Which time zone?');
    await page.text('Your merchant number?', 'M-1');
    await page.takes('Number of this shop?');
    await page.takes('Number of this till?');
    await page.pick('Who takes the payments?', 'Alipay+');
    await page.touch(words.next);
    await page.pick('Stage', 'test');
    await page.text('Gateway URL', sandbox.url);
    await page.text('Client ID', AGENT_CLIENT_ID);
    await page.pick('Private key', /till\.pem/);
    await page.pick('Alipay+ public key', /gateway\.pub\.pem/);
    await page.tries('Does it answer?');
    await page.asks('Which scanner?');
    await window.touch(words.noScanner);
    await window.page.getByText(words.typesSay).waitFor();
    await window.scan('TILL-1234567890/YZ');
    await window.page.getByText(words.typesGood).waitFor();
    await look('types');
    await page.touch(words.next);
    await page.pick('Which printer?', 'TCP/IP');
    await page.text('Address of the printer?', `127.0.0.1:${printer.port}`);
    await page.pick('Which kind of printer?', 'generic-80mm');
    await page.tries('Does it print?');
    await page.text('Who is a manager?', 'Aisyah');
    await window.shows('PIN of the manager');
    await look('pin');
    await page.pin('PIN of the manager', '493817');
    await page.takes('Who is a manager?', words.nobody);
    await page.takes('Who is a cashier?', words.nobody);
    await page.takes('Who is the technician?', words.nobody);
    await window.shows('All is answered');
    await look('end');
    await page.touch(words.start);
    const { stdout } = await agent.ended;
    const till = await screens.tillOf({ path: folder, config });
    for (const key of ['1', '2', '.', '5', '0']) await till.window.touch(key === '.' ? 'Decimal point' : key);
    await till.window.page.locator('.stage .pad-charge').tap();
    await till.window.shows("Scan the customer's code");
    await till.window.scan(newCode());
    await till.window.shows('Hand over the goods');
    const seconds = Math.round((performance.now() - begunMs) / 1000);
    process.stdout.write(`set-up: ${page.asked.length} questions, ${seconds} s to the first sale\n`);

    expect(JSON.parse(stdout.at(-1)!)).toEqual({ event: 'setUp', config });
    expect(statSync(config).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({
      terminal: { currency: 'MYR', settlementCurrency: 'USD' },
      merchant: { merchantName: 'Kopi Corner' },
      scanners: [{ kind: 'keyboard' }],
      printers: [{ kind: 'tcp', port: printer.port }],
      managers: [{ name: 'Aisyah' }],
    });
    expect(printer.jobs.length).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    expect(page.asked.length).toBeLessThanOrEqual(30);
    await printer.turnOff();
  }, 240_000);
});

type Question = NonNullable<TillSetUpView['question']>;

const asked = (part: Partial<Question>): Question => ({
  id: JSON.stringify(part),
  ask: 'shopName',
  chapter: 'shop',
  form: 'text',
  mayPass: true,
  options: [],
  usual: null,
  answered: null,
  ...part,
});
const file = (name: string) => ({ value: name, say: `/media/cashier/KOPI STICK/acquirer keys/${name}` });
/** How the set-up may stand, as the till would say it: the longest of each way to answer. */
const STATES: Readonly<Record<string, Partial<TillSetUpView>>> = {
  text: { question: asked({ usual: 'Kopi Corner' }), fault: { kind: 'pin', say: '' } },
  languages: {
    question: asked({
      ...{ ask: 'languages', form: 'picks', usual: ['en'] },
      options: LANGUAGES.map((value) => ({ value, say: value })),
    }),
  },
  business: {
    question: asked({
      ...{ ask: 'business', form: 'pick' },
      options: Object.entries(BUSINESSES).map(([say, value]) => ({ value, say })),
    }),
  },
  keys: {
    question: asked({
      ...{ ask: 'field', chapter: 'acquirers', form: 'ownKey', label: 'Private key', of: 'Alipay+' },
      ...{ mayPass: false, options: [{ value: 'make', say: 'make' }, file('till.pem')], usual: 'make' },
    }),
    fault: { kind: 'notSaved', say: 'ENOSPC' },
  },
  check: {
    question: asked({ ask: 'check', chapter: 'acquirers', form: 'trial', of: 'Alipay+' }),
    trial: {
      ...{ good: false, kind: 'gateway', found: 'notTheirs', say: '' },
      ...{ reached: true, accepted: 'no', verified: 'unknown' },
    },
    handOver: ['/home/cashier/.local/share/paycode-till/keys/alipayPlus.pub.pem'],
  },
  scanner: { question: asked({ ask: 'scanner', chapter: 'devices', form: 'scanner' }) },
  pin: {
    question: asked({ ask: 'managerPin', chapter: 'people', form: 'pin' }),
    fault: { kind: 'pin', say: '' },
  },
  end: { question: null, fault: { kind: 'config', say: 'api.tokenFile: somebody else may read it' } },
  started: { state: 'finished', question: null },
};

describe('The set-up as pages › languages', () => {
  it('fits in every language, however a question is answered', async () => {
    const { window } = await screens.setUp(config);
    const { page } = window;
    const all = Object.entries(STATES);
    let language = 'en';
    let at = 0;
    let shown: Partial<TillSetUpView> | null = null;
    const reply = (): TillSetUpView => ({
      ...{
        state: 'asking',
        question: null,
        edits: false,
        mayGoBack: true,
        done: 12,
        left: 9,
        fault: null,
        trial: null,
      },
      ...{ file: config, handOver: [], language },
      ...(shown ?? all[at]?.[1]),
    });
    await page.route('**/v1/set-up', (route) => {
      if (route.request().method() === 'POST') at += 1;
      return route.fulfill({ json: reply() });
    });
    const faults: string[] = [];
    for (language of LANGUAGES) {
      at = 0;
      await page.reload();
      await page.locator(`html[lang="${language}"] .set-up`).waitFor();
      for (const [index, [name]] of all.entries()) {
        // Any step leads on here; each page has the way back.
        if (index > 0) await page.locator('.actions, .pad-actions').locator('.action-second').first().tap();
        await page.locator(`.set-up-${reply().question?.form ?? name}`).waitFor();
        faults.push(
          ...(await window.shots(`set-up-${language}-${name}`, sizesFor(language, [SIZES[1]], [PORTRAIT]))),
        );
      }
    }

    expect(faults).toEqual([]);
    // What the till says of a key is English; that it would not start is not.
    const say = 'gateways.alipayPlus.privateKey: others may read it';
    shown = { ...STATES['check'], trial: { good: false, kind: 'config', found: 'config', say } };
    language = 'de';
    await page.reload();
    await expect
      .poll(() => page.locator('.set-up-told').textContent())
      .toBe(`Damit würde die Kasse nicht starten. ${say}`);
  }, 240_000);
});
