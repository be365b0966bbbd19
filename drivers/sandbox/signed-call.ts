import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { signatureHeader, verifySignature } from '../../src/acquirers/signed-wire/signature.ts';
import { gatewayTime, resultOf, type WireAnswer, type WireResult, type WireTransaction } from './answers.ts';
import type { WireFault } from './faults.ts';
import type { Dialect } from './dialect.ts';
import type { SandboxRequest } from './requests.ts';

/** Whose keys and names stand under the calls. */
export interface Identity {
  readonly tillPublicKey: KeyObject;
  readonly sandboxPrivateKey: KeyObject;
  readonly clientId: string;
  readonly keyVersion: number;
}

/** One HTTP call as it came. `uri` is path and query; names of headers in lower case. */
export interface ReceivedCall {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** One HTTP answer, ready to be sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Larger than any answer that a till should read. Ours. */
const OVERSIZED_BYTES = 2 * 1024 * 1024;

/**
 * Takes a call for what it is, as strictly as the gateway.
 *
 * Errors: the result to answer with, whose code says which check failed.
 * Source: dossier sections 2, 3.1 and 3.2.
 */
export function acceptCall(
  call: ReceivedCall,
  identity: Identity,
  dialect: Dialect,
): Result<SandboxRequest, WireResult> {
  const api = dialect.apiOf(call.uri);
  if (api === null) return err(resultOf('NO_INTERFACE_DEF'));
  const refusal = provenCall(call, identity, dialect.isTime);
  if (refusal !== null) return err(refusal);
  const request = dialect.parse(api, Buffer.from(call.body).toString('utf8'));
  return request.ok ? ok(request.value) : err(resultOf('PARAM_ILLEGAL', request.error));
}

/** Why a call is not the till's, or is none; null where it is. Source: dossier sections 2, 3.1 and 3.2. */
export function provenCall(
  call: ReceivedCall,
  identity: Identity,
  isTime: (text: string) => boolean,
): WireResult | null {
  if (call.method !== 'POST') return resultOf('METHOD_NOT_SUPPORTED');
  const contentType = call.headers['content-type'];
  if (contentType !== undefined && !/^application\/json(\s*;\s*charset=utf-8)?$/i.test(contentType)) {
    return resultOf('MEDIA_TYPE_NOT_ACCEPTABLE');
  }
  if (call.headers['client-id'] !== identity.clientId) return resultOf('INVALID_CLIENT');
  const time = call.headers['request-time'] ?? '';
  if (!isTime(time)) return resultOf('PARAM_ILLEGAL', 'Request-Time: is not a time');
  const signed = verifySignature({
    method: 'POST',
    uri: call.uri,
    clientId: identity.clientId,
    time,
    body: call.body,
    header: call.headers['signature'],
    publicKeys: new Map([[String(identity.keyVersion), identity.tillPublicKey]]),
  });
  if (!signed.ok) {
    const code = signed.error.kind === 'unknownKey' ? 'KEY_NOT_FOUND' : 'INVALID_SIGNATURE';
    return resultOf(code, signed.error.say);
  }
  return null;
}

/**
 * Signs an answer, and spoils it where a fault says so.
 *
 * Shape: `uri` is that of the request. A garbled or oversized answer is signed rightly: its signature must not be
 * what saves the till.
 * Source: dossier section 3.2, response.
 */
export function answerCall(
  uri: string,
  answer: WireAnswer,
  nowMs: number,
  identity: Identity,
  fault?: WireFault,
  said: (answer: WireAnswer) => object = (told) => told,
): HttpAnswer {
  if (fault?.kind === 'httpStatus') return unsignedAnswer(fault.status);
  const body = Buffer.from(bodyText(answer, fault, said), 'utf8');
  const time = gatewayTime(nowMs);
  const signature = signatureHeader({
    method: 'POST',
    uri,
    clientId: identity.clientId,
    time,
    body: fault?.kind === 'wrongSignature' ? Buffer.concat([body, Buffer.from(' ')]) : body,
    privateKey: identity.sandboxPrivateKey,
    keyVersion: identity.keyVersion,
  });
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json; charset=UTF-8',
      'Client-Id': identity.clientId,
      'Response-Time': time,
      ...(fault?.kind === 'noSignature' ? {} : { Signature: signature }),
    },
    body,
  };
}

function unsignedAnswer(status: number): HttpAnswer {
  return {
    status,
    headers: {
      'Content-Type': 'text/html',
      ...(status >= 300 && status < 400 ? { Location: '/sandbox/elsewhere' } : {}),
    },
    body: Buffer.from(`<html><body>${status}</body></html>`),
  };
}

function bodyText(
  answer: WireAnswer,
  fault: WireFault | undefined,
  said: (answer: WireAnswer) => object,
): string {
  const text = JSON.stringify(said(spoilt(answer, fault)));
  if (fault?.kind === 'garbled') return text.slice(0, Math.floor(text.length / 2));
  return fault?.kind === 'oversized' ? text.padEnd(OVERSIZED_BYTES) : text;
}

function spoilt(answer: WireAnswer, fault: WireFault | undefined): WireAnswer {
  if (fault?.kind === 'actThenAnswer') return { result: resultOf(fault.code) };
  if (fault?.kind === 'otherAmount' && 'paymentAmount' in answer) {
    const { currency, value } = answer.paymentAmount;
    // 100 keeps rupiah rupiah.
    return { ...answer, paymentAmount: { currency, value: String(Number(value) + 100) } };
  }
  if (fault?.kind === 'unreadableAmount' && 'paymentAmount' in answer)
    return { ...answer, paymentAmount: { ...answer.paymentAmount, value: 'a lot' } };
  if (fault?.kind === 'otherTime' && 'paymentTime' in answer)
    return { ...answer, paymentTime: gatewayTime(Date.parse(answer.paymentTime) + fault.shiftMs) };
  if (fault?.kind === 'namelessRefunds' && 'transactions' in answer)
    return { ...answer, transactions: answer.transactions.map(withoutRequestId) };
  if (fault?.kind === 'otherPaymentRequestId')
    return { ...answer, paymentRequestId: 'SOMEBODY-ELSE-0001-01' };
  return answer;
}

function withoutRequestId(transaction: WireTransaction): WireTransaction {
  const nameless = { ...transaction };
  Reflect.deleteProperty(nameless, 'transactionRequestId');
  return nameless;
}
