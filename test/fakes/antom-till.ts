import { startAntomInstoreSandbox } from '../../drivers/sandbox/antom-instore/server.ts';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import type { SandboxOptions } from '../../drivers/sandbox/server.ts';
import { AGENT_CLIENT_ID, QUICK_TIMING, type AgentFolder, type Patch } from './agent-folder.ts';
import { cleanUp, FOR_AGENTS, givenAgentFolder } from './agent-process.ts';

/** A sandbox of Antom in this process, in real time, that knows the keys of the agents. */
export async function givenAntomSandbox(
  options: Partial<Pick<SandboxOptions, 'notifications' | 'codeLifeMs' | 'log'>> = {},
): Promise<Sandbox> {
  const sandbox = await startAntomInstoreSandbox({ ...FOR_AGENTS, ...options });
  cleanUp(() => sandbox.close());
  return sandbox;
}

/** A folder of a till whose one acquirer is Antom in the shop; `timing` is laid over waits of about a second. */
export function givenAntomFolder(sandbox: Sandbox, timing: object = {}, patch: Patch = {}): AgentFolder {
  return givenAgentFolder(sandbox.url, {
    gateways: {
      alipayPlus: undefined,
      antom: {
        kind: 'antom-instore',
        baseUrl: sandbox.url,
        clientId: AGENT_CLIENT_ID,
        privateKey: { file: 'keys/till.pem' },
        publicKeys: { 1: { file: 'keys/gateway.pub.pem' } },
        paymentNotifyUrl: 'https://relay.example/antom/notify',
        stage: 'test',
        timing: { ...QUICK_TIMING, firstInquiryMs: 100, orderCodeLifeMs: 5000, ...timing },
      },
    },
    tenders: [{ id: 'code', gateway: 'antom', say: { en: 'Show a code' } }],
    printers: [],
    scanners: [],
    ...patch,
  });
}
