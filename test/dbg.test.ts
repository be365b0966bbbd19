import { it } from 'vitest';
import { Display } from './electron/display.ts';
import { Kiosk } from './electron/kiosk.ts';
import { givenAgentFolder, givenAgentSandbox, endAgents } from './fakes/agent-process.ts';
it('x', async () => {
  const d = await Display.started();
  for (let i = 0; i < 12; i++) {
    const t = performance.now();
    const s = await givenAgentSandbox(); const f = givenAgentFolder(s.url);
    const late = (what: string) => new Promise<never>((_, r) => setTimeout(() => r(new Error('late ' + what)), 25000));
    const k = await Promise.race([Kiosk.started(d, ['--config', f.config]), late('started')]);
    const t1 = performance.now();
    try { await Promise.race([k.shows('Amount to charge'), late('shows')]); } catch (e) { console.log(String(e), k.page.url(), await Promise.race([k.page.content(), new Promise((r) => setTimeout(() => r('no content'), 3000))])); throw e; }
    console.log(i, Math.round(t1 - t), Math.round(performance.now() - t1));
    await k.stop(); await endAgents();
  }
  await d.stop();
}, 400000);
