import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { APPROVAL, QUICK_TIMING, type AgentFolder } from '../fakes/agent-folder.ts';
import { endAgents, givenAgent, order, saleOf } from '../fakes/agent-process.ts';

afterEach(endAgents);

const ENTRY = fileURLToPath(new URL('../../drivers/office-command/run-office.ts', import.meta.url));
const TIMING = { ...QUICK_TIMING, officeTimeoutMs: 2000, officeRetryMs: [50], officeBackgroundRetryMs: 100 };
const CUSTOMS = {
  ...{ customsCode: 'ZONGSHU', merchantCustomsCode: 'MY99EXAMPLE7', merchantCustomsName: 'Kopi Corner' },
};
const { id: who, pin } = APPROVAL.approver;

/** One call of the shell; the PIN goes in by standard input. */
async function office(folder: AgentFolder, ...args: readonly string[]) {
  const child = spawn(process.execPath, [ENTRY, '--config', folder.config, ...args]);
  child.stdin.end(`${pin}\n`);
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, err: said.err, json: code === 0 ? (JSON.parse(said.out) as unknown) : null };
}

describe('npm run office (interface sections 1 and 9)', () => {
  it('registers, answers a dispute, takes its papers and declares at the till that runs', async () => {
    const { agent, sandbox, folder } = await givenAgent({
      ...{ notify: { port: 0 }, gateways: { alipayPlus: { timing: TIMING } }, customs: CUSTOMS },
    });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    const code = `28100702${String(Date.now()).padStart(16, '0')}`;
    sandbox.ledger.showCode(code, Date.now());
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
    const { sale } = await agent.events().until((view) => view.sale?.state === 'paid');
    const payment = sale?.paymentRequestId ?? '';
    const { notify } = await agent.ready;
    const url = new URL('/aps/api/v1/disputes/initiateRetrieval', notify ?? '').href;
    const begun = await sandbox.office.disputes.begin({ kind: 'retrieval', paymentRequestId: payment, url });
    const dispute = begun?.id ?? '';
    const detail = { legalName: 'Kopi Corner Sdn Bhd', registrationNo: '202401012345' };
    const store = folder.file('store.json');
    writeFileSync(
      store,
      JSON.stringify({
        merchantInfo: {
          registrationDetail: { ...detail, registrationType: 'ENTERPRISE_REGISTRATION_NO' },
        },
      }),
    );

    const todo = await office(folder);
    const registered = await office(folder, 'registration', 'request', '--data', store, '--approver', who);
    const papers = await office(folder, 'dispute', 'papers', dispute, '--out', folder.file('papers'));
    const answered = await office(
      ...([folder, 'dispute', 'answer', dispute, '--response', '0001'] as const),
      ...['--papers', 'all', '--approver', who],
    );
    const twice = await office(folder, 'dispute', 'answer', dispute, '--response', '0002', '--approver', who);
    const declared = await office(
      ...([folder, 'declaration', 'declare', '--payment', payment, '--amount', 'CNY:5000'] as const),
      ...['--order', 'ORD-1-A', '--approver', who],
    );

    expect(todo.json).toMatchObject({ tasks: [{ kind: 'answerDispute', id: dispute }] });
    expect(registered.json).toMatchObject({ approver: who, known: detail });
    expect(papers.code).toBe(0);
    expect(readdirSync(folder.file('papers')).sort()).toEqual(['journal.pdf', 'receipt.pdf', 'story.pdf']);
    expect(statSync(folder.file('papers/receipt.pdf')).mode & 0o777).toBe(0o600);
    expect(answered.json).toMatchObject({ answer: { papers: ['receipt', 'story', 'journal'] } });
    expect(twice.code).toBe(1);
    expect(twice.err).toContain('dispute-answered');
    expect(declared.json).toMatchObject({ paymentRequestId: payment, referenceOrderId: 'ORD-1-A' });
  });

  it('a till that does not run, and words that it does not know, end it with a sentence', async () => {
    const { agent, folder } = await givenAgent();

    const unknown = await office(folder, 'dispute', 'forget', 'D-1');
    const noApprover = await office(folder, 'dispute', 'close', 'D-1', '--outcome', 'won', '--reason', 'x');
    await agent.stop();
    const silent = await office(folder, 'dispute');

    expect([unknown.code, noApprover.code, silent.code]).toEqual([2, 2, 4]);
    expect(noApprover.err).toContain('Say --approver too.');
    expect(silent.err).toContain('No till runs with this config');
  });
});
