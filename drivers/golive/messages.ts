import type { Exchange } from '../../src/golive/record.ts';

/** What a message names: the payment, and how the answer ends. */
export function namesIn(
  body: Buffer,
  answer: Buffer | null,
): Pick<Exchange, 'paymentRequestId' | 'resultStatus' | 'resultCode' | 'hasNotifyAddress'> {
  const asked = objectIn(body);
  const said = answer === null ? {} : objectIn(answer);
  const result = isObject(said['result']) ? said['result'] : {};
  return {
    paymentRequestId: textOf(asked['paymentRequestId']),
    resultStatus: textOf(result['resultStatus']),
    resultCode: textOf(result['resultCode']),
    hasNotifyAddress: textOf(asked['paymentNotifyUrl']) !== null || isObject(asked['Notification']),
  };
}

/** The object that bytes hold; empty where they hold none. */
export function objectIn(bytes: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
