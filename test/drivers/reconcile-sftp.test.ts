import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../drivers/reports/sftp.ts';
import { entriesOfSales, type GivenSale } from '../fakes/given-day.ts';
import { lineOfOthers, linesOf, PARTICIPANT, reportFile } from '../fakes/given-reports.ts';
import { ReconcileFolder, type Told } from '../fakes/reconcile-folder.ts';
import { SFTP_KEYS, SFTP_PASSWORD, SFTP_USER, SftpServer } from '../fakes/sftp-server.ts';

const SALES: readonly GivenSale[] = [{ order: 'A-1', ends: 'paid' }];
const ROOT = '/v1/settlements/clearing';
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

/** Runs the command against a server, with what is said of it in the config. */
async function run(server: SftpServer, more: object = {}): Promise<Told> {
  const sftp = {
    host: '127.0.0.1',
    port: server.port,
    username: SFTP_USER,
    privateKey: { file: 'keys-sftp' },
    hostKey: server.fingerprint,
    folder: ROOT,
    ...more,
  };
  const folder = new ReconcileFolder({ reports: { participantId: PARTICIPANT, sftp } });
  cleanUps.push(() => folder.remove());
  folder.journal(SALES);
  writeFileSync(folder.file('keys-sftp'), SFTP_KEYS.till.private, { mode: 0o600 });
  writeFileSync(folder.file('keys-stranger'), SFTP_KEYS.stranger.private, { mode: 0o600 });
  writeFileSync(folder.file('keys-locked'), SFTP_KEYS.locked.private, { mode: 0o600 });
  writeFileSync(folder.file('password'), `${SFTP_PASSWORD}\n`, { mode: 0o600 });
  return folder.run();
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
