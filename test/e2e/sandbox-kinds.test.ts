import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { ComputopPayer } from '../../drivers/sandbox/computop/payer.ts';
import { SANDBOX_KINDS, type SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { openLink } from '../../drivers/sandbox/saferpay/payer.ts';
import { cleanUp, endAgents, order, saleOf, startAgent } from '../fakes/agent-process.ts';

const ENTRY = fileURLToPath(new URL('../../drivers/sandbox/alone.ts', import.meta.url));

afterEach(endAgents);

/** How a customer pays on the page of each kind. */
const PAYERS: Readonly<Partial<Record<SandboxKind, (link: string) => Promise<unknown>>>> = {
  'antom-card': (link) => fetch(link, { method: 'POST' }),
  'antom-instore': (link) => fetch(link, { method: 'POST' }),
  'trust-payments': (link) => fetch(link, { method: 'POST' }),
  computop: (link) => new ComputopPayer().pay(link),
  saferpay: async (link) => (await openLink(link)).pay(),
};

/** A sandbox as a process of its own, in a folder of its own. */
async function givenSandbox(kind: SandboxKind) {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-kind-'));
  const child: ChildProcess = spawn(process.execPath, [ENTRY, '--port', '0', '--dir', dir, '--kind', kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUp(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'close');
    rmSync(dir, { recursive: true });
  });
  const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
  return { dir, ready: JSON.parse(line) as { event: string; url: string; config: string } };
}

describe('The sandbox of a kind alone, and a till from the config that it writes', () => {
  const kinds = Object.keys(SANDBOX_KINDS).filter((kind): kind is SandboxKind => kind in PAYERS);

  it.each(kinds)('%s: from the tender to both receipts', async (kind) => {
    const { dir, ready } = await givenSandbox(kind);
    const agent = await startAgent({ path: dir, config: ready.config });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR')));
    const stream = agent.events();
    const until = (state: string) =>
      stream.until(({ sale }) => sale?.saleId === saleId && sale.state === state);

    await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
    await until('customerConfirming');
    const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
    await PAYERS[kind]!((json as { url: string }).url);
    await until('paid');
    const receipts = await Promise.all(
      ['customer', 'merchant'].map((copy) => agent.call('GET', `/v1/sales/${saleId}/receipts/${copy}`)),
    );

    expect(ready).toMatchObject({ event: 'ready', config: join(dir, 'till.json') });
    for (const receipt of receipts) expect(receipt.text).toContain('EUR 19.99');
  });
});
