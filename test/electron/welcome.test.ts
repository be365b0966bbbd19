import { cpSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configPlace, startMode } from '../../electron/start-mode.ts';
import { WELCOME_WORDS } from '../../electron/welcome/words.ts';
import { welcomeHtml } from '../../electron/welcome/page.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { Display } from './display.ts';
import { Kiosk, missingForKiosk } from './kiosk.ts';

const WORDS = WELCOME_WORDS.en;
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

  it('practises where a person says so', async () => {
    kiosk = await Kiosk.started(display, []);
    const opened = till();

    await kiosk.page.getByText(WORDS.practise, { exact: true }).click({ noWaitAfter: true });

    await (await opened).getByText('Amount to charge').waitFor();
  });
});
