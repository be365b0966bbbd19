import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { READ_ONCE } from '../config/read-once.ts';
import { fileReference } from '../config/file-reference.ts';
import { err, ok, type Result } from '../ground/result.ts';
import type { KeyFile } from './kind.ts';

/** As much of a part as its files can be read by, whatever else is wrong with it. */
const references = z
  .object({
    proxy: z
      .object({ credentials: fileReference.optional().catch(undefined) })
      .optional()
      .catch(undefined),
    certificateAuthorities: z.array(fileReference.optional().catch(undefined)).catch([]),
  })
  .catch({ proxy: undefined, certificateAuthorities: [] });

const CREDENTIALS = 'proxy.credentials';

/** The files that say how a gateway is reached. Its part of the config is described in `networkKeys`. */
export function networkFiles(part: unknown): KeyFile[] {
  const { proxy, certificateAuthorities } = references.parse(part, READ_ONCE);
  const credentials = proxy?.credentials;
  return [
    ...(credentials === undefined
      ? []
      : [{ path: CREDENTIALS, ...credentials, check: parseProxyCredentials }]),
    ...certificateAuthorities.flatMap((reference, index) =>
      reference === undefined
        ? []
        : [
            {
              path: `certificateAuthorities.${index}`,
              ...reference,
              isPublic: true as const,
              check: parseCertificates,
            },
          ],
    ),
  ];
}

/** How a gateway is reached, with the texts of its files. */
export interface GatewayLine {
  readonly proxy: {
    readonly host: string;
    readonly port: number;
    /** `user:password`. */
    readonly credentials: string | null;
  } | null;
  /** Certificates in PEM, trusted beside those that are built in. */
  readonly authorities: readonly string[];
}

/** `keys`: the texts of the files of the gateway's part, by their path; they were checked when they were read. */
export function gatewayLine(proxyUrl: string | undefined, keys: ReadonlyMap<string, string>): GatewayLine {
  const authorities = [...keys]
    .filter(([path]) => path.startsWith('certificateAuthorities.'))
    .flatMap(([, text]) => certificatesIn(text));
  if (proxyUrl === undefined) return { proxy: null, authorities };
  const { hostname, port } = new URL(proxyUrl);
  const text = keys.get(CREDENTIALS);
  const parsed = text === undefined ? null : parseProxyCredentials(text);
  return {
    proxy: {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? HTTP_PORT : Number(port),
      credentials: parsed?.ok === true ? parsed.value : null,
    },
    authorities,
  };
}

/** The port of http where an address names none. Source: RFC 9110, 4.2.1. */
const HTTP_PORT = 80;

/** One line `user:password`. Errors: in words, and nothing of the text. Source: RFC 7617, section 2. */
export function parseProxyCredentials(text: string): Result<string, { readonly say: string }> {
  const line = text.replace(/^\ufeff/, '').trim();
  // eslint-disable-next-line no-control-regex -- control characters are what must not be in it
  return /^[^:\x00-\x1f\x7f]+:[^\x00-\x1f\x7f]*$/.test(line)
    ? ok(line)
    : err({ say: "must hold one line with the proxy's user and password: user:password" });
}

/** One certificate or more in PEM. Errors: in words, and nothing of the text. */
export function parseCertificates(text: string): Result<readonly string[], { readonly say: string }> {
  if (text.includes('PRIVATE KEY-----')) return err({ say: 'holds a private key where certificates belong' });
  const found = certificatesIn(text);
  if (found.length === 0) {
    return err({ say: 'holds no certificate in PEM form (it would begin with -----BEGIN CERTIFICATE-----)' });
  }
  return found.every(isCertificate) ? ok(found) : err({ say: 'holds a certificate that cannot be read' });
}

function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
