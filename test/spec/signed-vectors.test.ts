import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  contentToSign,
  parsePublicKey,
  signatureHeader,
  verifySignature,
} from '../../src/acquirers/signed-wire/signature.ts';
import { isoOrEpochMs, writtenIso } from '../../src/acquirers/signed-wire/times.ts';

// One signature for Alipay+ and both products of Antom: their published texts and signatures, in both directions.

interface Vector {
  readonly name: string;
  readonly uri: string;
  readonly clientId: string;
  readonly time: string;
  readonly body: string;
  readonly header: string;
  /** SHA-256 of the text that is signed, in hexadecimal. */
  readonly contentSha256: string;
  readonly publicKey: string;
  readonly verifies: boolean;
}

function sample(path: string): never {
  return JSON.parse(readFileSync(new URL(`../vectors/${path}`, import.meta.url), 'utf8')) as never;
}

interface InstoreFile {
  readonly publicKeySpkiBase64: string;
  readonly vectors: readonly {
    readonly name: string;
    readonly uri: string;
    readonly clientId: string;
    readonly time: string;
    readonly body: string;
    readonly contentToSign: string;
    readonly signatureHeader: string;
  }[];
}
interface CardFile {
  readonly merchantPublicKey: string;
  readonly acquirerPublicKey: string;
  readonly signatures: readonly (Omit<Vector, 'publicKey'> & { readonly by: 'merchant' | 'acquirer' })[];
}

const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

function instoreVectors(): Vector[] {
  const file: InstoreFile = sample('antom-instore/signature.vector.json');
  return file.vectors.map(({ signatureHeader: header, contentToSign: content, ...vector }) => ({
    ...vector,
    name: `Antom in-store: ${vector.name}`,
    header,
    contentSha256: sha256(content),
    publicKey: file.publicKeySpkiBase64,
    verifies: true,
  }));
}

function cardVectors(): Vector[] {
  const file: CardFile = sample('antom/vectors.json');
  return file.signatures.map(({ by, ...vector }) => ({
    ...vector,
    name: `Antom card: ${vector.name}`,
    publicKey: by === 'merchant' ? file.merchantPublicKey : file.acquirerPublicKey,
  }));
}

/** The texts of Alipay+ are published without a key: they are signed by one of this test. */
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
function alipayPlusVector(): Vector {
  const head = { uri: '/aps/api/v1/payments/inquiryPayment', clientId: 'SANDBOX_EXAMPLE000000000' };
  const message = {
    ...{ method: 'POST' as const, ...head, time: '2026-11-20T18:31:04+08:00' },
    body: Buffer.from('{"paymentRequestId":"T07-20261120-000481-01"}'),
  };
  return {
    name: 'Alipay+: request',
    ...head,
    time: message.time,
    body: message.body.toString('utf8'),
    header: signatureHeader({ ...message, privateKey: own.privateKey, keyVersion: 1 }),
    contentSha256: sha256(
      'POST /aps/api/v1/payments/inquiryPayment\nSANDBOX_EXAMPLE000000000.2026-11-20T18:31:04+08:00.{"paymentRequestId":"T07-20261120-000481-01"}',
    ),
    publicKey: own.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    verifies: true,
  };
}

const VECTORS = [alipayPlusVector(), ...instoreVectors(), ...cardVectors()];

function messageOf({ uri, clientId, time, body }: Vector) {
  return { method: 'POST' as const, uri, clientId, time, body: Buffer.from(body, 'utf8') };
}

describe('The signature of Alipay+ and Antom, by their vectors', () => {
  it('there are all ten', () => {
    expect(VECTORS).toHaveLength(10);
  });

  it.each(VECTORS)('$name: the text that is signed', (vector) => {
    expect(sha256(contentToSign(messageOf(vector)))).toBe(vector.contentSha256);
  });

  it.each(VECTORS)('$name: received', (vector) => {
    const key = parsePublicKey(vector.publicKey);
    if (!key.ok) throw new Error(key.error.say);

    const verified = verifySignature({
      ...messageOf(vector),
      header: vector.header,
      publicKeys: new Map([['1', key.value]]),
    });

    expect(verified.ok).toBe(vector.verifies);
  });

  it.each(VECTORS)('$name: sent, and verified by the library alone', (vector) => {
    const till = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { uri, clientId, time, body } = vector;

    const header = signatureHeader({ ...messageOf(vector), privateKey: till.privateKey, keyVersion: 1 });

    const [head, encoded = ''] = header.split('signature=');
    const bytes = Buffer.from(decodeURIComponent(encoded), 'base64');
    const text = `POST ${uri}\n${clientId}.${time}.${body}`;
    const publicKey = createPublicKey(till.privateKey);
    expect(head).toBe('algorithm=RSA256,keyVersion=1,');
    expect(verify('sha256', Buffer.from(text, 'utf8'), publicKey, bytes)).toBe(true);
    expect(verify('sha256', Buffer.from(`${text} `, 'utf8'), publicKey, bytes)).toBe(false);
  });
});

describe('Times of Antom (dossiers, section 1)', () => {
  it.each([
    ['2026-11-20T10:32:45+08:00', Date.UTC(2026, 10, 20, 2, 32, 45)],
    ['2026-11-20T10:32:45+0800', Date.UTC(2026, 10, 20, 2, 32, 45)],
    ['2026-11-20T02:32:45.250Z', Date.UTC(2026, 10, 20, 2, 32, 45, 250)],
    ['1795141965000', 1795141965000],
    ['1795141965', null],
    ['17951419650000', null],
    ['2026-02-30T10:32:45+0800', null],
    ['', null],
  ])('a header with %s', (text, ms) => {
    expect(isoOrEpochMs(text)).toBe(ms);
  });

  it('in a body are kept with a colon in their offset', () => {
    expect(writtenIso('2026-11-20T10:32:45-0330')).toBe('2026-11-20T10:32:45-03:30');
    expect(writtenIso('1795141965000')).toBeNull();
  });
});
