import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ROOT } from '../architecture/source.ts';
import { OpenedTill } from '../browser/opened-till.ts';
import { openBrowser, Window } from '../browser/window.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';
import { hashedPin, PIN } from '../fakes/hashed-pin.ts';

/** Where the pictures of the manual are kept: they are committed, so that README has them where no browser is. */
export const PICTURES = join(ROOT, 'build/manual/pictures');

/** Good enough for letters on a plain ground, at about 20 KB a picture. */
const QUALITY = 0.8;

/** An amount that the sandbox charges and never tells of: `u-storm-charged`. */
const NEVER_TOLD = '1912';

/** Takes the pictures of the manual from a till with a sandbox, in a real browser. */
export async function takePictures(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const browser = await openBrowser();
  try {
    const till = await openedTill(browser);
    await tour(till, (name, page) => keep(browser, name, page));
  } finally {
    await browser.close();
    await endAgents();
  }
}

async function openedTill(browser: Browser): Promise<OpenedTill> {
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    scanners: [{ kind: 'keyboard' }],
    printers: [{ kind: 'file', name: 'counter', path: 'paper.bin', copies: ['customer', 'merchant'] }],
    managers: [{ id: 'm1', name: 'Aisyah', pin: await hashedPin() }],
  });
  const agent = await startAgent(folder, ['--screen']);
  const { launch } = await agent.ready;
  if (launch === undefined) throw new Error('a till with a screen says where its page is');
  return new OpenedTill(agent, sandbox, folder, await Window.opened(browser, launch));
}

/** The way through the windows; each stop is one picture. */
async function tour(till: OpenedTill, keepAs: (name: string, page: Page) => Promise<void>): Promise<void> {
  const { window } = till;
  for (const value of ['1250', '830', '4550']) {
    await till.sold(value);
    await window.shows('Hand over the goods');
    if (value === '4550') {
      await window.says('Kopi Corner Central');
      await keepAs('paid', window.page);
    }
    await window.keys('Enter');
    await window.shows('Amount to charge');
  }
  await window.type('12.50');
  await keepAs('amount', window.page);
  await window.keys('Enter');
  await window.shows("Scan the customer's code");
  const customer = await window.customer();
  await customer.getByText('Show your payment code').first().waitFor();
  await keepAs('customer', customer);
  await customer.close();
  await window.keys('Escape');
  await window.shows('Sale cancelled');
  await window.keys('Enter');
  await window.keys('F3');
  await window.shows('Find a payment');
  await keepAs('find', window.page);
  await window.keys('Escape');
  await window.shows('Amount to charge');
  await window.opensDay(PIN);
  await keepAs('day', window.page);
  await window.keys('Escape');
  await window.shows('Amount to charge');
  await window.keys('F8');
  await window.shows('Devices');
  await window.page.getByRole('button', { name: 'Test print' }).first().waitFor();
  await keepAs('technician', window.page);
  await window.keys('Escape');
  await till.sold(NEVER_TOLD, 'checking');
  await window.shows('Result not known yet');
  await keepAs('checking', window.page);
}

/** Writes what the page shows as WebP: the browser itself packs it, a quarter of a PNG. */
async function keep(browser: Browser, name: string, page: Page): Promise<void> {
  const png = await page.screenshot({ type: 'png' });
  const packer = await browser.newPage();
  const packed = await packer.evaluate(
    async ([data, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality);
    },
    [png.toString('base64'), QUALITY] as const,
  );
  await packer.close();
  writeFileSync(join(PICTURES, `${name}.webp`), Buffer.from(packed.split(',')[1] ?? '', 'base64'));
}
