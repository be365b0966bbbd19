import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { endAgents, givenAgent, order, saleOf, startAgent } from '../fakes/agent-process.ts';

afterEach(endAgents);

/** Every file of a folder, as text of one byte a character. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

/** Where a code, or more of it than its first 6 and last 2 digits, stands. */
function placesOf(code: string, texts: Readonly<Record<string, string>>): string[] {
  const hidden = Array.from({ length: code.length - 6 - 2 - 7 }, (_, at) => code.slice(6 + at, 6 + at + 8));
  return Object.entries(texts).flatMap(([name, text]) =>
    hidden.some((piece) => text.includes(piece)) ? [name] : [],
  );
}

describe('Payment codes (interface §6)', () => {
  it('are in no answer, log line, file or receipt, except for their first 6 and last 2 digits', async () => {
    const { agent, sandbox, folder } = await givenAgent({
      printers: [{ kind: 'file', path: 'paper.bin' }],
      routes: [{ prefix: '281099', to: 'ask' }],
    });
    const [paid, refused, repeated] = [sandbox.freshCode(), '281001011357924680135792', sandbox.freshCode()];
    const asked = '281099021357924680135792';
    const answers: string[] = [];
    const call = async (method: string, path: string, body?: unknown) => {
      const answer = await agent.call(method, path, body);
      answers.push(answer.text, JSON.stringify([...answer.headers]));
      return answer;
    };
    const events = agent.events();

    const { saleId } = saleOf(await call('POST', '/v1/sales', order('ORD-1')));
    const code = (text: string) => call('POST', `/v1/sales/${saleId}/code`, { text });
    await call('POST', '/v1/codes/identify', { text: repeated });
    await code(refused);
    await code(`${repeated}\u0000`);
    await code(asked);
    await call('POST', `/v1/sales/${saleId}/code`, `{"text":"${repeated}"`);
    await call('POST', `/v1/sales/${saleId}/code`, { text: repeated, [repeated]: 1 });
    await call('GET', `/v1/sales?${repeated}=1`);
    await call('GET', `/v1/sales/${repeated}/${repeated}`);
    await call('GET', `/v1/sales/${repeated}`);
    await code(paid);
    await code(paid);
    for await (const view of events) {
      answers.push(JSON.stringify(view));
      if (view.sale?.receipts.merchant?.state === 'printed') break;
    }
    await call('GET', `/v1/sales/${saleId}/receipts/customer`);
    await call('GET', `/v1/sales/${saleId}/receipts/merchant`);
    const sale = saleOf(await call('GET', `/v1/sales/${saleId}`));
    await agent.kill();
    const afterKill = filesIn(folder.path);
    const again = await startAgent(folder);
    const stopped = await again.stop();
    const afterStop = filesIn(folder.path);

    const masked = (text: string) => text.slice(0, 6) + '*'.repeat(16) + text.slice(-2);
    const log = [...agent.stdout, ...agent.stderr, ...stopped.stdout, ...stopped.stderr].join('\n');
    const texts = { answers: answers.join('\n'), log, ...afterKill, ...prefixed('stopped/', afterStop) };
    expect(sale.state).toBe('paid');
    expect(sale.attempts.map((attempt) => attempt.code)).toStrictEqual([masked(paid)]);
    expect(Object.keys(afterKill)).toEqual(
      expect.arrayContaining(['journal.sqlite', 'journal.sqlite-wal', 'paper.bin']),
    );
    expect(afterKill['journal.sqlite-wal']).toContain(masked(paid));
    expect([paid, refused, repeated, asked].map((text) => placesOf(text, texts))).toStrictEqual([
      [],
      [],
      [],
      [],
    ]);
  });
});

function prefixed(prefix: string, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [prefix + name, text]));
}
