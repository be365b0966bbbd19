import { expect, it, vi } from 'vitest';
import { newCode } from '../browser/codes.ts';
import { LAYOUTS, types } from '../browser/typed-keys.ts';
import { describeKiosk } from './kiosks.ts';

describeKiosk('The kiosk in Electron', (kiosks) => {
  it('reads a scanner that types, whatever the keyboard of the machine, and starts again for the technician', async () => {
    const { kiosk } = await kiosks.started({ scanners: [{ kind: 'keyboard' }] });
    await kiosk.shows('Amount to charge');
    const keys = await kiosk.page.context().newCDPSession(kiosk.page);

    for (const layout of LAYOUTS.slice(1)) {
      await kiosk.charge('12.50');
      await kiosk.press('Type the code');
      await kiosk.page.locator('input').focus();
      await types(keys, `${newCode()}\r`, 8, layout);
      await kiosk.shows('Hand over the goods');
      await kiosk.keys('Enter');
    }
    await kiosk.charge('7.00');
    await types(keys, '955', 120, LAYOUTS[1]);
    await vi.waitUntil(async () => (await kiosk.page.locator('input').inputValue()) === '955');
    await kiosk.keys('Escape');
    await kiosk.shows('Sale cancelled');

    await kiosk.keys('F8');
    await kiosk.shows('Devices');
    await kiosk.page.getByRole('button', { name: 'Versions' }).click();
    await kiosk.page.locator('.bench-paper', { hasText: 'Electron' }).waitFor();
    const before = await kiosk.terminalPid();
    const restarted = await kiosk.inPage(
      'paycodeTill.commands.restartTill({ params: {}, body: null }).then((answer) => answer.ok)',
    );
    await vi.waitUntil(async () => (await kiosk.terminalPid()) !== before, { timeout: 15_000, interval: 50 });

    expect(restarted).toBe('true');
    await kiosk.shows('Devices');
  }, 60_000);
});
