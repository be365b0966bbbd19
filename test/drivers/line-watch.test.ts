import { afterEach, describe, expect, it } from 'vitest';
import { endAgents, givenAgentFolder, givenAgentSandbox, startAgent } from '../fakes/agent-process.ts';

afterEach(endAgents);

describe('The strip tells the truth', () => {
  it('a gateway that is gone stands in health without a sale, and without the code of the error', async () => {
    const sandbox = await givenAgentSandbox();
    const patch = { gateways: { alipayPlus: { lineCheckMs: 1000 } } };
    const agent = await startAgent(givenAgentFolder(sandbox.url, patch));
    await sandbox.close();

    const { health } = await agent.events().until(({ health }) => health.gateway.status === 'down');

    expect(health.gateway).toMatchObject({
      reason: 'noConnection',
      why: 'No connection. Payments cannot be taken. Refunds are kept and sent later.',
    });
    expect((await agent.call('GET', '/v1/sales')).json).toEqual([]);
  }, 20_000);
});
