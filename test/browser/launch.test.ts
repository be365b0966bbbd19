import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeLaunchPage } from '../../electron/launch-page.ts';
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
