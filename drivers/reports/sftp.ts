import { createHash } from 'node:crypto';
import { Client, type ConnectConfig, type FileEntryWithStats, type SFTPWrapper } from 'ssh2';
import type { SftpConfig } from '../../src/config/reports-schema.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { ReportFolder, ReportsError } from './report-folder.ts';

/** How the till shows who it is to the server. */
export type SignIn = { readonly privateKey: Buffer } | { readonly password: string };

/** The server's word for a path that is not there. Source: draft-ietf-secsh-filexfer-02, section 7. */
const NO_SUCH_FILE = 2;

/** How long the server may take to let us in; and how long silence may last before the line counts as dead. */
const READY_MS = 20_000;
const SILENCE = { keepaliveInterval: 10_000, keepaliveCountMax: 3 };

/** The fingerprint of a host key, as `ssh-keygen -lf` prints it. */
export function fingerprintOf(hostKey: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
}

/**
 * Opens an SFTP server's folders, to be read only; whoever opens it closes it.
 *
 * The server's key must be the one that the config names: there is no first time that is trusted.
 * Errors: `hostKeyDiffers`, `signInRefused`, `unreachable`; later, each call's own.
 */
export async function openSftp(
  { host, port, username, hostKey }: Pick<SftpConfig, 'host' | 'port' | 'username' | 'hostKey'>,
  signIn: SignIn,
): Promise<Result<ReportFolder, ReportsError>> {
  const client = new Client();
  let shown: string | null = null;
  const hostVerifier = (key: Buffer): boolean => {
    shown = fingerprintOf(key);
    return shown === hostKey;
  };
  const settings = { host, port, username, hostVerifier, readyTimeout: READY_MS, ...SILENCE, ...signIn };
  const trouble = await connect(client, settings);
  if (trouble !== null) {
    client.end();
    return err(errorOfConnect(trouble, `${host}:${port}`, hostKey, shown));
  }
  // Every question is a small packet that an answer is waited for: held back, each would cost a tenth of a second.
  client.setNoDelay(true);
  // What happens to the line later is told to the call that waits.
  client.on('error', () => undefined);
  const sftp = await new Promise<SFTPWrapper | Error>((resolve) => {
    client.sftp((error, opened) => resolve(error ?? opened));
  });
  if (sftp instanceof Error) {
    client.end();
    return err({ kind: 'unreachable', say: `${host}:${port} offers no SFTP: ${sftp.message}` });
  }
  return ok(folderOn(client, sftp));
}

function connect(client: Client, settings: ConnectConfig): Promise<Error | null> {
  return new Promise((resolve) => {
    client.once('ready', () => resolve(null));
    client.once('error', resolve);
    client.once('close', () => resolve(new Error('the line was closed')));
    try {
      client.connect(settings);
    } catch (error) {
      // A key that can't be used is found before the first byte.
      resolve(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

function errorOfConnect(
  error: Error & { readonly level?: unknown },
  where: string,
  hostKey: string,
  shown: string | null,
): ReportsError {
  if (shown !== null && shown !== hostKey) {
    const say = `${where} shows the host key ${shown}, and reports.sftp.hostKey names ${hostKey}. Nothing was sent. Ask the acquirer for the right fingerprint; do not simply copy the one shown.`;
    return { kind: 'hostKeyDiffers', say };
  }
  if (error.level === 'client-authentication') {
    const say = `${where} lets nobody in with this username and key or password; check reports.sftp, and that this machine's address is on the acquirer's list.`;
    return { kind: 'signInRefused', say };
  }
  if (error.message.startsWith('Cannot parse privateKey')) {
    const say = `the file of reports.sftp.privateKey is no private key that can be used without a passphrase`;
    return { kind: 'signInRefused', say };
  }
  return { kind: 'unreachable', say: `${where} cannot be reached: ${error.message}` };
}

function folderOn(client: Client, sftp: SFTPWrapper): ReportFolder {
  const failed = (path: string, error: Error) =>
    err<ReportsError>({ kind: 'unreadable', say: `${path} cannot be read: ${error.message}` });
  return {
    list(path) {
      return new Promise((resolve) => {
        sftp.readdir(path, (error: (Error & { code?: unknown }) | undefined, found: FileEntryWithStats[]) => {
          if (error === undefined) resolve(ok(found.filter(isFile).map(listed)));
          else resolve(error.code === NO_SUCH_FILE ? ok(null) : failed(path, error));
        });
      });
    },
    read(path) {
      return new Promise((resolve) => {
        sftp.readFile(path, (error: Error | undefined, bytes: Buffer) => {
          resolve(error === undefined ? ok(bytes) : failed(path, error));
        });
      });
    },
    close: () => client.end(),
  };
}

function isFile({ attrs }: FileEntryWithStats): boolean {
  return attrs.isFile();
}

function listed({ filename, attrs }: FileEntryWithStats): { name: string; bytes: number } {
  return { name: filename, bytes: attrs.size };
}
