import { beforeEach, expect, it } from 'vitest';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { newCode } from '../browser/codes.ts';
import type { AgentFolder } from '../fakes/agent-folder.ts';
import type { Kiosk } from './kiosk.ts';
import { describeKiosk } from './kiosks.ts';

/** Charged at once, answered only after the till has given up waiting: the middle of a payment, for as long as it takes. */
const SLOW = '19.18';
/** The till must not give up before what was killed is back, on however busy a machine. */
const PATIENT = { gateways: { alipayPlus: { timing: { windowMs: 60_000, codeLifeMs: 60_000 } } } };
let kiosk: Kiosk;
let sandbox: Sandbox;
let folder: AgentFolder;

const chargesAtGateway = (): number => sandbox.ledger.charges(Date.now()).length;

describeKiosk('The kiosk when something of it dies', (kiosks) => {
  beforeEach(async () => {
    ({ kiosk, sandbox, folder } = await kiosks.started(PATIENT));
  }, 40_000);

  it('a killed terminal comes back by itself, says so, and finds the payment it left', async () => {
    await kiosk.charge(SLOW);
    await kiosk.scan(newCode());
    await kiosk.shows('Asking the wallet');
    const before = await kiosk.terminalPid();

    process.kill(before, 'SIGKILL');

    await kiosk.shows('The till starts again');
    await kiosk.shows('Hand over the goods');
    expect([chargesAtGateway(), (await kiosk.terminalPid()) !== before]).toEqual([1, true]);
  });

  it('a killed main process changes nothing: the next one goes on with the same payment', async () => {
    await kiosk.charge(SLOW);
    await kiosk.scan(newCode());
    await kiosk.shows('Asking the wallet');

    process.kill(kiosk.mainPid, 'SIGKILL');
    // The same user's: it meets the lock that the killed one has left.
    kiosk = await kiosks.startedAgain(folder, kiosk);

    await kiosk.shows('Hand over the goods');
    expect(chargesAtGateway()).toBe(1);
  });

  it('a crashed renderer comes back to the same stage, and the payment never knew', async () => {
    await kiosk.charge(SLOW);
    await kiosk.scan(newCode());
    await kiosk.shows('Asking the wallet');
    const terminal = await kiosk.terminalPid();

    await kiosk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );

    await kiosk.comesBackTo('Asking the wallet');
    expect([await kiosk.terminalPid(), chargesAtGateway()]).toEqual([terminal, 1]);
  });

  it('a page that hangs is replaced by one that does not', async () => {
    await kiosk.charge('12.50');

    await kiosk.app.evaluate(({ BrowserWindow }) => {
      void BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('for (;;) {}');
    });

    await kiosk.comesBackTo("Scan the customer's code");
    expect(await kiosk.inPage("document.querySelector('.stage .amount').textContent")).toBe('MYR 12.50');
  });

  it('a killed process of the GPU leaves the stage as it was', async () => {
    await kiosk.charge('12.50');
    const pid = await kiosk.app.evaluate(
      ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? 0,
    );
    expect(pid).toBeGreaterThan(0);

    process.kill(pid, 'SIGKILL');

    await kiosk.comesBackTo("Scan the customer's code");
    await kiosk.scan(newCode());
    await kiosk.comesBackTo('Hand over the goods');
  });

  it('a sale that the cashier has left stays left when the window comes back', async () => {
    await kiosk.charge('12.50');
    await kiosk.scan(newCode());
    await kiosk.shows('Hand over the goods');
    await kiosk.keys('Enter');
    await kiosk.shows('Amount to charge');

    await kiosk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(),
    );

    await kiosk.comesBackTo('Amount to charge');
  });
});
