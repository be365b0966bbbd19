import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/acquirers/kinds.ts';

const EXAMPLE = JSON.parse(readFileSync(new URL('../vectors/till.json', import.meta.url), 'utf8')) as Record<
  string,
  unknown
>;

const SFTP = {
  host: 'sftp.example',
  username: 'shop',
  privateKey: { file: 'keys/sftp' },
  hostKey: `SHA256:${'A'.repeat(43)}`,
  folder: '/v1/settlements/clearing',
};

function read(reports: unknown) {
  const config = parseConfig(JSON.stringify({ ...EXAMPLE, reports }));
  return config.ok ? config.value.reports : config.error;
}

describe('Config › reports', () => {
  it('may be left out', () => {
    expect(read(undefined)).toBeUndefined();
  });

  it('are in a folder, or behind SFTP with the key of the server; headers may have other names', () => {
    expect(read({ participantId: '1022', folder: 'reports' })).toEqual({
      participantId: '1022',
      folder: 'reports',
      columns: {},
      gateways: {},
      ...{ view: 'ownShare', fees: [], bank: { chargesMax: '0', file: 'bank-credits.csv' }, holidays: [] },
    });
    expect(
      read({ participantId: '1022', sftp: SFTP, columns: { transactionRequestId: 'outTradeNo' } }),
    ).toMatchObject({
      sftp: { ...SFTP, port: 22, keep: 'reports' },
      columns: { transactionRequestId: 'outTradeNo' },
    });
  });

  it.each<[string, object, string, string]>([
    ['neither folder nor SFTP', {}, 'reports.folder', 'needs either folder or sftp'],
    ['both', { folder: 'a', sftp: SFTP }, 'reports.folder', 'needs either folder or sftp'],
    [
      'no host key',
      { sftp: { ...SFTP, hostKey: undefined } },
      'reports.sftp.hostKey',
      'is missing: give a text',
    ],
    [
      'a host key of another form',
      { sftp: { ...SFTP, hostKey: 'MD5:00' } },
      'reports.sftp.hostKey',
      'SHA256:',
    ],
    [
      'a key and a password',
      { sftp: { ...SFTP, password: { file: 'a' } } },
      'reports.sftp.privateKey',
      'needs either privateKey or password',
    ],
    [
      'a password by value',
      { sftp: { ...SFTP, privateKey: undefined, password: 'a' } },
      'reports.sftp.password',
      'is to be an object',
    ],
    [
      'a key by value',
      { sftp: { ...SFTP, privateKey: { file: '-----BEGIN KEY' } } },
      'reports.sftp.privateKey.file',
      'not a key',
    ],
    [
      'a participant that is a path',
      { participantId: '../a', folder: 'a' },
      'reports.participantId',
      'the id alone',
    ],
    [
      'a column that is none',
      { folder: 'a', columns: { amount: 'x' } },
      'reports.columns.amount',
      'is not a key of the config',
    ],
  ])('%s is refused, with its path', (_title, change, path, why) => {
    expect(read({ participantId: '1022', ...change })).toEqual([{ path, why: expect.stringContaining(why) }]);
  });
});
