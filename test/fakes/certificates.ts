import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and its certificate, in PEM. */
export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/** What a certificate is made of; times as openssl reads them: `20260105090000Z`. */
interface CertificateOptions {
  readonly name: string;
  readonly from?: string;
  readonly until?: string;
  /** Who signs it; itself where nobody does. */
  readonly authority?: Certified;
}

const CA_CONFIG = `
[ca]
default_ca = only
[only]
database = database
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
`;

/** A certificate made by openssl, for a host or, without `authority`, for an authority too. */
export function givenCertificate({ name, from, until, authority }: CertificateOptions): Certified {
  const folder = mkdtempSync(join(tmpdir(), 'till-certificate-'));
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  try {
    write('database', '');
    write('ca.conf', CA_CONFIG);
    const signs = authority === undefined ? 'TRUE' : 'FALSE';
    write('extensions', `subjectAltName=DNS:${name}\nbasicConstraints=critical,CA:${signs}\n`);
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    openssl('req', '-new', ...curve, '-keyout', 'key.pem', '-subj', `/CN=${name}`, '-out', 'request.pem');
    write('ca.pem', authority?.cert ?? '');
    write('ca.key', authority?.key ?? '');
    const signer =
      authority === undefined
        ? ['-selfsign', '-keyfile', 'key.pem']
        : ['-cert', 'ca.pem', '-keyfile', 'ca.key'];
    const times = ['-startdate', from ?? '20200101000000Z', '-enddate', until ?? '20990101000000Z'];
    const files = ['-config', 'ca.conf', '-in', 'request.pem', '-extfile', 'extensions', '-out', 'cert.pem'];
    openssl('ca', '-batch', '-notext', ...files, ...signer, ...times);
    return { key: read('key.pem'), cert: read('cert.pem') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
