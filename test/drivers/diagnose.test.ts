import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { zipOf } from '../../drivers/diagnose/zip-file.ts';
import { readZip } from '../../drivers/reports/zip.ts';
import { scrubbed } from '../../src/till/technician/scrubbed.ts';
import { endAgents, givenAgent, order, saleOf } from '../fakes/agent-process.ts';
import { hashedPin } from '../fakes/hashed-pin.ts';

afterEach(endAgents);

const everything = (file: string): Map<string, string> => {
  const read = readZip(readFileSync(file), () => true, 10_000_000);
  if (!read.ok) throw new Error(read.error);
  return new Map(read.value.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]));
};
const diagnose = (config: string): Map<string, string> => {
  const out = join(mkdtempSync(join(tmpdir(), 'till-diagnose-')), 'bundle.zip');
  execFileSync(process.execPath, ['electron/diagnose.ts', '--config', config, '--out', out]);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  return everything(out);
};

describe('npm run diagnose (interface section 1)', () => {
  it('tells of a till that runs all that a helper needs, and no secret, code or link; so does its page', async () => {
    const pin = await hashedPin();
    const cashiers = [{ id: 'c1', name: 'Mei', pin }];
    const { agent, sandbox, folder } = await givenAgent({
      technicians: [{ id: 't1', name: 'Siti', pin }],
      cashiers,
    });
    await agent.call('POST', '/v1/staff/sign-in', { id: 'c1', pin: '471147' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-7')));
    const code = sandbox.freshCode();
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: code });
    await agent.events().until(({ sale }) => sale?.state === 'paid');

    const told = diagnose(folder.config);
    const written = (await agent.call('POST', '/v1/technician/diagnose')).json as { readonly file: string };
    const byPage = everything(written.file);

    expect([...told.keys()].sort()).toEqual([
      ...['config.json', 'devices.json', 'health.json', 'log.json', 'log/till.log', 'machine.json'],
      ...['queue.json', 'sales.json', 'stories.json', 'versions.json'],
    ]);
    expect(told.get('stories.json')).toContain('was charged');
    expect(JSON.parse(told.get('health.json')!)).toMatchObject({ status: 'ok' });
    const key = readFileSync(folder.file('keys/till.pem'), 'utf8').split('\n')[3]!;
    for (const text of [...told.values(), ...byPage.values()])
      for (const secret of [code, pin, 'scrypt$', agent.token, key]) expect(text).not.toContain(secret);
    expect(byPage.get('stories.json')).toContain(saleId);
  });

  it('tells of a till that does not run its settings and its log, and of one that is refused why', async () => {
    const { agent, folder } = await givenAgent();
    await agent.stop();
    const stopped = diagnose(folder.config);
    folder.patch({ terminal: { currency: 'XXM' } });
    const refused = diagnose(folder.config);

    expect([...stopped.keys()]).toContain('not-running.txt');
    expect([...stopped.keys()]).toContain('log/till.log');
    expect(refused.get('config-refused.txt')).toContain('terminal.currency');
    expect(readdirSync(folder.path)).not.toContain('api.token.address');
  });
});

describe('npm run diagnose without a config', () => {
  it('ends with 2 and a sentence, and writes nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'till-diagnose-'));
    const args = ['--config', join(folder, 'tlil.json'), '--out', join(folder, 'bundle.zip')];

    const ended = spawnSync(process.execPath, ['electron/diagnose.ts', ...args], { encoding: 'utf8' });

    expect([ended.status, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('There is no config');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('A text that goes to a helper', () => {
  it.each([
    ['-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '(a key)'],
    ['"pin":"scrypt$16384$8$1$aa==$bb="', '"pin":"(a PIN)"'],
    ['https://pay.shop.example/p/abcdefghijklmnopqrstu', 'https://pay.shop.example/p/(a link)'],
    ['code 281012345678901234567890 here', 'code 281012…90 here'],
    ['id 91234567890123456789012345', 'id 91234567890123456789012345'],
  ])('%j leaves as %j', (text, clean) => {
    expect(scrubbed(text)).toBe(clean);
  });

  it('packs into an archive that is read back whole', () => {
    const zip = zipOf({ 'a.txt': 'ä'.repeat(1000), 'log/b.txt': '' });

    const read = readZip(zip, () => true, 10_000);

    expect(read.ok ? read.value.map(({ name, bytes }) => [name, bytes.length]) : read.error).toEqual([
      ['a.txt', 2000],
      ['log/b.txt', 0],
    ]);
  });
});
