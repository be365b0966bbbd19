import { CODE_BOOK } from '../acquirers/codes.ts';
import { checkedInput } from '../contract/checked-input.ts';
import type { InputOf } from '../contract/contract.ts';
import { refusePaymentCode, type Problem } from '../contract/problems.ts';
import type { CommandName } from '../contract/routes.ts';
import type { Result } from '../ground/result.ts';
import { holdsPaymentCode } from '../scan/held-code.ts';

/**
 * Where a payment code may stand: what is handled as one, a file as Base64, which is no text, the number of a buyer's paper,
 * which is kept masked, and a PIN, which is kept nowhere.
 *
 * Why a PIN: any text is a PIN that may be wrong, and a wrong one is answered as such. Source: interface section 2.
 */
const STORE_PAPER = 'requestRegistration.merchantInfo.registrationDetail.attachments.content';
const CERTIFICATE = 'declare.buyerCertificate.certificateNo';
const CODE_PLACES: readonly string[] = [
  'enterCode.text',
  'identifyCode.text',
  'addDisputePaper.content',
  STORE_PAPER,
  CERTIFICATE,
];
const PIN = 'pin';

/**
 * The contract's door: what was sent with a command, checked against its row, with no payment code in any other place.
 *
 * Every way to the till's handlers leads through here, so that a code in the wrong box reaches no disk and no log.
 * Errors: `invalid-request`, which names each field and quotes no value.
 */
export function takenIn<N extends CommandName>(
  name: N,
  sent: unknown,
): Result<InputOf<N>, Problem<'invalid-request'>> {
  const input = checkedInput(name, sent);
  if (!input.ok) return input;
  const { params, query, body, idempotencyKey } = input.value;
  const field =
    [params, query, body].map((part) => placeOfCode(name, part, [])).find((place) => place !== null) ??
    placeOfCode(name, idempotencyKey, ['Idempotency-Key']);
  return field === null ? input : refusePaymentCode(field);
}

/** The place of the first text that holds a payment code; null where none does. */
function placeOfCode(command: CommandName, value: unknown, path: readonly string[]): string | null {
  if (typeof value === 'string') {
    // A place in a list is that of the list.
    const place = path.filter((piece) => !/^\d+$/.test(piece)).join('.');
    if (CODE_PLACES.includes(`${command}.${place}`) || path.at(-1) === PIN) return null;
    return holdsPaymentCode(value, CODE_BOOK) ? place : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, each] of Object.entries(value)) {
    const place = placeOfCode(command, each, [...path, key]);
    if (place !== null) return place;
  }
  return null;
}
