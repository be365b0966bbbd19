import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keepDraft, readDraft } from '../../drivers/set-up/draft.ts';
import { configPlace, startMode } from '../../electron/start-mode.ts';
import { WELCOME_WORDS } from '../../electron/welcome/words.ts';
import { welcomeHtml } from '../../electron/welcome/page.ts';
import { TILL_SETUP_ENGLISH as SET_UP_WORDS } from '../../src/contract/till-setup-words.ts';
import type { TillSetUpView } from '../../src/contract/till-setup.ts';
import { APPROVAL } from '../fakes/agent-folder.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { Display } from './display.ts';
import { Kiosk, missingForKiosk } from './kiosk.ts';

const WORDS = WELCOME_WORDS.en;
const WHICH_SCREEN = SET_UP_WORDS.questions.customerScreen.ask;
/** A set-up that was left before its printer. */
const ANSWERED = {
  ...{ languages: ['en'], shopName: 'Kopi Corner', country: 'MY', city: '', business: '5814' },
  ...{ currency: 'MYR', settlement: 'USD', timeZone: 'Asia/Kuala_Lumpur', merchantId: 'M-1', storeId: 'S1' },
  ...{ tillId: 'T1', acquirers: ['alipay-plus'], scanner: '' },
  ...{ 'acquirer/alipay-plus/stage': 'test', 'acquirer/alipay-plus/baseUrl': 'http://127.0.0.1:1' },
  ...{ 'acquirer/alipay-plus/clientId': 'SANDBOX_1', 'acquirer/alipay-plus/privateKey': 'keys/till.pem' },
  ...{ 'acquirer/alipay-plus/publicKeys.1': 'keys/gateway.pub.pem', 'acquirer/alipay-plus/check': '' },
};

/** What a page finds in its window. */
interface Bridged {
  readonly paycodeTill: {
    readonly commands: Record<string, (input: object) => Promise<{ readonly value: TillSetUpView }>>;
  };
}
const NOTHING = { config: null, setUp: null, training: false };

describe('A kiosk that is started without a config', () => {
  it.each([
    ['the config that is named', { ...NOTHING, config: 'x.json' }, true, { kind: 'till', config: 'x.json' }],
    ['the config at its place, where it is', NOTHING, true, { kind: 'till', config: '/place' }],
    ['training, where it is asked for', { ...NOTHING, training: true }, true, { kind: 'training' }],
    [
      'the set-up, where it is asked for',
      { ...NOTHING, setUp: 'x.json' },
      false,
      { kind: 'setUp', config: 'x.json' },
    ],
    [
      'what the set-up made before',
      { ...NOTHING, setUp: 'x.json' },
      true,
      { kind: 'till', config: 'x.json' },
    ],
    ['a person, and never practice by itself', NOTHING, false, { kind: 'ask' }],
  ])('takes %s', (_, given, isThere, mode) => {
    expect(startMode(given, '/place', () => isThere)).toEqual(mode);
  });

  it.each([
    ['linux', {}, '/home/a/.local/share/paycode-till/till.json'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/paycode-till/till.json'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/paycode-till/till.json'],
    ['win32', { LOCALAPPDATA: 'C:\\a\\Local' }, 'C:\\a\\Local\\Paycode Till Data\\till.json'],
    ['darwin', {}, '/home/a/Library/Application Support/Paycode Till Data/till.json'],
  ] as const)('looks on %s with %o for %s', (platform, env, place) => {
    expect(configPlace({ platform, env, home: '/home/a' })).toBe(place);
  });

  it.each(Object.keys(WELCOME_WORDS) as (keyof typeof WELCOME_WORDS)[])(
    'asks in %s, and names the place',
    (language) => {
      expect(welcomeHtml(language, '/a<b/till.json')).toContain('/a&#60;b/till.json');
    },
  );
});

describe('The page Practise or Set up this till', () => {
  const missing = missingForKiosk();
  if (missing !== null) return it('is shown', (context) => context.skip(missing));
  let display: Display;
  let kiosk: Kiosk | undefined;
  beforeAll(async () => {
    display = await Display.started();
  }, 120_000);
  afterEach(async () => {
    await kiosk?.stop();
    await endAgents();
  });
  afterAll(() => display.stop());

  /** The window that shows the number of a screen. */
  const screenShown = async (number: number) => {
    const page = await kiosk!.app.waitForEvent('window', {
      predicate: (page) => page.url().endsWith(`/screen-${number}.html`),
    });
    await page.getByText(String(number)).waitFor();
    return page;
  };

  /** Another window takes the place of the page. */
  const till = () => kiosk!.app.waitForEvent('window');

  it('starts a config that was put where it belongs', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'paycode-till-kiosk-'));
    const place = join(profile, 'paycode-till/till.json');
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url);
    // A kiosk that takes money does not run as root, as tests may.
    folder.patch({ gateways: { alipayPlus: { stage: 'test' } } });
    kiosk = await Kiosk.started(display, [], profile);
    cpSync(folder.path, dirname(place), { recursive: true });
    const opened = till();

    await kiosk.page.getByText(WORDS.setUp).click({ noWaitAfter: true });

    const shown = await opened;
    await shown.getByText('Amount to charge').waitFor();
    expect(await shown.getByText('Training').count()).toBe(0);
  });

  it('asks the questions of the set-up where there is no config, in a folder for this user only', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'paycode-till-kiosk-'));
    const folder = join(profile, 'paycode-till');
    kiosk = await Kiosk.started(display, [], profile);
    const opened = till();

    await kiosk.page.getByText(WORDS.setUp).click({ noWaitAfter: true });

    const shown = await opened;
    await shown.getByRole('heading', { level: 1, name: 'Which languages?' }).waitFor();
    await shown.getByRole('button', { name: 'Next', exact: false }).click();
    await shown.getByRole('heading', { level: 1, name: 'What is the shop called?' }).waitFor();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).toEqual(['till.json.setup']);
  });

  it('names each key of a config that is refused, and starts once it is mended', async () => {
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url);
    folder.patch({
      gateways: { alipayPlus: { stage: 'test', clientID: 'X' } },
      terminal: { currency: 'XXM' },
    });
    kiosk = await Kiosk.started(display, ['--config', folder.config, '--windowed']);
    const keys = kiosk.page.locator('.refused-keys');
    await keys.waitFor();
    await kiosk.page.screenshot({ path: 'out/screens/refused-config.png' });
    const said = (await keys.textContent()) ?? '';
    folder.patch({ gateways: { alipayPlus: { clientID: undefined } }, terminal: { currency: 'MYR' } });
    await kiosk.shows('Amount to charge');

    expect(said).toContain('terminal.currency');
    expect(said).toContain('clientID');
  });

  it('is told the customer’s screen by a touch of that screen, while it is set up', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'paycode-till-kiosk-'));
    const config = join(profile, 'till.json');
    await keepDraft(config, ANSWERED);
    kiosk = await Kiosk.started(display, ['--set-up', config], profile);
    await kiosk.page.getByRole('heading', { level: 1, name: 'Which printer?' }).waitFor();
    await kiosk.givesScreens('Till', 'Left', 'Right');
    const third = screenShown(3);

    await kiosk.page.getByRole('button', { name: 'Without' }).click();
    await kiosk.page.getByRole('heading', { level: 1, name: WHICH_SCREEN }).waitFor();
    const offered = await kiosk.page.locator('.set-up-options').textContent();
    await kiosk.page.screenshot({ path: 'out/screens/set-up-customer-screen.png' });
    await (await third).screenshot({ path: 'out/screens/set-up-screen-number.png' });
    await (await third).getByText('3', { exact: true }).click({ noWaitAfter: true });
    await kiosk.page.getByRole('heading', { level: 1, name: 'Who is a manager?' }).waitFor();

    expect(offered).toMatch(/1 · Till .*2 · Left .*3 · Right /);
    expect((await readDraft(config))['customerScreen']).toBe('Right');
    await vi.waitUntil(() => kiosk!.app.windows().every((page) => !page.url().includes('/screen-')));
  });

  it('is told another one in the same way when the settings are changed', async () => {
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url);
    folder.patch({ gateways: { alipayPlus: { stage: 'test' } } });
    kiosk = await Kiosk.started(display, ['--config', folder.config]);
    await kiosk.shows('Amount to charge');
    await kiosk.givesScreens('Till', 'Left', 'Right');
    const second = screenShown(2);
    await kiosk.page.evaluate(async (approver) => {
      const { commands } = (globalThis as unknown as Bridged).paycodeTill;
      const run = async (body: object) => (await commands['runTillSetUp']!({ params: {}, body })).value;
      await run({ act: 'edit', approver });
      let { question } = await run({ act: 'go', chapter: 'devices' });
      for (; question?.id !== 'customerScreen' && question !== null;)
        ({ question } = await run({ act: 'answer', question: question.id, answer: question.answered ?? '' }));
    }, APPROVAL.approver);

    await (await second).getByText('2', { exact: true }).click({ noWaitAfter: true });
    await kiosk.page.getByRole('heading', { level: 1, name: 'Who is a manager?' }).waitFor();
    await kiosk.inPage(
      "paycodeTill.commands.runTillSetUp({ params: {}, body: { act: 'go', chapter: 'end' } })" +
        ".then(() => paycodeTill.commands.runTillSetUp({ params: {}, body: { act: 'finish' } }))",
    );
    await vi.waitUntil(() => readFileSync(folder.config, 'utf8').includes('"customer": "Left"'));
  });

  it('practises where a person says so', async () => {
    kiosk = await Kiosk.started(display, []);
    const opened = till();

    await kiosk.page.getByText(WORDS.practise, { exact: true }).click({ noWaitAfter: true });

    await (await opened).getByText('Amount to charge').waitFor();
  });
});
