import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import {
  endAgents,
  givenAgent,
  givenAgentFolder,
  order,
  runAgent,
  saleOf,
  startAgent,
  type Ended,
} from '../fakes/agent-process.ts';
import type { Patch } from '../fakes/agent-folder.ts';

afterEach(endAgents);

const NOBODY = 'http://127.0.0.1:9';

function refusedWith(patch: Patch, folder = givenAgentFolder(NOBODY, patch)): Promise<Ended> {
  return runAgent(['--config', folder.config], folder);
}

/** What was said, each line the JSON object that it has to be. */
function said({ stderr }: Pick<Ended, 'stderr'>): Record<string, unknown>[] {
  return stderr.map((line) => {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(line);
    return value as Record<string, unknown>;
  });
}

function badKeys(ended: Ended): unknown[] {
  return said(ended).map(({ path }) => path);
}

describe('Agent (interface §1)', () => {
  it('says in one line of JSON that it can take a sale, and nothing else on standard output', async () => {
    const { agent, sandbox, folder } = await givenAgent();

    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'paid');
    const { stdout } = await agent.stop();

    expect(stdout.map((line) => JSON.parse(line) as unknown)).toStrictEqual([
      {
        event: 'ready',
        api: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
        tokenFile: folder.file('api.token'),
        notify: null,
      },
    ]);
  });

  it('says everything else on standard error, one JSON object a line', async () => {
    const { agent, sandbox } = await givenAgent();

    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'paid');
    const ended = await agent.stop();

    expect(said(ended)).toContainEqual(expect.objectContaining({ level: 'info', answer: 'charged' }));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 after %s, with a reader on the line',
    async (signal) => {
      const { agent } = await givenAgent();
      await agent.events().until(() => true);

      const { code } = await agent.stop(signal);

      expect(code).toBe(0);
    },
  );

  it('ends with 0 in the middle of a payment, and asks for it at the next start', async () => {
    const { agent, sandbox, folder } = await givenAgent();
    sandbox.setFault({ id: 'late-answer' });
    const { saleId } = saleOf(await agent.call('POST', '/v1/sales', order('ORD-1')));
    await agent.call('POST', `/v1/sales/${saleId}/code`, { text: sandbox.freshCode() });
    await agent.events().until(({ sale }) => sale?.state === 'checking');

    const { code } = await agent.stop();
    const again = await startAgent(folder);
    const view = await again.events().until(({ sale }) => sale?.state === 'paid');

    expect(code).toBe(0);
    expect(view.sale?.attempts).toHaveLength(1);
  });

  it('ends with 4 where the port is in use, and says which', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;

    const ended = await refusedWith({ api: { port } });
    other.close();

    expect(ended.code).toBe(4);
    expect(ended.stderr.join('\n')).toContain(`The port ${port} of the local API is in use`);
    expect(ended.stdout).toStrictEqual([]);
  });

  it('ends with 4 where the token file cannot be made, and does not blame the journal', async () => {
    const ended = await refusedWith({ api: { tokenFile: 'till.json/api.token' } });

    expect(ended.code).toBe(4);
    expect(ended.stderr.join('\n')).not.toContain('journal');
    expect(ended.stderr.join('\n')).toContain('token file');
  });

  it.each([
    [[], 'Say which config'],
    [['--config'], 'These arguments are not understood. Use'],
    [['--config', 'till.json', '--what'], 'These arguments are not understood. Use'],
  ])('ends with 2 where it is not told which config, or more: %j', async (args, amiss) => {
    const folder = givenAgentFolder(NOBODY);

    const ended = await runAgent(args, folder);

    expect(ended).toMatchObject({ code: 2, stdout: [] });
    expect(said(ended)).toMatchObject([{ msg: `${amiss}: npm run agent -- --config till.json` }]);
  });
});

describe('Agent (interface §1) › a config that is refused ends it with 2', () => {
  it('where there is none', async () => {
    const folder = givenAgentFolder(NOBODY);
    rmSync(folder.config);

    const ended = await refusedWith({}, folder);

    expect(ended).toMatchObject({ code: 2, stdout: [] });
    expect(said(ended)).toMatchObject([
      { msg: `config: the file: ${folder.config} cannot be read (ENOENT)` },
    ]);
  });

  it('with every bad key of one run, also the files of keys', async () => {
    const ended = await refusedWith({
      misspelt: 1,
      terminal: { currency: 'XQX' },
      gateways: {
        alipayPlus: {
          baseUrl: 'http://gateway.example',
          privateKey: { file: 'keys/none.pem' },
          publicKeys: { 1: { file: 'till.json' }, 2: { file: 'keys' } },
        },
      },
      routes: [{ family: 'WECHAT', to: 'nowhere' }],
    });

    expect(ended.code).toBe(2);
    expect(badKeys(ended).sort()).toStrictEqual([
      'gateways.alipayPlus.baseUrl',
      'gateways.alipayPlus.privateKey.file',
      'gateways.alipayPlus.publicKeys.1.file',
      'gateways.alipayPlus.publicKeys.2.file',
      'misspelt',
      'routes.0.to',
      'terminal.currency',
    ]);
    expect(said(ended).every(({ msg, path }) => String(msg).startsWith(`config: ${String(path)}: `))).toBe(
      true,
    );
  });

  it('where a printer cannot write in the characters that it is set to', async () => {
    const ended = await refusedWith({
      printers: [{ kind: 'file', path: 'paper.bin', charset: 'no-such-charset' }],
    });

    expect(ended.code).toBe(2);
    expect(badKeys(ended)).toStrictEqual(['printers.0.charset']);
  });

  it('where a printer is told a number of no code page, or of two', async () => {
    const printer = { kind: 'file', path: 'paper.bin', nationalSet: 0 };
    const ended = await refusedWith({
      printers: [
        { ...printer, codePages: { cp1250: 3 } },
        { ...printer, codePages: { cp858: 0 } },
      ],
    });

    expect(ended.code).toBe(2);
    expect(badKeys(ended)).toStrictEqual(['printers.0.codePages', 'printers.1.codePages']);
  });

  it('with nothing of what a bad key file holds', async () => {
    const { files, secrets } = givenBadKeyFiles();
    const folder = givenAgentFolder(NOBODY, {
      gateways: {
        alipayPlus: {
          privateKey: { file: 'keys/0' },
          publicKeys: Object.fromEntries(files.map((_, index) => [String(index), { file: `keys/${index}` }])),
        },
      },
    });
    files.forEach((content, index) => writeFileSync(folder.file(`keys/${index}`), content));

    const ended = await refusedWith({}, folder);

    expect(ended.code).toBe(2);
    expect(badKeys(ended)).toHaveLength(files.length + 1);
    expect(secrets.filter((secret) => ended.stderr.join('\n').includes(secret))).toStrictEqual([]);
  });

  it('with nothing of a key that is given in the place of the config', async () => {
    const { files, secrets } = givenBadKeyFiles();
    const folder = givenAgentFolder(NOBODY);
    writeFileSync(folder.config, files[1] ?? '');

    const ended = await refusedWith({}, folder);

    expect(ended.code).toBe(2);
    expect(secrets.filter((secret) => ended.stderr.join('\n').includes(secret))).toStrictEqual([]);
  });
});

/** Texts that are no public keys, and pieces of them that must not be seen: every eight characters in a row. */
function givenBadKeyFiles(): { readonly files: readonly string[]; readonly secrets: readonly string[] } {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pem = short.export({ type: 'pkcs8', format: 'pem' }).toString();
  const der = short.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const files = [
    pem,
    der,
    pem.replace(/[A-Z]/g, 'x'),
    elliptic.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'hunter2-hunter2',
    '',
  ];
  const secrets = files.flatMap((file) =>
    file
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('-----'))
      .flatMap((line) => Array.from({ length: line.length - 7 }, (_, at) => line.slice(at, at + 8))),
  );
  return { files, secrets };
}
