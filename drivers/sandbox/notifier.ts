import { request } from 'node:http';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import type { Clock } from '../../src/ground/ports.ts';
import { gatewayTime } from './answers.ts';
import type { Identity } from './signed-call.ts';

/** How long the gateway waits for the answer to a notification. Source: dossier section 4, table of timeouts. */
const ACK_TIMEOUT_MS = 5000;
const ACK_BYTES_MAX = 64 * 1024;

/** What the till made of a notification. `signed`: its answer carried a right signature. */
export interface Acknowledgement {
  readonly status: number;
  readonly signed: boolean;
  readonly body: string;
}

/** Whether an address is one that the sandbox may call: plain http on loopback. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/**
 * Tells a till by itself how a payment ended.
 *
 * Shape: a signed message to a loopback address; the answer's signature is checked, not demanded. `proof` wrong: it is signed
 * wrongly.
 * Errors: `unreachable`, when nothing whole came back within 5 s.
 * Source: dossier section 4.5; 3.2 for what is signed.
 */
export async function sendNotification(
  url: string,
  message: object,
  clock: Clock,
  identity: Identity,
  proof: 'right' | 'wrong' = 'right',
): Promise<Result<Acknowledgement, 'unreachable'>> {
  const target = new URL(url);
  const uri = target.pathname + target.search;
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  const time = gatewayTime(clock.nowMs());
  const direction = { method: 'POST' as const, uri, clientId: identity.clientId };
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'Content-Length': String(body.length),
    'Client-Id': identity.clientId,
    'Request-Time': time,
    Signature: signatureHeader({
      ...direction,
      time,
      body: proof === 'right' ? body : Buffer.concat([body, Buffer.from(' ')]),
      privateKey: identity.sandboxPrivateKey,
      keyVersion: identity.keyVersion,
    }),
  };
  const answer = await post(target, headers, body, clock);
  if (answer === null) return err('unreachable');
  const signed = verifySignature({
    ...direction,
    time: answer.headers['response-time'] ?? '',
    body: answer.body,
    header: answer.headers['signature'],
    publicKeys: new Map([[String(identity.keyVersion), identity.tillPublicKey]]),
  }).ok;
  return ok({ status: answer.status, signed, body: answer.body.toString('utf8') });
}

interface PostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

function post(
  target: URL,
  headers: Record<string, string>,
  body: Buffer,
  clock: Clock,
): Promise<PostAnswer | null> {
  return new Promise((resolve) => {
    const call = request(target, { method: 'POST', headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > ACK_BYTES_MAX) call.destroy();
        else chunks.push(chunk);
      });
      answer.on('end', () => {
        const single = Object.fromEntries(
          Object.entries(answer.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value[0] : value,
          ]),
        );
        finish({ status: answer.statusCode ?? 0, headers: single, body: Buffer.concat(chunks) });
      });
      answer.on('close', () => finish(null));
    });
    const callOff = clock.after(ACK_TIMEOUT_MS, () => call.destroy());
    // The first one counts: a promise is settled once, whatever closes after it.
    const finish = (answer: PostAnswer | null): void => {
      callOff();
      resolve(answer);
    };
    call.on('error', () => finish(null));
    call.on('close', () => finish(null));
    call.end(body);
  });
}
