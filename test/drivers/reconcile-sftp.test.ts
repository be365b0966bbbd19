import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { settleReports } from '../../drivers/reports/settle.ts';
import { fingerprintOf } from '../../drivers/reports/sftp.ts';
import { entriesOfSales, type GivenSale } from '../fakes/given-day.ts';
import { lineOfOthers, linesOf, PARTICIPANT, reportFile } from '../fakes/given-reports.ts';
import { ReconcileFolder, type Told } from '../fakes/reconcile-folder.ts';
import { SFTP_KEYS, SFTP_PASSWORD, SFTP_USER, SftpServer } from '../fakes/sftp-server.ts';

const SALES: readonly GivenSale[] = [{ order: 'A-1', ends: 'paid' }];
const ROOT = '/v1/settlements/clearing';
const OF_SAMPLES = '1022188000000009999';
const SAMPLES = join(import.meta.dirname, '../vectors/reports');
const REPORT = reportFile(linesOf(entriesOfSales(SALES)));
const FILES = new Map([[`${ROOT}/${PARTICIPANT}/20261121/${REPORT.file}`, REPORT.bytes]]);

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function givenServer(options?: { diesAtRead: boolean }, files = FILES): Promise<SftpServer> {
  const server = await SftpServer.with(files, options);
  cleanUps.push(() => server.close());
  return server;
}

/** A till's folder whose reports lie on a server, with what is said of it in the config. */
function given(server: SftpServer, more: object = {}, participantId = PARTICIPANT): ReconcileFolder {
  const sftp = {
    host: '127.0.0.1',
    port: server.port,
    username: SFTP_USER,
    privateKey: { file: 'keys-sftp' },
    hostKey: server.fingerprint,
    folder: ROOT,
    ...more,
  };
  const folder = new ReconcileFolder({ reports: { participantId, sftp } });
  cleanUps.push(() => folder.remove());
  folder.journal(SALES);
  writeFileSync(folder.file('keys-sftp'), SFTP_KEYS.till.private, { mode: 0o600 });
  writeFileSync(folder.file('keys-stranger'), SFTP_KEYS.stranger.private, { mode: 0o600 });
  writeFileSync(folder.file('keys-locked'), SFTP_KEYS.locked.private, { mode: 0o600 });
  writeFileSync(folder.file('password'), `${SFTP_PASSWORD}\n`, { mode: 0o600 });
  return folder;
}

/** Runs the command against a server. */
const run = (server: SftpServer, more: object = {}): Promise<Told> => given(server, more).run();

/** Runs `npm run settle` on the day after its samples are paid. */
async function settled(folder: ReconcileFolder, ...args: readonly string[]): Promise<Told> {
  const told = { text: '', complaint: '' };
  const code = await settleReports({
    ...{ args: ['--config', folder.file('till.json'), ...args], nowMs: Date.parse('2026-11-25T02:00:00Z') },
    print: (text) => (told.text += text),
    complain: (text) => (told.complaint += text),
  });
  return { ...told, code };
}

/** The samples of the dossier, where the acquirer's server has them; all generated on the day of the payment. */
function samplesOnServer(): Map<string, Uint8Array> {
  const names = readdirSync(SAMPLES).filter((name) => name !== 'bank-credits.csv');
  return new Map(
    names.map((name) => {
      const kind = name.startsWith('settlement_') ? 'settlement' : 'clearing';
      return [`/v1/settlements/${kind}/${OF_SAMPLES}/20261124/${name}`, readFileSync(join(SAMPLES, name))];
    }),
  );
}

describe('Reports by SFTP (dossier 8)', () => {
  it('are pulled with a private key, and nothing is written there', async () => {
    const server = await givenServer();

    const told = await run(server);

    expect(told).toMatchObject({ code: 0, complaint: '' });
    expect(server.asked.filter((call) => call.startsWith('read'))).toEqual([`read ${REPORT.file}`]);
    expect(server.asked.filter((call) => call.startsWith('write'))).toEqual([]);
  });

  it('are pulled with a password from a file', async () => {
    const server = await givenServer();

    const told = await run(server, { privateKey: undefined, password: { file: 'password' } });

    expect(told).toMatchObject({ code: 0 });
  });

  it('of several megabytes arrive whole', async () => {
    const others = Array.from({ length: 20_000 }, (_, number) => lineOfOthers(number, 1_795_140_000_000));
    const large = reportFile([...linesOf(entriesOfSales(SALES)), ...others]);
    const files = new Map([[`${ROOT}/${PARTICIPANT}/20261121/${large.file}`, large.bytes]]);

    const told = await run(await givenServer(undefined, files));

    expect(large.bytes.length).toBeGreaterThan(2_000_000);
    expect(told).toMatchObject({
      code: 0,
      text: expect.stringContaining('not of this till: 20000.'),
    });
  });

  it('a server with another host key is refused before anything is sent; both fingerprints are named', async () => {
    const server = await givenServer();
    const hostKey = fingerprintOf(Buffer.from('another key'));

    const told = await run(server, { hostKey });

    expect(told.code).toBe(3);
    expect(told.complaint).toContain(hostKey);
    expect(told.complaint).toContain(server.fingerprint);
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['a key that the server does not know', { privateKey: { file: 'keys-stranger' } }, 3, 'lets nobody in'],
    ['a username that it does not know', { username: 'somebody' }, 3, 'lets nobody in'],
    ['a key behind a passphrase', { privateKey: { file: 'keys-locked' } }, 3, 'without a passphrase'],
    ['a key file that is none', { privateKey: { file: 'password' } }, 3, 'is no private key'],
    ['a key file that is not there', { privateKey: { file: 'nowhere' } }, 2, 'cannot be read (ENOENT)'],
    ['a port that nobody listens on', { port: 1 }, 3, 'cannot be reached'],
  ])('%s', async (_title, more, code, say) => {
    const told = await run(await givenServer(), more);

    expect(told).toMatchObject({ code, complaint: expect.stringContaining(say) });
    expect(told.complaint).not.toContain('PRIVATE KEY');
    expect(told.complaint).not.toContain(SFTP_PASSWORD);
  });

  it('a line that dies while a file is read is no empty report', async () => {
    const told = await run(await givenServer({ diesAtRead: true }));

    expect(told).toMatchObject({ code: 3, complaint: expect.stringContaining('cannot be read') });
  });

  it('a folder that is not there is no empty day', async () => {
    const told = await run(await givenServer(), { folder: '/sandbox/settlements/clearing' });

    expect(told).toMatchObject({ code: 3, text: expect.stringContaining('No report of the transactions') });
  });
});

describe('All four kinds by SFTP (reports dossier §5.3)', () => {
  it.each([ROOT, '/v1/settlements'])(
    'are fetched below %s once, kept for good with their SHA-256, and followed to the bank',
    async (root) => {
      const samples = samplesOnServer();
      const server = await givenServer(undefined, samples);
      const folder = given(server, { folder: root }, OF_SAMPLES);

      const first = await settled(folder);
      const readOnce = server.asked.filter((call) => call.startsWith('read')).length;
      const again = await settled(folder, '--fetch');
      const hashes = readFileSync(folder.file('reports/SHA256SUMS'), 'utf8').trim().split('\n');
      const kept = hashes.map((line) => line.split('  '));

      expect(first).toMatchObject({ complaint: '', text: expect.stringContaining('2026112401') });
      expect(readOnce).toBe(samples.size);
      expect(again).toMatchObject({
        code: 0,
        complaint: '',
        text: expect.stringContaining('0 reports were'),
      });
      expect(server.asked.filter((call) => call.startsWith('read'))).toHaveLength(samples.size);
      expect(kept).toHaveLength(samples.size);
      for (const [hash, file = ''] of kept) {
        const bytes = readFileSync(folder.file(join('reports', file)));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
        expect(statSync(folder.file(join('reports', file))).mode & 0o777).toBe(0o600);
      }
    },
  );

  it('what is kept is never written over: another file of the same name is told of', async () => {
    const server = await givenServer(undefined, samplesOnServer());
    const folder = given(server, {}, OF_SAMPLES);
    await settled(folder, '--fetch');
    const [, file = ''] = readFileSync(folder.file('reports/SHA256SUMS'), 'utf8').split(/ {2}|\n/);
    appendFileSync(folder.file(join('reports', file)), '\n');
    const before = readFileSync(folder.file(join('reports', file)));

    const told = await settled(folder, '--fetch');

    expect(told).toMatchObject({ code: 1, complaint: expect.stringContaining(file) });
    expect(readFileSync(folder.file(join('reports', file)))).toEqual(before);
  });

  it('a server that cannot be had keeps nobody from what is kept: it is compared, and the code is 3', async () => {
    const server = await givenServer(undefined, samplesOnServer());
    const folder = given(server, {}, OF_SAMPLES);
    await settled(folder, '--fetch');
    await server.close();
    cleanUps.length = 0;
    cleanUps.push(() => folder.remove());

    const told = await settled(folder);

    expect(told).toMatchObject({ code: 3, complaint: expect.stringContaining('cannot be reached') });
    expect(told.text).toContain('2026112401');
  });
});
