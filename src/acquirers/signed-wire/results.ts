import type { Throttled, Unknown } from '../../payment/answers.ts';

/** The part of an answer that says how it went. */
export interface WireResult {
  readonly resultStatus: string;
  readonly resultCode: string;
}

/** S done, F failed, U not known; any other letter is U. Source: Alipay+ dossier section 5. */
export function statusOf(result: WireResult): 'S' | 'F' | 'U' {
  return result.resultStatus === 'S' || result.resultStatus === 'F' ? result.resultStatus : 'U';
}

/** Whether an answer names another payment than the one that was asked about. Source: interface section 4. */
export function isOfAnother(
  paymentRequestId: string,
  response: { readonly paymentRequestId?: string | undefined },
): boolean {
  return response.paymentRequestId !== undefined && response.paymentRequestId !== paymentRequestId;
}

/** What an answer that names another payment comes to. */
export function ofAnother(result: WireResult): Unknown {
  return alarm('the answer names another payment', result);
}

/** The id is known with other details than ours: something may be charged under it. */
export function inconsistent(result: WireResult): Unknown {
  return { ...alarm('the acquirer knows this payment with other details', result), contradicted: true };
}

/** A success of which it cannot be read what is charged: not known, and somebody should look at it. */
export function unreadable(why: string, result: WireResult): Unknown {
  return { ...alarm(why, result), unreadable: true };
}

/** What an answer without a decision comes to. */
export function undecided(result: WireResult): Throttled | Unknown {
  if (result.resultCode === 'REQUEST_TRAFFIC_EXCEED_LIMIT') return { kind: 'throttled' };
  return unknown('the acquirer does not know the outcome yet', result);
}

/** An outcome that is not known, with the acquirer's code. */
export function unknown(why: string, result: WireResult): Unknown {
  return { kind: 'unknown', why, code: cleanCode(result.resultCode) };
}

/** An outcome that is not known, and that somebody should look at. */
export function alarm(why: string, result: WireResult): Unknown {
  return { ...unknown(why, result), alarm: true };
}

/** Longest result code. Source: Alipay+ dossier section 4.1, resultCode of at most 64 characters. */
const CODE_CHARACTERS_MAX = 64;

/**
 * A result code fit to be kept and shown: at most 64 letters, digits and `_`.
 *
 * Why: runs of many digits are taken out, since a gateway that quotes what it was sent would quote the payment code.
 */
export function cleanCode(resultCode: string): string {
  const clean = resultCode
    .replace(/\d{12,}/g, '')
    .replace(/\W/g, '_')
    .slice(0, CODE_CHARACTERS_MAX);
  return clean === '' ? 'NO_RESULT_CODE' : clean;
}
