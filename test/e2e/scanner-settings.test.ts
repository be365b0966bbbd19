import { afterEach, describe, expect, it } from 'vitest';
import { PtyPair } from '../contract/pty-pair.ts';
import { endAgents, givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  await endAgents();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function givenSale() {
  const cable = await PtyPair.plugged();
  cleanUps.push(() => cable.end());
  const sandbox = await givenAgentSandbox();
  const folder = givenAgentFolder(sandbox.url, {
    scanners: [{ kind: 'serial', path: cable.path, suffix: '\r' }],
    printers: [],
  });
  const agent = await startAgent(folder);
  const events = agent.events();
  await events.until(({ health }) => health.scanners[0]?.status === 'ok');
  await agent.call('POST', '/v1/sales', order('ORD-20261120-000484'));
  return { cable, sandbox, agent, events };
}

const MISFIT = "The scanner's settings do not fit: call the technician.";

describe("A scanner's settings do not fit", () => {
  it.each([
    ['STX in front', '\x02', '\r'],
    ['letter Q in front', 'Q', '\r'],
    ['no CR behind', '', ''],
  ])(
    '%s: never used, said after the second time without blaming the wallet, and over with a good code',
    async (signs, front, behind) => {
      const { cable, sandbox, agent, events } = await givenSale();
      const code = sandbox.freshCode();

      await cable.sends(`${front}${code}${behind}`);
      const once = await events.until(({ notice }) => notice?.why === 'misread');
      await cable.sends(`${front}${code}${behind}`);
      const twice = await events.until(
        ({ notice, health }) => notice?.why === 'misfit' && health.scanners[0]?.reason === 'misfit',
      );
      // What is held without an end ends here.
      await cable.sends(behind === '' ? '\r' : '');
      await cable.sends(`${sandbox.freshCode()}\r`);
      const paid = await events.until(
        ({ sale, health }) => sale?.state === 'paid' && health.scanners[0]?.status === 'ok',
      );

      expect(once.notice?.say).toBe('The scanner did not read the code right. Scan it again.');
      expect(twice.notice?.say).toBe(MISFIT);
      expect(twice.sale).toMatchObject({ state: 'awaitingCode', attempts: [] });
      expect(twice.health.scanners[0]?.why).toContain(signs);
      expect(paid.sale?.attempts).toHaveLength(1);
      expect(paid.health.scanners[0]).not.toHaveProperty('why');
      expect(JSON.stringify(twice) + agent.stderr.join('\n')).not.toContain(code.slice(6, 22));
    },
  );
});
