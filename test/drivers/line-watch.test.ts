import { afterEach, describe, expect, it } from 'vitest';
import { endAgents, givenAgentFolder, givenAgentSandbox, order, startAgent } from '../fakes/agent-process.ts';

afterEach(endAgents);

describe('The strip tells the truth', () => {
  it.each([
    ['without a sale', false],
    ['while a sale waits for its code', true],
  ])(
    'a gateway that is gone stands in health %s, and without the code of the error',
    async (_, isOpen) => {
      const sandbox = await givenAgentSandbox();
      const patch = { gateways: { alipayPlus: { lineCheckMs: 1000 } } };
      const agent = await startAgent(givenAgentFolder(sandbox.url, patch));
      if (isOpen) await agent.call('POST', '/v1/sales', order('ORD-1'));
      await sandbox.close();

      const { health } = await agent.events().until(({ health }) => health.gateway.status === 'down');

      expect(health.gateway).toMatchObject({
        reason: 'noConnection',
        why: 'No connection. Payments cannot be taken. Refunds are kept and sent later.',
      });
      expect((await agent.call('GET', '/v1/sales')).json).toMatchObject(
        isOpen ? [{ state: 'awaitingCode', attempts: [] }] : [],
      );
    },
    20_000,
  );
});
