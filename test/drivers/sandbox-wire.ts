import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Sandbox } from '../../drivers/sandbox/sandbox.ts';
import { startSandbox } from '../../drivers/sandbox/server.ts';
import type { Api } from '../../drivers/sandbox/requests.ts';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { ManualClock } from '../fakes/manual-clock.ts';
import { QUIET } from '../fakes/quiet-log.ts';

/** Keys of both sides, made for this run. */
export const TILL = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const GATEWAY = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const CLIENT_ID = 'SANDBOX_EXAMPLE000000000';

/** A sandbox on a free port, with a clock that goes when told. */
export async function givenSandbox(
  options: { readonly notifications?: boolean } = {},
): Promise<{ sandbox: Sandbox; clock: ManualClock }> {
  const clock = new ManualClock();
  const sandbox = await startSandbox({
    port: 0,
    tillPublicKey: TILL.publicKey,
    sandboxPrivateKey: GATEWAY.privateKey,
    clientId: CLIENT_ID,
    keyVersion: 1,
    clock,
    log: QUIET,
    ...options,
  });
  return { sandbox, clock };
}

/** A pay request with every required field of dossier 4.1. */
export function payBody(change: Readonly<Record<string, unknown>> = {}, code = '', value = '4550'): object {
  const amount = { currency: 'MYR', value };
  const place = { region: 'MY', city: 'Kuala Lumpur' };
  return {
    order: {
      referenceOrderId: 'ORD-1',
      orderDescription: 'Cafe order 481',
      orderAmount: amount,
      merchant: {
        referenceMerchantId: 'M-KL-0007',
        merchantName: 'Kopi Corner Sdn Bhd',
        merchantMCC: '5814',
        merchantAddress: place,
        store: {
          referenceStoreId: 'S-KL-0007-02',
          storeName: 'Kopi Corner Central',
          storeMCC: '5814',
          storeAddress: place,
        },
      },
    },
    paymentRequestId: 'P-1',
    paymentAmount: amount,
    paymentMethod: { paymentMethodType: 'CONNECT_WALLET', paymentMethodId: code },
    paymentFactor: { isInStorePayment: 'true', inStorePaymentScenario: 'PaymentCode' },
    settlementStrategy: { settlementCurrency: 'USD' },
    ...change,
  };
}

/** How a call is sent; what is left out is as it should be. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly privateKey?: KeyObject;
  /** The bytes that go out where they are to differ from the signed ones. */
  readonly sentBody?: string;
}

/** What came back. `signed` is null without a signature. */
export interface Received {
  readonly status: number;
  readonly signed: boolean | null;
  readonly text: string;
  readonly location: string | null;
}

/** Sends one signed call; null where the connection broke. */
export async function callSandbox(
  url: string,
  api: Api | 'noSuchCall',
  body: object | string,
  sending: Sending = {},
): Promise<Received | null> {
  const uri = `/aps/api/v1/payments/${api}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const time = '2026-01-05T17:00:00+08:00';
  const message = { method: 'POST' as const, uri, clientId: CLIENT_ID };
  const privateKey = sending.privateKey ?? TILL.privateKey;
  const signature = signatureHeader({ ...message, time, body: Buffer.from(text), privateKey, keyVersion: 1 });
  const method = sending.method ?? 'POST';
  const answer = await fetch(url + uri, {
    method,
    redirect: 'manual',
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': CLIENT_ID,
      'Request-Time': time,
      Signature: signature,
      ...sending.headers,
    },
    ...(method === 'POST' ? { body: sending.sentBody ?? text } : {}),
  }).catch(() => null);
  if (answer === null) return null;
  const bytes = Buffer.from(await answer.arrayBuffer());
  const header = answer.headers.get('signature') ?? undefined;
  const signed = verifySignature({
    ...message,
    time: answer.headers.get('response-time') ?? '',
    body: bytes,
    header,
    publicKeys: new Map([['1', GATEWAY.publicKey]]),
  }).ok;
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    signed: header === undefined ? null : signed,
    text: bytes.toString('utf8'),
    location,
  };
}

/** An answer in words: `S SUCCESS`, or what is wrong with it. Of an inquiry that worked, the payment's result. */
export function inWords(received: Received | null, value: string): string {
  if (received === null) return 'broken';
  if (received.status !== 200) return `HTTP ${received.status}`;
  if (received.signed !== true) return received.signed === null ? 'unsigned' : 'forged';
  if (received.text.length > 1_000_000) return 'oversized';
  let answer: {
    result: { resultStatus: string; resultCode: string };
    paymentResult?: { resultStatus: string; resultCode: string };
    paymentRequestId?: string;
    paymentAmount?: { value: string };
  };
  try {
    answer = JSON.parse(received.text) as typeof answer;
  } catch {
    return 'garbled';
  }
  const { resultStatus, resultCode } = answer.paymentResult ?? answer.result;
  const otherPayment = (answer.paymentRequestId ?? 'P-1') !== 'P-1' ? ' of another payment' : '';
  const otherAmount = (answer.paymentAmount?.value ?? value) !== value ? ' of another amount' : '';
  return `${resultStatus} ${resultCode}${otherPayment}${otherAmount}`;
}
