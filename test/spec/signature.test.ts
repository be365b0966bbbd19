import { constants, generateKeyPairSync, publicDecrypt, createHash, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  contentToSign,
  parsePrivateKey,
  parsePublicKey,
  parseSignatureHeader,
  signatureHeader,
  verifySignature,
} from '../../src/acquirers/signed-wire/signature.ts';

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = (...pairs: [string, KeyObject][]) => new Map(pairs);

function givenMessage(body = '{"paymentRequestId":"T07-20261120-000481-01"}') {
  return {
    method: 'POST' as const,
    uri: '/aps/api/v1/payments/inquiryPayment',
    clientId: 'SANDBOX_EXAMPLE000000000',
    time: '2026-11-20T18:31:04+08:00',
    body: new TextEncoder().encode(body),
  };
}

function givenSigned() {
  const message = givenMessage();
  const header = signatureHeader({ ...message, privateKey: ours.privateKey, keyVersion: 1 });
  const base64 = decodeURIComponent(header.slice(header.indexOf('signature=') + 'signature='.length));
  return { message, header, base64, publicKeys: keys(['1', ours.publicKey]) };
}

/** A signature whose Base64 holds a `+`: they differ, so one is soon found. */
function givenSignedWithPlus() {
  for (let n = 0; ; n += 1) {
    const message = givenMessage(`{"n":"${n}"}`);
    const header = signatureHeader({ ...message, privateKey: ours.privateKey, keyVersion: 1 });
    const base64 = decodeURIComponent(header.slice(header.indexOf('signature=') + 'signature='.length));
    if (base64.includes('+')) return { message, base64, publicKeys: keys(['1', ours.publicKey]) };
  }
}

describe('Content to sign (dossier 3.2)', () => {
  it('is method, blank, URI, one line feed, then client, time and body between dots, as in the shared example', () => {
    const message = givenMessage();

    const content = Buffer.from(contentToSign(message)).toString('utf8');

    expect(content).toBe(
      'POST /aps/api/v1/payments/inquiryPayment\nSANDBOX_EXAMPLE000000000.2026-11-20T18:31:04+08:00.{"paymentRequestId":"T07-20261120-000481-01"}',
    );
  });

  it('holds the exact bytes of the body, whether or not they are UTF-8', () => {
    const message = { ...givenMessage(), body: new Uint8Array([0xff, 0x00, 0x0a, 0xc3]) };

    const content = contentToSign(message);

    expect([...content.slice(-5)]).toEqual([0x2e, 0xff, 0x00, 0x0a, 0xc3]);
  });
});

describe('Signature header that is sent (dossier 3.1, 3.3)', () => {
  it('names RSA256, the key version, and URL-encoded Base64', () => {
    const { header } = givenSigned();

    expect(header).toMatch(/^algorithm=RSA256,keyVersion=1,signature=(?:[A-Za-z0-9]|%2B|%2F|%3D)+$/);
  });

  it('is RSASSA-PKCS1-v1_5 over SHA-256 of the content, taken apart by hand', () => {
    const { message, base64 } = givenSigned();

    const padded = publicDecrypt(
      { key: ours.publicKey, padding: constants.RSA_PKCS1_PADDING },
      Buffer.from(base64, 'base64'),
    );

    // DigestInfo of SHA-256: RFC 8017, section 9.2, note 1.
    const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');
    expect(padded).toEqual(
      Buffer.concat([digestInfo, createHash('sha256').update(contentToSign(message)).digest()]),
    );
  });
});

describe('Signature header that is received (dossier 3.3)', () => {
  it.each([
    ['as we send it', (b: string) => `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(b)}`],
    [
      'with blanks around',
      (b: string) => ` algorithm = RSA256 , keyVersion=1 ,  signature=${encodeURIComponent(b)} `,
    ],
    ['in another order', (b: string) => `signature=${encodeURIComponent(b)},keyVersion=1,algorithm=RSA256`],
    [
      'with hex in small letters',
      (b: string) =>
        `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(b).replace(/%../g, (h) => h.toLowerCase())}`,
    ],
    ['as raw Base64 with its padding', (b: string) => `algorithm=RSA256,keyVersion=1,signature=${b}`],
    ['with a part that nobody knows', (b: string) => `x=1,algorithm=RSA256,keyVersion=1,signature=${b}`],
  ])('is taken %s', (_how, write) => {
    const { message, base64, publicKeys } = givenSignedWithPlus();

    const verified = verifySignature({ ...message, header: write(base64), publicKeys });

    expect(verified).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['nothing at all', '', 'missing'],
    ['no pairs', 'RSA256', 'malformed'],
    ['no signature', 'algorithm=RSA256,keyVersion=1', 'malformed'],
    ['an empty signature', 'algorithm=RSA256,keyVersion=1,signature=', 'malformed'],
    ['no key version', 'algorithm=RSA256,signature=AAAA', 'malformed'],
    ['a part that stands twice', 'algorithm=RSA256,keyVersion=1,keyVersion=2,signature=AAAA', 'malformed'],
    ['half an escape', 'algorithm=RSA256,keyVersion=1,signature=AAA%2', 'malformed'],
    ['what is not Base64', 'algorithm=RSA256,keyVersion=1,signature=A*A=', 'malformed'],
    ['Base64 of the URL alphabet', 'algorithm=RSA256,keyVersion=1,signature=-_-_', 'malformed'],
    ['bits behind the end of Base64', 'algorithm=RSA256,keyVersion=1,signature=AB==', 'malformed'],
    ['endless text', `algorithm=RSA256,keyVersion=1,signature=${'A'.repeat(5000)}`, 'malformed'],
    ['another algorithm', 'algorithm=RSA512,keyVersion=1,signature=AAAA', 'unknownAlgorithm'],
    ['no algorithm by name', 'algorithm=none,keyVersion=1,signature=AAAA', 'unknownAlgorithm'],
  ])('is refused with %s', (_what, header, kind) => {
    const parsed = parseSignatureHeader(header);

    expect(parsed.ok ? null : parsed.error.kind).toBe(kind);
  });
});

describe('Verification (dossier 3.2, 3.4)', () => {
  it('takes the key that the header names, of several that are in use', () => {
    const message = givenMessage();
    const header = signatureHeader({ ...message, privateKey: theirs.privateKey, keyVersion: 2 });

    const publicKeys = keys(['1', ours.publicKey], ['2', theirs.publicKey]);

    expect(verifySignature({ ...message, header, publicKeys }).ok).toBe(true);
  });

  it.each([
    ['another body', { body: new TextEncoder().encode('{}') }],
    ['another URI', { uri: '/aps/api/v1/payments/pay' }],
    ['another client', { clientId: 'SANDBOX_OTHER' }],
    ['another time', { time: '2026-11-20T18:31:05+08:00' }],
    ['the key of somebody else', { publicKeys: keys(['1', theirs.publicKey]) }],
  ])('refuses %s', (_what, change) => {
    const { message, header, publicKeys } = givenSigned();

    const verified = verifySignature({ ...message, header, publicKeys, ...change });

    expect(verified.ok ? null : verified.error.kind).toBe('wrong');
  });

  it('refuses a key version that is not in the config', () => {
    const { message, header } = givenSigned();

    const verified = verifySignature({ ...message, header, publicKeys: keys(['2', ours.publicKey]) });

    expect(verified.ok ? null : verified.error.kind).toBe('unknownKey');
  });

  it('refuses an absent header', () => {
    const { message, publicKeys } = givenSigned();

    const verified = verifySignature({ ...message, header: undefined, publicKeys });

    expect(verified.ok ? null : verified.error.kind).toBe('missing');
  });

  it('refuses a short signature without a crash', () => {
    const { message, publicKeys } = givenSigned();

    const header = 'algorithm=RSA256,keyVersion=1,signature=AAAA';

    expect(verifySignature({ ...message, header, publicKeys }).ok).toBe(false);
  });

  it('refuses a body whose beginning was moved into the time, although the bytes that are signed are the same', () => {
    const message = givenMessage('{"note":"a.{\\"b\\":1}"}');
    const header = signatureHeader({ ...message, privateKey: ours.privateKey, keyVersion: 1 });
    const moved = {
      ...message,
      time: `${message.time}.{"note":"a`,
      body: new TextEncoder().encode('{\\"b\\":1}"}'),
    };

    const verified = verifySignature({ ...moved, header, publicKeys: keys(['1', ours.publicKey]) });

    expect(contentToSign(moved)).toEqual(contentToSign(message));
    expect(verified.ok).toBe(false);
  });
});

describe('Keys (dossier 3.1)', () => {
  const pem = ours.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const pkcs1Pem = ours.privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
  const privateLine = ours.privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const locked = ours.privateKey.export({
    ...{ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
  }) as string;
  const publicLine = ours.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

  it.each([
    ['PEM', pem],
    ['Base64 of PKCS#8 on one line', privateLine],
    ['Base64 with line ends in it', privateLine.replace(/(.{64})/g, '$1\r\n')],
    ['Base64 of PKCS#8 in quotes, as in a file of settings', `"${privateLine}"\n`],
    ['PEM of PKCS#1', pkcs1Pem],
    ['Base64 of PKCS#1', ours.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
    ['PEM with \\n for its line ends', pem.trim().replace(/\n/g, '\\n')],
    ['PEM behind another part', `${ours.publicKey.export({ type: 'spki', format: 'pem' }) as string}${pem}`],
    ['PEM on one line', pem.trim().replace(/\n/g, ' ')],
    ['PEM behind a byte order mark', `\ufeff${pem}`],
    [
      'Base64 for addresses, without padding',
      privateLine.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, ''),
    ],
    ['Base64 behind its name in a file of settings', `TILL_KEY=${privateLine}`],
    ['PKCS#8 under the first line of PKCS#1', pem.replace(/PRIVATE/g, 'RSA PRIVATE')],
    ['PKCS#1 under the first line of PKCS#8', pkcs1Pem.replace(/RSA PRIVATE/g, 'PRIVATE')],
  ])('are read as private from %s', (_form, text) => {
    const key = parsePrivateKey(text);

    expect(key.ok && key.value.equals(ours.privateKey)).toBe(true);
  });

  it.each([
    ['PEM', ours.publicKey.export({ type: 'spki', format: 'pem' }) as string],
    ['Base64 of SPKI on one line', publicLine],
    ['PEM of PKCS#1', ours.publicKey.export({ type: 'pkcs1', format: 'pem' }) as string],
    ['Base64 of PKCS#1', ours.publicKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
  ])('are read as public from %s', (_form, text) => {
    const key = parsePublicKey(text);

    expect(key.ok && key.value.equals(ours.publicKey)).toBe(true);
  });

  it.each([
    ['an empty file', ''],
    ['words', 'this is no key'],
    ['cut Base64', privateLine.slice(0, 400)],
    ['cut PEM', pem.slice(0, 400)],
    ['a public key', publicLine],
    ['a private key that a password locks', locked],
    [
      'a key of 1024 bits',
      generateKeyPairSync('rsa', { modulusLength: 1024 })
        .privateKey.export({ type: 'pkcs8', format: 'der' })
        .toString('base64'),
    ],
    [
      'a key of another kind',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    ],
  ])('are refused as private from %s, quoting nothing', (_what, text) => {
    const key = parsePrivateKey(text);

    expect(key.ok ? null : key.error.kind).toBe('notAKey');
    expect(JSON.stringify(key)).not.toContain('MII');
  });

  it.each([
    [publicLine, 'a public key stands where the private key belongs'],
    [locked, 'a password locks the private key: hand it out unlocked, in a file of mode 0600'],
  ])('a refusal of a private key names the true cause', (text, say) => {
    expect(parsePrivateKey(text)).toMatchObject({ ok: false, error: { say } });
  });

  it.each([
    ['a private key as PEM', pem],
    ['a private key as Base64', privateLine],
    ['a private key of PKCS#1', pkcs1Pem],
    ['a private key that is called public', pem.replace(/PRIVATE/g, 'PUBLIC')],
    ['words', 'this is no key'],
  ])('are refused as public from %s', (_what, text) => {
    expect(parsePublicKey(text).ok).toBe(false);
  });
});
