import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxKind } from '../../drivers/sandbox/kinds.ts';
import { PAGE_KINDS } from '../../drivers/sandbox/pages/faults.ts';
import { freePorts } from '../../drivers/system/free-ports.ts';
import { cleanUp, endAgents, order, saleOf, startAgent } from '../fakes/agent-process.ts';

const ENTRY = fileURLToPath(new URL('../../drivers/sandbox/alone.ts', import.meta.url));

afterEach(endAgents);

/** A sandbox as a process of its own, in a folder of its own. */
async function givenSandbox(kind: SandboxKind) {
  const dir = mkdtempSync(join(tmpdir(), 'sandbox-kind-'));
  // The config that it writes names the port after its own for the till.
  const port = String(await freePorts(2));
  const child: ChildProcess = spawn(process.execPath, [ENTRY, '--port', port, '--dir', dir, '--kind', kind], {
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
  it.each([...PAGE_KINDS, 'antom-instore'] as const)(
    '%s: from the tender to both receipts, and the books tell it',
    async (kind) => {
      const { dir, ready } = await givenSandbox(kind);
      const agent = await startAgent({ path: dir, config: ready.config });
      const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1', '1999', 'EUR')));
      const stream = agent.events();
      const until = (state: string) =>
        stream.until(({ sale }) => sale?.saleId === saleId && sale.state === state);

      await agent.call('POST', `/v1/sales/${saleId}/tender`, { tender: 'qr' });
      await until('customerConfirming');
      const { json } = await agent.call('GET', `/v1/sales/${saleId}/link`);
      const { origin } = new URL(ready.url);
      const control = async (path: string, body?: object): Promise<unknown> => {
        const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
        return (await fetch(`${origin}/sandbox/${path}`, init)).json();
      };
      const { url: link } = json as { url: string };
      // Antom's sandbox in the shop plays no customer: whoever posts to the page pays.
      const played =
        kind === 'antom-instore'
          ? { link: (await fetch(link, { method: 'POST' })).ok ? 'opened' : 'refused' }
          : await control('payer', { link });
      await until('paid');
      const books = JSON.stringify(await control('books'));
      const receipts = await Promise.all(
        ['customer', 'merchant'].map((copy) => agent.call('GET', `/v1/sales/${saleId}/receipts/${copy}`)),
      );

      expect(played).toEqual({ link: 'opened' });
      expect(books).toContain('1999');
      expect(books).not.toContain(link.slice(-24));
      expect(ready).toMatchObject({ event: 'ready', config: join(dir, 'till.json') });
      for (const receipt of receipts) expect(receipt.text).toContain('EUR 19.99');
    },
  );
});
