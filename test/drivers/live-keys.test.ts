import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox } from '../../drivers/sandbox/server.ts';
import {
  endAgents,
  FOR_AGENTS,
  givenAgentFolder,
  startAgent,
  type AgentProcess,
} from '../fakes/agent-process.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await endAgents();
  for (const close of closers.splice(0)) await close();
});

const SECOND = {
  till: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  gateway: generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

/** A till and its acquirer, whose keys may change between two calls. */
async function given() {
  const acquirer = { ...FOR_AGENTS };
  const sandbox = await startSandbox(acquirer);
  closers.push(() => sandbox.close());
  const folder = givenAgentFolder(sandbox.url);
  return { acquirer, folder, agent: await startAgent(folder) };
}

/** What a look at the gateway says of both signatures. */
async function looked(agent: AgentProcess): Promise<string> {
  const { json } = await agent.call('POST', '/v1/technician/gateway', { gateway: 'alipayPlus' });
  const { accepted, verified } = json as { accepted: string; verified: string };
  return `accepted ${accepted}, verified ${verified}`;
}

describe('Keys of an acquirer are changed while the till runs', () => {
  it('another key of the acquirer counts as soon as its version stands in the config', async () => {
    const { acquirer, folder, agent } = await given();
    expect(await looked(agent)).toBe('accepted yes, verified yes');

    Object.assign(acquirer, { sandboxPrivateKey: SECOND.gateway.privateKey });
    expect(await looked(agent)).toContain('verified no');
    writeFileSync(
      folder.file('keys/gateway.2.pub.pem'),
      SECOND.gateway.publicKey.export({ type: 'spki', format: 'pem' }),
    );
    // Both sides count alike in the sandbox: the till's own key is of version 2 now, and the same one.
    Object.assign(acquirer, { keyVersion: 2 });
    const second = { publicKeys: { 2: { file: 'keys/gateway.2.pub.pem' } }, keyVersion: 2 };
    folder.patch({ gateways: { alipayPlus: second } });

    expect(await looked(agent)).toBe('accepted yes, verified yes');
  });

  it('another key of the till signs from the next message on, when its file was written anew', async () => {
    const { acquirer, folder, agent } = await given();
    await looked(agent);

    Object.assign(acquirer, { tillPublicKey: SECOND.till.publicKey });
    writeFileSync(
      folder.file('keys/till.pem'),
      SECOND.till.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      { mode: 0o600 },
    );

    expect(await looked(agent)).toBe('accepted yes, verified yes');
  });

  it('what cannot be used leaves the keys of before, and the log says why', async () => {
    const { folder, agent } = await given();

    writeFileSync(folder.file('keys/gateway.pub.pem'), 'half a ke');
    expect(await looked(agent)).toBe('accepted yes, verified yes');
    rmSync(folder.file('keys/till.pem'));
    expect(await looked(agent)).toBe('accepted yes, verified yes');

    await agent.stop();
    const warned = agent.stderr.filter((line) => line.includes('Those of before stay'));
    expect(warned).toHaveLength(2);
    expect(warned[0]).toContain('gateways.alipayPlus.publicKeys.1.file');
    expect(warned.join()).not.toContain('half a ke');
  });
});
