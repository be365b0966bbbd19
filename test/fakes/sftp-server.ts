import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:fs';
import { posix } from 'node:path';
import ssh2, { type Attributes, type Connection, type SFTPWrapper } from 'ssh2';
import { fingerprintOf } from '../../drivers/reports/sftp.ts';

const { Server, utils } = ssh2;
const { STATUS_CODE } = utils.sftp;

/** Keys of both sides, made for this run. */
export const SFTP_KEYS = {
  host: utils.generateKeyPairSync('ed25519'),
  till: utils.generateKeyPairSync('ed25519'),
  stranger: utils.generateKeyPairSync('ed25519'),
  locked: utils.generateKeyPairSync('ed25519', { passphrase: 'secret', cipher: 'aes256-ctr', rounds: 1 }),
};
export const SFTP_USER = 'till-reports';
export const SFTP_PASSWORD = 'only-in-this-test';

/**
 * An SFTP server on loopback over files in memory, that may only be read.
 *
 * `asked` is everything a client asked for, sign-ins too. `diesAtRead` cuts the line at the first read.
 */
export class SftpServer {
  readonly asked: string[] = [];
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #server: InstanceType<typeof Server>;
  readonly #lines = new Set<Connection>();
  readonly #diesAtRead: boolean;

  private constructor(files: ReadonlyMap<string, Uint8Array>, diesAtRead: boolean) {
    this.#files = files;
    this.#diesAtRead = diesAtRead;
    this.#server = new Server({ hostKeys: [SFTP_KEYS.host.private] }, (line) => this.#serve(line));
  }

  /** Starts it with files by their whole paths. */
  static async with(
    files: ReadonlyMap<string, Uint8Array>,
    { diesAtRead = false } = {},
  ): Promise<SftpServer> {
    const server = new SftpServer(files, diesAtRead);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** What a till has to name as its host key. */
  get fingerprint(): string {
    return fingerprintOf(hostKey().getPublicSSH());
  }

  async close(): Promise<void> {
    this.#lines.forEach((line) => line.end());
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #serve(line: Connection): void {
    this.#lines.add(line);
    line.on('close', () => this.#lines.delete(line));
    line.on('error', () => undefined);
    // Not in the types of the package; without it every answer waits for the client's next word.
    (line as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true);
    line.on('authentication', (sign) => {
      this.asked.push(`sign-in ${sign.method} ${sign.username}`);
      const till = keyOf(SFTP_KEYS.till.public);
      const isTill =
        (sign.method === 'password' && sign.password === SFTP_PASSWORD) ||
        (sign.method === 'publickey' &&
          sign.key.data.equals(till.getPublicSSH()) &&
          (sign.signature === undefined ||
            sign.blob === undefined ||
            till.verify(sign.blob, sign.signature, sign.hashAlgo)));
      if (sign.username === SFTP_USER && isTill) sign.accept();
      else sign.reject(['password', 'publickey']);
    });
    line.on('ready', () => {
      line.on('session', (accept) => {
        accept().on('sftp', (open) => this.#serveFiles(open(), line));
      });
    });
  }

  #serveFiles(sftp: SFTPWrapper, line: Connection): void {
    const handles = new Map<number, { path: string; told: boolean }>();
    const open = (path: string): Buffer => {
      const id = handles.size;
      handles.set(id, { path, told: false });
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(id);
      return handle;
    };
    const of = (handle: Buffer) => handles.get(handle.readUInt32BE(0))!;
    sftp.on('OPENDIR', (id, path) => {
      this.asked.push(`list ${path}`);
      const isThere = [...this.#files.keys()].some((file) => file.startsWith(`${path}/`));
      if (isThere) sftp.handle(id, open(path));
      else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
    });
    sftp.on('READDIR', (id, handle) => {
      const folder = of(handle);
      if (folder.told) return sftp.status(id, STATUS_CODE.EOF);
      folder.told = true;
      sftp.name(
        id,
        [...this.#files]
          .filter(([file]) => posix.dirname(file) === folder.path)
          .map(([file, bytes]) => ({
            filename: posix.basename(file),
            longname: posix.basename(file),
            attrs: attributesOf(bytes),
          })),
      );
    });
    sftp.on('OPEN', (id, path, flags) => {
      this.asked.push(`${flags === 1 ? 'read' : 'write'} ${posix.basename(path)}`);
      if (this.#diesAtRead) line.end();
      else if (this.#files.has(path) && flags === 1) sftp.handle(id, open(path));
      else sftp.status(id, STATUS_CODE.PERMISSION_DENIED);
    });
    const stat = (id: number, path: string) => {
      const bytes = this.#files.get(path);
      if (bytes === undefined) sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
      else sftp.attrs(id, attributesOf(bytes));
    };
    sftp.on('FSTAT', (id, handle) => stat(id, of(handle).path));
    sftp.on('STAT', stat);
    sftp.on('READ', (id, handle, offset, length) => {
      const bytes = this.#files.get(of(handle).path)!;
      if (offset >= bytes.length) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, Buffer.from(bytes.subarray(offset, offset + length)));
    });
    sftp.on('CLOSE', (id) => sftp.status(id, STATUS_CODE.OK));
  }
}

function attributesOf(bytes: Uint8Array): Attributes {
  return { mode: constants.S_IFREG | 0o444, uid: 0, gid: 0, size: bytes.length, atime: 0, mtime: 0 };
}

function hostKey() {
  return keyOf(SFTP_KEYS.host.public);
}

function keyOf(text: string) {
  const key = utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}
