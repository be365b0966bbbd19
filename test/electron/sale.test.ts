import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { newCode } from '../browser/codes.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox } from '../fakes/agent-process.ts';
import { Display } from './display.ts';
import { bundled, Kiosk, describeKiosk } from './kiosk.ts';

let display: Display;
let kiosk: Kiosk;

describeKiosk('The kiosk in Electron', () => {
  beforeAll(async () => {
    await bundled();
    display = await Display.started();
  }, 120_000);
  afterEach(async () => {
    await kiosk.stop();
    await endAgents();
  });
  afterAll(() => display.stop());

  it('sells from end to end by the keyboard, in the whole of the screen', async () => {
    const sandbox = await givenAgentSandbox();
    const folder = givenAgentFolder(sandbox.url);
    kiosk = await Kiosk.started(display, ['--config', folder.config]);

    await kiosk.charge('1250');
    await kiosk.scan(newCode());
    await kiosk.shows('Hand over the goods');

    expect(await kiosk.page.locator('.stage .amount').textContent()).toBe('MYR 12.50');
    expect(await kiosk.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800]);
  });
});
