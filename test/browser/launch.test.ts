import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLaunchPage } from '../../electron/launch-page.ts';
import { de as german } from '../../renderer/strings/de.ts';
import { givenScreens } from './screens.ts';
import { TillProcess } from './till-process.ts';

const screens = givenScreens();
let till: TillProcess;
let folder: string;
beforeAll(async () => {
  till = await TillProcess.started();
  folder = mkdtempSync(join(tmpdir(), 'till-launch-'));
});
afterAll(async () => {
  await till.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('A config that is refused, in a browser', () => {
  it('opens a page that names each key and the mend, in the machine’s language, and follows the file', async () => {
    const config = join(folder, 'till.json');
    writeFileSync(config, JSON.stringify({ terminal: { currency: 'XXM' }, clientID: 'X' }));
    const refused = await TillProcess.started(['--config', config, '--window']);
    const context = await screens.browser.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await page.goto(refused.launch);
    const keys = page.locator('.refused-keys');
    await keys.waitFor();
    await page.getByRole('heading', { name: german.unreachable.config.headline }).waitFor();
    await page.screenshot({ path: 'out/screens/refused-config-browser.png' });
    const before = await keys.textContent();
    const stranger = await fetch(`${new URL(refused.launch).origin}/v1/events`);

    writeFileSync(config, 'no JSON');
    await keys.getByText('till.json').waitFor();

    expect(before).toMatch(/terminal\.currency.*clientID/s);
    expect(stranger.status).toBe(401);
    await context.close();
    await refused.stop();
  }, 60_000);
});

describe('The launch page (interface §11)', () => {
  it('opens the till once, from a file that only its owner can read, and the session keeps its strict cookie', async () => {
    const context = await screens.browser.newContext();
    const page = await context.newPage();
    const file = writeLaunchPage(folder, till.launch);

    await page.goto(file);
    await page.locator('.stage .pad').waitFor();

    expect(page.url()).toBe(till.address);
    const [cookie] = await context.cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    if (process.platform !== 'win32') expect(statSync(fileURLToPath(file)).mode & 0o777).toBe(0o600);
    await page.goto(file);
    await page.getByText('This address was used already.').waitFor();
    await context.close();
  }, 60_000);
});
